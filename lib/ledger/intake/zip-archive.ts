import { open, stat } from "node:fs/promises";
import { crc32 } from "node:zlib";
import { type Entry, fromRandomAccessReaderPromise, type ZipFile } from "yauzl";
import type { ImportFile } from "../import-outcome";
import { fileRefusal, ImportRefusal } from "../import-refusal";
import { bytesAt } from "./bytes-at";
import { limited, type TextFile } from "./text-stream";
import { ZipBytes } from "./zip-bytes";

const MOST_ENTRIES = 1000;
const LONGEST_NAME = 200;
const END_RECORD = 22;
/** Codes of what cannot be unpacked. */
const FAULT_OF_THE_FILE = /^Z_/;
/** What a delivery may lay beside its csv files. */
const BESIDE = /(^|\/)(__MACOSX\/.*|\.[^/]*|thumbs\.db|desktop\.ini|[^/]*\.(json|txt|md|pdf|html?|xml|sha256|md5))$/i;

/** The csv files of a zip archive. Nothing is written under the names in it, wherever they point. */
export async function zippedTexts(file: ImportFile): Promise<TextFile[]> {
  const named = (await entriesOf(file)).map((entry) => ({ entry, name: nameOf(entry) }));
  if (named.some(({ name }) => name === "[Content_Types].xml")) {
    throw fileRefusal(file.name, "This is an Excel workbook; save the sheet as csv (UTF-8).");
  }
  const held = named.filter(({ name }) => !name.endsWith("/") && !BESIDE.test(name));
  if (held.length === 0) throw fileRefusal(file.name, "There is no csv file in the zip archive.");
  const { size } = await stat(file.path);
  // Entries that share their bytes unpack to far more than each of them alone.
  if (held.reduce((sum, { entry }) => sum + entry.compressedSize, 0) > size) throw damaged(file.name);
  return held.map(({ entry, name }) => zippedText({ path: file.path, name: `${file.name}/${name}` }, entry));
}

function zippedText(file: ImportFile, entry: Entry): TextFile {
  if (entry.isEncrypted()) {
    throw fileRefusal(file.name, "The file in the archive is encrypted; archive it without a password.");
  }
  if (!entry.canDecodeFileData()) {
    throw fileRefusal(file.name, "It is compressed in a way that is not read; make a plain zip archive (deflate).");
  }
  const size = entry.compressedSize;
  const again = async () => ({ chunks: limited(entryBytes(file, entry), () => size, file.name), read: () => size });
  return { file, size, open: again };
}

async function entriesOf(file: ImportFile): Promise<Entry[]> {
  const archive = await opened(file);
  try {
    if (archive.entryCount > MOST_ENTRIES) {
      throw fileRefusal(file.name, `The archive has ${archive.entryCount} files; at most ${MOST_ENTRIES} are read.`);
    }
    const entries: Entry[] = [];
    for await (const entry of archive.eachEntry()) entries.push(entry);
    // A directory that says that it is shorter than it is would hide files without a word.
    const end = Number(archive.readEntryCursor);
    if (end + END_RECORD > archive.fileSize || !(await isEndAt(file, end))) throw damaged(file.name);
    return entries;
  } catch (error) {
    throw refusalOf(error, file.name);
  } finally {
    archive.close();
  }
}

/** Behind the last entry of the directory its end must stand, in its plain or its 64-bit form. */
async function isEndAt({ path }: ImportFile, position: number): Promise<boolean> {
  const handle = await open(path);
  try {
    return [0x06054b50, 0x06064b50].includes((await bytesAt(handle, position, 4)).readUInt32LE(0));
  } finally {
    await handle.close();
  }
}

async function opened({ path, name }: ImportFile): Promise<ZipFile> {
  try {
    const { size } = await stat(path);
    const options = { autoClose: false, decodeStrings: false };
    return await fromRandomAccessReaderPromise(new ZipBytes(path, size), size, options);
  } catch (error) {
    throw refusalOf(error, name);
  }
}

/** The bytes of one entry, which must be those that its checksum was made of. */
async function* entryBytes(file: ImportFile, entry: Entry): AsyncGenerator<Buffer> {
  const archive = await opened(file);
  // Without somebody who listens, a failure that comes after the first ends the process.
  archive.on("error", () => {});
  let sum = 0;
  try {
    for await (const chunk of await archive.openReadStreamPromise(entry)) {
      sum = crc32(chunk, sum);
      yield chunk;
    }
    if (sum !== entry.crc32) throw damaged(file.name);
  } catch (error) {
    throw refusalOf(error, file.name);
  } finally {
    archive.close();
  }
}

/** Names are UTF-8 or, from old tools, a code page whose letters other than ASCII do not matter here. */
function nameOf({ fileNameRaw }: Entry): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: a name in an archive may hold anything
  const name = fileNameRaw.toString("utf8").replaceAll(/[\u0000-\u001f\u007f-\u009f]/g, "?");
  return name.replaceAll("\\", "/").slice(0, LONGEST_NAME);
}

/** What the archive's reader finds wrong is the file's fault; what the machine cannot do is not. */
function refusalOf(error: unknown, name: string): unknown {
  if (error instanceof ImportRefusal) return error;
  const code = error instanceof Error && "code" in error ? String(error.code) : "";
  if (code !== "" && !FAULT_OF_THE_FILE.test(code)) return error;
  if (/End of central directory|unexpected EOF/i.test(String(error))) {
    return fileRefusal(name, "The file is cut off: the end of its zip archive is missing. Export or upload it again.");
  }
  return damaged(name);
}

function damaged(name: string): ImportRefusal {
  return fileRefusal(name, "The file is damaged: its zip archive cannot be unpacked.");
}
