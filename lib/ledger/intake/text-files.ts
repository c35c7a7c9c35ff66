import { open, stat } from "node:fs/promises";
import type { ImportFile } from "../import-outcome";
import { fileRefusal } from "../import-refusal";
import { bytesAt } from "./bytes-at";
import { type TextFile, textFile } from "./text-stream";
import { zippedTexts } from "./zip-archive";

const PARQUET: ReadonlySet<string> = new Set(["PAR1", "PARE"]);

/** The csv texts of a file by what is in it, whatever it is called; null for Parquet. */
export async function textsOf(file: ImportFile): Promise<TextFile[] | null> {
  const magic = await firstBytes(file);
  if (PARQUET.has(magic)) return null;
  return magic.startsWith("PK\u0003\u0004") ? await zippedTexts(file) : [await textFile(file)];
}

/** Whether the file begins as Parquet does; one that cannot be read does not. */
export async function isParquet(file: ImportFile): Promise<boolean> {
  return PARQUET.has(await firstBytes(file).catch(() => ""));
}

async function firstBytes({ path, name }: ImportFile): Promise<string> {
  const found = await stat(path).catch(() => null);
  if (!found) throw fileRefusal(name, "There is no such file.");
  if (!found.isFile()) throw fileRefusal(name, "This is not a file.");
  if (found.size === 0) throw fileRefusal(name, "The file is empty.");
  const handle = await open(path);
  try {
    return (await bytesAt(handle, 0, 4)).toString("latin1");
  } finally {
    await handle.close();
  }
}
