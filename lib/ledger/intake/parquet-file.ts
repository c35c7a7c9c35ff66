import { copyFile, open, symlink } from "node:fs/promises";
import { join } from "node:path";
import type { DuckDBConnection } from "@duckdb/node-api";
import { readHeader } from "../../focus/header";
import type { ImportFile } from "../import-outcome";
import { fileRefusal, ImportRefusal } from "../import-refusal";
import { literal, rowsIn } from "../staging/database";
import { bytesAt } from "./bytes-at";
import type { OpenFile, Part } from "./file-parts";
import { areGzipPagesSound, type ColumnChunk } from "./gzip-pages";
import { refuseUnusable } from "./header-record";

/** What is distinct in a part fits in memory; each part costs DuckDB its plans. */
const PART_ROWS = 500_000;
const MOST_FOOTER_BYTES = 64 * 2 ** 20;
// Some bytes a row are the least that real exports need, and values that repeat can make a bomb of a small file.
const MOST_ROWS_A_BYTE = 10;
const FREE_ROWS = 1_000_000;
const TAIL = 8;

/** Opens a Parquet file for DuckDB, which reads it where it lies, after its own account of itself has been checked. */
export async function openParquet(
  file: ImportFile,
  directory: string,
  connection: DuckDBConnection,
): Promise<OpenFile> {
  const size = await soundSize(file);
  const path = await placed(file.path, directory);
  const read = async (query: string) => await refusing(file.name, async () => await rowsIn(connection, query));
  const columns = await read(`DESCRIBE SELECT * FROM read_parquet(${literal(path)}, binary_as_string = true)`);
  const header = readHeader(topLevel(await read(`SELECT name, num_children FROM parquet_schema(${literal(path)})`)));
  if (header.names.length !== columns.length) throw damaged(file.name);
  refuseUnusable(file.name, header, null);
  const groups = await rowGroups(file.name, path, read);
  const rows = groups.reduce((sum, group) => sum + group, 0);
  if (rows > FREE_ROWS && rows > size * MOST_ROWS_A_BYTE) {
    throw fileRefusal(file.name, `The file states ${rows} rows in ${size} bytes: it is not a cost export.`);
  }
  if (!(await areGzipPagesSound(file.path, await gzipChunks(path, read)))) throw damaged(file.name);
  const types = columns.map(([, type]) => String(type));
  const ranges = rangesOf(groups);
  const parts = ranges.map(
    ({ from, to }): Part => ({
      file: file.name,
      rows: to - from,
      // There is no header row in a Parquet file.
      firstRow: from + 1,
      skipped: [],
      rejected: [],
      rejectedCount: 0,
      bytesRead: rows === 0 ? size : Math.round((size * to) / rows),
      content: { format: "parquet", path, header, types, from, to, isWhole: ranges.length === 1 },
    }),
  );
  return { file, header, size, parts: each(parts) };
}

async function* each<T>(items: T[]): AsyncGenerator<T> {
  for (const item of items) yield item;
}

/** DuckDB reads names with stars and brackets as patterns. */
async function placed(path: string, directory: string): Promise<string> {
  const place = join(directory, `file-${placedFiles++}.parquet`);
  // Windows lets few people make links.
  await symlink(path, place).catch(async () => await copyFile(path, place));
  return place;
}
let placedFiles = 0;

async function soundSize({ path, name }: ImportFile): Promise<number> {
  const handle = await open(path);
  try {
    const { size } = await handle.stat();
    if (size < 2 * TAIL) throw cutOff(name);
    const tail = await bytesAt(handle, size - TAIL, TAIL);
    const magic = tail.toString("latin1", 4);
    if (magic === "PARE") throw fileRefusal(name, "The Parquet file is encrypted; export it without encryption.");
    if (magic !== "PAR1") throw cutOff(name);
    const footer = tail.readUInt32LE(0);
    if (footer > MOST_FOOTER_BYTES || footer > size - TAIL) throw damaged(name);
    return size;
  } finally {
    await handle.close();
  }
}

/** The names of the columns; those inside maps, lists and structures are left out. */
function topLevel(schema: unknown[][]): string[] {
  const names: string[] = [];
  let inside = 0;
  for (const [name, children] of schema.slice(1)) {
    if (inside === 0) names.push(String(name));
    else inside--;
    inside += Number(children ?? 0);
  }
  return names;
}

type Read = (query: string) => Promise<unknown[][]>;

/** Rows of each row group. A footer that disagrees with itself would lose rows without a word. */
async function rowGroups(name: string, path: string, read: Read): Promise<number[]> {
  const [[stated = 0] = []] = await read(`SELECT num_rows FROM parquet_file_metadata(${literal(path)})`);
  const groups = await read(`SELECT any_value(row_group_num_rows), min(row_group_num_rows), max(row_group_num_rows),
      bool_and(coalesce(num_values, -1) = row_group_num_rows OR (contains(path_in_schema, ', ') AND num_values >= 0))
    FROM parquet_metadata(${literal(path)}) GROUP BY row_group_id ORDER BY row_group_id`);
  const isSound = groups.every(([, least, most, agrees]) => least === most && agrees === true && Number(least) >= 0);
  const rows = groups.map(([count]) => Number(count));
  if (!isSound || rows.reduce((sum, count) => sum + count, 0) !== Number(stated)) {
    throw fileRefusal(name, "The file is damaged: its Parquet footer counts rows that are not there.");
  }
  return rows;
}

async function gzipChunks(path: string, read: Read): Promise<ColumnChunk[]> {
  const chunks = await read(`SELECT data_page_offset, coalesce(dictionary_page_offset, 0), total_compressed_size
    FROM parquet_metadata(${literal(path)}) WHERE compression = 'GZIP'`);
  return chunks.map((numbers) => {
    const [data = 0, dictionary = 0, size = 0] = numbers.map(Number);
    const from = dictionary > 0 && dictionary < data ? dictionary : data;
    return { from, to: from + size };
  });
}

/** Whole row groups together, and pieces of those that are larger than a part. */
function rangesOf(groups: number[]): { from: number; to: number }[] {
  const ranges = [{ from: 0, to: 0 }];
  for (const rows of groups) {
    for (let left = rows; left > 0; ) {
      const last = ranges.at(-1) ?? { from: 0, to: 0 };
      const piece = Math.min(left, PART_ROWS);
      if (last.to > last.from && last.to - last.from + piece > PART_ROWS) {
        ranges.push({ from: last.to, to: last.to + piece });
      } else last.to += piece;
      left -= piece;
    }
  }
  return ranges;
}

/** What DuckDB says about a Parquet file that it cannot read becomes a refusal; our own faults stay faults. */
export async function refusing<T>(name: string, reading: () => Promise<T>): Promise<T> {
  try {
    return await reading();
  } catch (error) {
    if (error instanceof ImportRefusal) throw error;
    const text = error instanceof Error ? error.message : String(error);
    if (/No space left on device|^(Binder|Parser|Catalog|Syntax|Permission) Error/i.test(text)) throw error;
    if (/^Out of Memory/i.test(text)) {
      throw fileRefusal(name, "The Parquet file needs more memory than an import may use; write smaller row groups.");
    }
    if (/encrypt/i.test(text)) throw fileRefusal(name, "The Parquet file is encrypted; export it without encryption.");
    throw damaged(name);
  }
}

function cutOff(name: string): ImportRefusal {
  return fileRefusal(name, "The file is cut off: its Parquet footer is missing. Export or upload it again.");
}

function damaged(name: string): ImportRefusal {
  return fileRefusal(name, "The file is damaged: its Parquet data cannot be read.");
}
