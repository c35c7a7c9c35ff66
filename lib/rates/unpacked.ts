import { type Entry, fromBuffer, type ZipFile } from "yauzl";
import { DomainError } from "../errors";

const MOST_BYTES = 32 * 1024 * 1024;

/** The text of a csv, or of the one csv inside a zip as the ECB offers it; no more of it than a file of rates can be. */
export async function unpacked(bytes: Buffer): Promise<string> {
  if (bytes.length > MOST_BYTES) throw tooLarge();
  if (!bytes.subarray(0, 4).equals(Buffer.from("PK\u0003\u0004"))) return decoded(bytes);
  const zip = await opened(bytes);
  try {
    return decoded(await content(zip, await onlyCsv(zip)));
  } finally {
    zip.close();
  }
}

function opened(bytes: Buffer): Promise<ZipFile> {
  return new Promise((resolve, reject) => {
    fromBuffer(bytes, { lazyEntries: true }, (error, zip) => {
      if (error) reject(new DomainError("invalid", "This zip file is damaged.", { cause: error }));
      else resolve(zip);
    });
  });
}

function onlyCsv(zip: ZipFile): Promise<Entry> {
  return new Promise((resolve, reject) => {
    const found: Entry[] = [];
    zip.on("entry", (entry: Entry) => {
      if (entry.fileName.toLowerCase().endsWith(".csv")) found.push(entry);
      zip.readEntry();
    });
    zip.once("error", (error) => reject(new DomainError("invalid", "This zip file is damaged.", { cause: error })));
    zip.once("end", () => {
      const [entry] = found;
      if (entry && found.length === 1) resolve(entry);
      else reject(new DomainError("invalid", `The zip file has ${found.length} csv files; one is expected.`));
    });
    zip.readEntry();
  });
}

function content(zip: ZipFile, entry: Entry): Promise<Buffer> {
  if (entry.uncompressedSize > MOST_BYTES) throw tooLarge();
  return new Promise((resolve, reject) => {
    const fail = (error: Error) => reject(new DomainError("invalid", "This zip file is damaged.", { cause: error }));
    zip.openReadStream(entry, (error, stream) => {
      if (error) return fail(error);
      const chunks: Buffer[] = [];
      let size = 0;
      stream.on("data", (chunk: Buffer) => {
        size += chunk.length;
        chunks.push(chunk);
        // What a zip says about its size need not be true.
        if (size > MOST_BYTES) stream.destroy(tooLarge());
      });
      stream.once("error", fail);
      stream.once("end", () => resolve(Buffer.concat(chunks)));
    });
  });
}

function decoded(bytes: Buffer): string {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch (cause) {
    throw new DomainError("invalid", "This file is not text.", { cause });
  }
}

const tooLarge = () => new DomainError("too_large", "A file of exchange rates is never this large.");
