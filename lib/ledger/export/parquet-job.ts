import type { Control } from "./control";

/** What the process that writes parquet is asked to do; the csv is our own, with these columns and a header. */
export type ParquetJob = { csv: string; columns: string[]; parquet: string; directory: string };

export type ParquetMessage = { kind: "done"; control: Control } | { kind: "failed"; message: string };
