import { type FileHandle, open } from "node:fs/promises";
import { Readable } from "node:stream";
import { createGunzip } from "node:zlib";
import { bytesAt } from "./bytes-at";
import { readStruct, type Struct } from "./thrift";

/** Where the pages of one column of one row group lie in a Parquet file. */
export type ColumnChunk = { from: number; to: number };

/** Statistics in a header may be long texts. */
const FIRST_READ = 4096;
const LONGEST_HEADER = 2 ** 20;

// Fields of PageHeader and DataPageHeaderV2: parquet.thrift of the Parquet format.
const UNPACKED_SIZE = 2;
const PACKED_SIZE = 3;
const SECOND_VERSION = 8;
const DEFINITION_BYTES = 5;
const REPETITION_BYTES = 6;
const IS_COMPRESSED = 7;

type Page = { at: number; packed: number; unpacked: number; isPlain: boolean };

/**
 * Whether each gzip page unpacks to as many bytes as it states, with the checksum of those it was made of. DuckDB asks
 * neither: where a page is short it reads whatever is in its memory behind it.
 */
export async function areGzipPagesSound(path: string, chunks: ColumnChunk[]): Promise<boolean> {
  if (chunks.length === 0) return true;
  const file = await open(path);
  try {
    const { size } = await file.stat();
    for (const chunk of chunks) {
      for (let at = chunk.from; at < chunk.to; ) {
        const page = await pageAt(file, at);
        if (page === null || page.at + page.packed > size || !(await isSound(file, page))) return false;
        at = page.at + page.packed;
      }
    }
    return true;
  } finally {
    await file.close();
  }
}

/** What is packed of the page whose header begins at `start`. */
async function pageAt(file: FileHandle, start: number): Promise<Page | null> {
  for (let length = FIRST_READ; length <= LONGEST_HEADER; length *= 4) {
    const found = readStruct(await bytesAt(file, start, length));
    if (found) return pageOf(found.struct, start + found.length);
  }
  return null;
}

function pageOf(header: Struct, at: number): Page | null {
  const [packed, unpacked] = [numberIn(header, PACKED_SIZE), numberIn(header, UNPACKED_SIZE)];
  const second = header.get(SECOND_VERSION);
  const levels = second instanceof Map ? numberIn(second, DEFINITION_BYTES) + numberIn(second, REPETITION_BYTES) : 0;
  if (levels < 0 || packed < levels || unpacked < levels) return null;
  // Levels of the second version lie before what is packed; its values may be left as they are.
  const isPlain = second instanceof Map && second.get(IS_COMPRESSED) === 0;
  return { at: at + levels, packed: packed - levels, unpacked: unpacked - levels, isPlain };
}

async function isSound(file: FileHandle, { at, packed, unpacked, isPlain }: Page): Promise<boolean> {
  if (isPlain || packed === 0) return packed === unpacked;
  const bytes = await bytesAt(file, at, packed);
  let length = 0;
  try {
    for await (const chunk of Readable.from([bytes]).pipe(createGunzip())) {
      length += (chunk as Buffer).length;
      if (length > unpacked) return false;
    }
  } catch {
    return false;
  }
  return length === unpacked;
}

function numberIn(struct: Struct, field: number): number {
  const value = struct.get(field);
  return typeof value === "number" ? value : 0;
}
