import { Readable } from "node:stream";
import { createGzip } from "node:zlib";
import type { Scope } from "../../auth/scope";
import { type Exported, focusCsv } from "./focus-csv";
import { focusParquet } from "./focus-parquet";
import type { Selection } from "./selection";

export type ExportFormat = "csv" | "csv.gz" | "parquet";

type Done = (exported: Exported) => void;

const writers: Record<ExportFormat, { type: string; write: typeof focusCsv }> = {
  csv: { type: "text/csv; charset=utf-8", write: focusCsv },
  "csv.gz": { type: "application/gzip", write: focusCsvGz },
  parquet: { type: "application/vnd.apache.parquet", write: focusParquet },
};

/** A file of the selected charges: what to call it, what it is, and its bytes. */
export function exportFile(scope: Scope, asked: Selection, format: ExportFormat, done: Done = () => {}) {
  const { type, write } = writers[format];
  return { name: `focus-${asked.from}-${asked.to}.${format}`, type, blocks: write(scope, asked, done) };
}

async function* focusCsvGz(scope: Scope, asked: Selection, done: Done = () => {}): AsyncGenerator<Buffer> {
  const plain = Readable.from(focusCsv(scope, asked, done));
  const packed = createGzip();
  plain.on("error", (error) => packed.destroy(error));
  packed.on("close", () => plain.destroy());
  yield* plain.pipe(packed) as AsyncIterable<Buffer>;
}
