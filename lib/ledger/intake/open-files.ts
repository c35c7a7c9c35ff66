import type { DuckDBConnection } from "@duckdb/node-api";
import type { ImportFile } from "../import-outcome";
import { type OpenCsv, type OpenFile, openCsv } from "./file-parts";
import { openParquet } from "./parquet-file";
import { textsOf } from "./text-files";

/** Opens a file by what is in it; an archive may hold several. */
export async function openFiles(
  file: ImportFile,
  directory: string,
  connection: DuckDBConnection,
): Promise<(OpenFile | OpenCsv)[]> {
  const texts = await textsOf(file);
  if (!texts) return [await openParquet(file, directory, connection)];
  const opened: OpenCsv[] = [];
  for (const [at, text] of texts.entries()) opened.push({ ...(await openCsv(text, directory)), text: { file, at } });
  return opened;
}
