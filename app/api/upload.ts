import { randomUUID } from "node:crypto";
import { createWriteStream } from "node:fs";
import { mkdir, rm } from "node:fs/promises";
import { basename, join, resolve } from "node:path";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import type { ReadableStream } from "node:stream/web";
import busboy, { type Busboy } from "busboy";
import { env } from "@/lib/env";
import { digesting } from "./digesting";
import { HttpRefusal } from "./problem";

const MEGABYTE = 1024 * 1024;
const MOST_FILES = 100;

type UploadedFile = { name: string; path: string; bytes: number; sha256: string };
export type Upload = { files: UploadedFile[]; fields: Record<string, string>; discard: () => Promise<void> };

/**
 * Writes the files of a multipart form to the data directory as they arrive, holding none in memory. Either all of
 * the form is there in the end, or nothing of it.
 */
export async function receiveUpload(request: Request): Promise<Upload> {
  const folder = resolve(env().OUTLAY_DATA_DIR, "uploads", randomUUID());
  const discard = () => rm(folder, { recursive: true, force: true });
  const limit = env().OUTLAY_MAX_UPLOAD_MB * MEGABYTE;
  if (Number(request.headers.get("content-length")) > limit + MEGABYTE) throw tooLarge();
  const parser = parserFor(request);
  await mkdir(folder, { recursive: true, mode: 0o700 });
  try {
    const { files, fields } = await received(request, parser, folder, limit);
    if (files.length === 0) throw new HttpRefusal(400, "invalid", "Send at least one file, in a field named file.");
    return { files, fields, discard };
  } catch (error) {
    await discard();
    throw error;
  }
}

function parserFor(request: Request): Busboy {
  try {
    return busboy({
      headers: { "content-type": request.headers.get("content-type") ?? "" },
      defParamCharset: "utf8",
      limits: { files: MOST_FILES, fields: 20, fieldSize: 4096, fieldNameSize: 100 },
    });
  } catch {
    throw new HttpRefusal(415, "unsupported", "Send the files as multipart/form-data, in a field named file.");
  }
}

async function received(request: Request, parser: Busboy, folder: string, limit: number) {
  const fields: Record<string, string> = {};
  const writing: Promise<UploadedFile | null>[] = [];
  let bytes = 0;
  const stop = (error: Error) => parser.destroy(error);

  parser.on("field", (name, value, { valueTruncated }) => {
    if (valueTruncated) stop(new HttpRefusal(400, "invalid", `The field ${name} is too long.`));
    else fields[name] = value;
  });
  parser.on("file", (field, stream, { filename }) => {
    if (field !== "file") stop(new HttpRefusal(400, "invalid", "Send the files in a field named file."));
    stream.on("data", (chunk: Buffer) => {
      bytes += chunk.length;
      if (bytes > limit) stop(tooLarge());
    });
    const path = join(folder, `${writing.length}-${onDisk(filename)}`);
    const written = writeFile(stream, path, filename);
    written.catch(stop);
    writing.push(written);
  });
  parser.on("filesLimit", () => stop(new HttpRefusal(400, "invalid", `Send at most ${MOST_FILES} files at once.`)));
  parser.on("fieldsLimit", () => stop(new HttpRefusal(400, "invalid", "This form has too many fields.")));

  try {
    if (!request.body) throw new Error("The request has no body.");
    await pipeline(Readable.fromWeb(request.body as ReadableStream), parser);
  } catch (error) {
    await Promise.allSettled(writing); // so that no file is written after its folder is gone
    if (error instanceof HttpRefusal || isOurDisk(error)) throw error;
    throw new HttpRefusal(400, "invalid", "The form broke off or is damaged. Nothing was imported. Send it again.");
  }
  const files = (await Promise.all(writing)).filter((file) => file !== null);
  return { files, fields };
}

/** A field without a chosen file is sent as an empty, nameless one. */
async function writeFile(stream: Readable, path: string, filename: string | undefined): Promise<UploadedFile | null> {
  const digest = digesting();
  await pipeline(stream, digest, createWriteStream(path, { flags: "wx", mode: 0o600 }));
  const { bytes, sha256 } = digest.result();
  if (!filename && bytes === 0) return null;
  return { name: shown(filename), path, bytes, sha256 };
}

/** What people read. Never used as a path. */
const shown = (filename = "file") => basename(filename.replaceAll("\\", "/")).replace(/\p{C}/gu, "").slice(-200);

/** The end of the name is kept, because it tells the format. */
const onDisk = (filename = "file") =>
  shown(filename)
    .replace(/[^A-Za-z0-9._-]/g, "_")
    .slice(-100);

const isOurDisk = (error: unknown) =>
  error instanceof Error && "code" in error && /^(ENOSPC|EDQUOT|EACCES|EROFS|EIO|EMFILE)$/.test(String(error.code));

const tooLarge = () =>
  new HttpRefusal(413, "too_large", `Send at most ${env().OUTLAY_MAX_UPLOAD_MB} MB at once (OUTLAY_MAX_UPLOAD_MB).`);
