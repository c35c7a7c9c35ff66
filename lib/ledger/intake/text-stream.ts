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
  /** Bytes of the file on disk that have been read. */
  read: () => number;
};

/** Text that can be read more than once: its header first, its rows when their turn comes. */
export type TextFile = { file: ImportFile; size: number; open: () => Promise<TextStream> };

/** A csv or csv.gz file, unpacked, and refused while it streams if it is damaged or too long. */
export async function textFile(file: ImportFile): Promise<TextFile> {
  const { path, name } = file;
  const { size } = await stat(path);
  const packed = await isGzip(path);
  const open = async () => {
    const stream = createReadStream(path, { highWaterMark: CHUNK });
    const read = () => stream.bytesRead;
    return { chunks: packed ? limited(unpacked(stream, name), read, name) : stream, read };
  };
  return { file, size, open };
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

/** Refuses what unpacks to more than a cost export would. */
export async function* limited(
  chunks: AsyncIterable<Buffer>,
  read: () => number,
  name: string,
): AsyncGenerator<Buffer> {
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
