import { createReadStream } from "node:fs";
import { open, stat } from "node:fs/promises";
import { pipeline } from "node:stream/promises";
import { createGunzip } from "node:zlib";
import type { ImportFile } from "../import-outcome";
import { fileRefusal } from "../import-refusal";

const CHUNK = 1 << 20;

/** One file unpacks to this much at most; a month of 50 million rows fits. */
const MOST_BYTES = 64 * 2 ** 30;
// Cost exports shrink 5 to 60 times. deflate's limit is 1,032 times, and only a bomb comes near it.
const MOST_RATIO = 250;
const FREE_BYTES = 32 * 2 ** 20;

export type TextStream = {
  chunks: AsyncIterable<Buffer>;
  /** Bytes of the file on disk, and how many of them have been read. */
  size: number;
  read: () => number;
};

/** The bytes of a csv or csv.gz file, unpacked, and refused while they stream if they are damaged or too many. */
export async function openText({ path, name }: ImportFile): Promise<TextStream> {
  const size = await sizeOf(path, name);
  const file = createReadStream(path, { highWaterMark: CHUNK });
  const packed = await isGzip(path);
  const chunks = packed ? unpacked(file, name) : file;
  return { chunks: packed ? limited(chunks, () => file.bytesRead, name) : chunks, size, read: () => file.bytesRead };
}

async function sizeOf(path: string, name: string): Promise<number> {
  const found = await stat(path).catch(() => null);
  if (!found) throw fileRefusal(name, "There is no such file.");
  if (!found.isFile()) throw fileRefusal(name, "This is not a file.");
  if (found.size === 0) throw fileRefusal(name, "The file is empty.");
  return found.size;
}

async function isGzip(path: string): Promise<boolean> {
  const file = await open(path);
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(2), 0, 2, 0);
    return bytesRead === 2 && buffer[0] === 0x1f && buffer[1] === 0x8b;
  } finally {
    await file.close();
  }
}

async function* unpacked(file: NodeJS.ReadableStream, name: string): AsyncGenerator<Buffer> {
  const gunzip = createGunzip({ chunkSize: CHUNK });
  // A failure reaches the loop below, because pipeline destroys what is read there.
  const flow = pipeline(file, gunzip).catch(() => {});
  try {
    yield* gunzip;
  } catch (error) {
    throw damaged(error, name) ?? error;
  } finally {
    gunzip.destroy();
    await flow;
  }
}

function damaged(error: unknown, name: string): Error | null {
  const code = error instanceof Error && "code" in error ? String(error.code) : "";
  if (code === "Z_BUF_ERROR") {
    return fileRefusal(name, "The file is cut off: its gzip data ends too early. Export or upload it again.");
  }
  if (/^Z_/.test(code)) return fileRefusal(name, "The file is damaged: its gzip data cannot be unpacked.");
  return null;
}

async function* limited(chunks: AsyncIterable<Buffer>, read: () => number, name: string): AsyncGenerator<Buffer> {
  let bytes = 0;
  for await (const chunk of chunks) {
    bytes += chunk.length;
    if (bytes > MOST_BYTES) throw fileRefusal(name, `The file unpacks to more than ${MOST_BYTES / 2 ** 30} GiB.`);
    if (bytes > FREE_BYTES && bytes > read() * MOST_RATIO) {
      throw fileRefusal(name, `The file unpacks to more than ${MOST_RATIO} times its size: it is not a cost export.`);
    }
    yield chunk;
  }
}
