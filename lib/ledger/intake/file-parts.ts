import { isUtf8 } from "node:buffer";
import { open } from "node:fs/promises";
import { join } from "node:path";
import type { Header } from "../../focus/header";
import type { ImportFile } from "../import-outcome";
import { fileRefusal, LISTED_REJECTIONS } from "../import-refusal";
import type { ParquetRows } from "../staging/parquet-sql";
import { type FileHeader, fileHeader, headerEnd } from "./header-record";
import { type Cut, RecordScanner } from "./record-scanner";
import { ReusedMemory } from "./reused-memory";
import { notCsv } from "./sniff";
import type { TextFile, TextStream } from "./text-stream";

// Each part costs DuckDB some thirty plans; two of them are in memory as bytes.
const PART_BYTES = 32 * 2 ** 20;
const LONGEST_VALUE = 200;
const MOST_HEADER_BYTES = 2 ** 20;
/** A longer record is a quote that was never closed. */
export const MOST_RECORD_BYTES = 4 * 2 ** 20;

/** Rows of a file on their way to the ledger. */
export type Part = {
  file: string;
  rows: number;
  firstRow: number;
  /** Where rows between them were cut out: empty lines, and rows that are not sound. */
  skipped: { row: number; rows: number }[];
  /** The first of those that are not sound, and how many they are. */
  rejected: { row: number; value: string; reason: string }[];
  rejectedCount: number;
  bytesRead: number;
  content: CsvRows | ParquetRows;
};

/**
 * Some thousand whole rows without the header; `path` is where they are written if anybody wants them as a file. Whoever
 * needs their bytes no more may say so: they are used again.
 */
export type CsvRows = { format: "csv"; path: string; header: FileHeader; blocks: Records[]; free?: () => void };

/** Bytes with where each sound record starts and each of its fields ends, and the stretches of them to read. */
export type Records = { bytes: Buffer; bounds: Int32Array; sound: Buffer[] };

export type OpenFile = { file: ImportFile; header: Header; size: number; parts: AsyncGenerator<Part> };

/** Where a text is found again: the file that holds it, and the how manieth of its texts it is. */
export type TextPlace = { file: ImportFile; at: number };

/** A file of text; who does not read its parts here may read them elsewhere. */
export type OpenCsv = OpenFile & { header: FileHeader; text: TextPlace };

/** Checks that a text is csv with FOCUS columns, and offers its rows part by part. */
export async function openCsv(text: TextFile, directory: string): Promise<Omit<OpenCsv, "text">> {
  const { file, size } = text;
  const header = await headerOf(text);
  return { file, header, size, parts: partsOf({ file, header, directory, text }) };
}

async function headerOf({ file, open }: TextFile): Promise<FileHeader> {
  let head = Buffer.alloc(0);
  for await (const chunk of (await open()).chunks) {
    head = Buffer.concat([head, chunk]);
    const reason = notCsv(head.subarray(0, 65_536));
    if (reason) throw fileRefusal(file.name, reason);
    const end = headerEnd(head);
    if (end >= 0) return fileHeader(file.name, head, end);
    if (head.length > MOST_HEADER_BYTES) throw fileRefusal(file.name, "The first row never ends.", 1);
  }
  if (head.length === 0) throw fileRefusal(file.name, "The file is empty.");
  return fileHeader(file.name, head, head.length);
}

type Reading = { file: ImportFile; header: FileHeader; directory: string; text: TextFile };

async function* partsOf(reading: Reading): AsyncGenerator<Part> {
  const { file, header, directory, text } = reading;
  const scanner = new RecordScanner(header.delimiter, header.names.length);
  const stream = await text.open();
  const memory = new ReusedMemory();
  const begin = () => new PartBuilder(directory, { file: file.name, header, firstRow: scanner.row, memory });
  let builder = begin();
  for await (const block of blocksOf(reading, stream, { scanner, memory })) {
    builder.add(block);
    if (builder.bytes < PART_BYTES) continue;
    yield builder.finish(stream.read());
    builder = begin();
  }
  yield builder.finish(text.size);
}

/** Writes the rows of a part to its file. */
export async function writeRows({ path, blocks }: CsvRows): Promise<void> {
  const handle = await open(path, "w");
  try {
    for (const { sound } of blocks) await handle.writev(sound);
  } finally {
    await handle.close();
  }
}

type Block = { bytes: Buffer; records: number; cuts: Cut[]; bounds: Int32Array };

/** Whole records, checked to be UTF-8 text, with the places that are to be left out. */
async function* blocksOf(
  { file, header }: Reading,
  { chunks }: TextStream,
  { scanner, memory }: { scanner: RecordScanner; memory: ReusedMemory },
): AsyncGenerator<Block> {
  let carried: Buffer = Buffer.alloc(0);
  let scanned = 0;
  for await (const chunk of chunksAfter(chunks, header.end)) {
    const bytes = chunk ? memory.joined(carried, chunk) : withLineEnd(carried, scanner, file.name);
    const firstRow = scanner.row;
    const { end, records, cuts, bounds } = scanner.scan(bytes, scanned);
    const block = bytes.subarray(0, end);
    refuseUnreadable(block, firstRow, file.name);
    if (end > 0) yield { bytes: block, records, cuts, bounds };
    // A copy, as the block is whose it is by now.
    carried = Buffer.from(bytes.subarray(end));
    scanned = carried.length;
    if (scanned > MOST_RECORD_BYTES) throw fileRefusal(file.name, endless(scanner), scanner.row);
  }
}

/** What follows the header, and a null at the end. */
async function* chunksAfter(chunks: AsyncIterable<Buffer>, header: number): AsyncGenerator<Buffer | null> {
  let left = header;
  for await (const chunk of chunks) {
    yield left > 0 ? chunk.subarray(left) : chunk;
    left -= chunk.length;
  }
  yield null;
}

/** The last row may lack its line end, but not the end of its quotes. */
function withLineEnd(last: Buffer, scanner: RecordScanner, name: string): Buffer {
  if (scanner.isQuoted) throw fileRefusal(name, endless(scanner), scanner.row);
  return last.length === 0 ? last : Buffer.concat([last, Buffer.from("\n")]);
}

function endless(scanner: RecordScanner): string {
  if (scanner.isQuoted) return "A quote opens in this row and is never closed.";
  return `The row is longer than ${MOST_RECORD_BYTES / 2 ** 20} MiB.`;
}

function refuseUnreadable(block: Buffer, firstRow: number, name: string): void {
  const zero = block.indexOf(0);
  if (zero >= 0) {
    throw fileRefusal(name, "The row contains a NUL byte: it is not text.", firstRow + lineEnds(block, zero));
  }
  if (isUtf8(block)) return;
  const wrong = firstInvalid(block);
  const row = firstRow + lineEnds(block, wrong);
  throw fileRefusal(name, "The row is not UTF-8 (it looks like Windows-1252 or Latin-1); save the file as UTF-8.", row);
}

/** Halves the block until the byte where it stops being UTF-8 is found. */
function firstInvalid(block: Buffer): number {
  let sound = 0;
  let broken = block.length;
  while (broken - sound > 4) {
    const middle = (sound + broken) >> 1;
    // A cut inside a character is not its fault: up to three bytes more complete it.
    const isSound = [0, 1, 2, 3].some((more) => isUtf8(block.subarray(0, Math.min(middle + more, block.length))));
    if (isSound) sound = middle;
    else broken = middle;
  }
  return sound;
}

function lineEnds(block: Buffer, until: number): number {
  let ends = 0;
  let isQuoted = false;
  for (let at = 0; at < until; at++) {
    if (block[at] === 34) isQuoted = !isQuoted;
    if (block[at] === 10 && !isQuoted) ends++;
  }
  return ends;
}

let begun = 0;
type Beginning = { file: string; header: FileHeader; firstRow: number; memory: ReusedMemory };

class PartBuilder {
  bytes = 0;
  readonly #part: Part;
  readonly #blocks: Records[] = [];

  constructor(directory: string, { file, header, firstRow, memory }: Beginning) {
    const path = join(directory, `part-${begun++}.csv`);
    const free = () => {
      for (const { bytes } of this.#blocks.splice(0)) memory.takeBack(bytes);
    };
    const content: CsvRows = { format: "csv", path, header, blocks: this.#blocks, free };
    this.#part = { file, rows: 0, firstRow, skipped: [], rejected: [], rejectedCount: 0, bytesRead: 0, content };
  }

  add({ bytes, records, cuts, bounds }: Block): void {
    const sound: Buffer[] = [];
    let from = 0;
    for (const cut of cuts) {
      sound.push(bytes.subarray(from, cut.start));
      from = cut.end;
      this.#part.skipped.push({ row: cut.row, rows: cut.rows });
      if (cut.reason) this.#reject(cut, bytes);
    }
    sound.push(bytes.subarray(from));
    this.#blocks.push({ bytes, bounds, sound });
    this.#part.rows += records;
    this.bytes += bytes.length;
  }

  /** Each row of a stretch has the same fault; the list ends after the first hundred. */
  #reject({ start, end, row, rows, reason }: Cut, bytes: Buffer): void {
    const { rejected } = this.#part;
    this.#part.rejectedCount += rows;
    const room = Math.min(rows, LISTED_REJECTIONS - rejected.length);
    const lines = bytes.toString("utf8", start, Math.min(end, start + room * LONGEST_VALUE)).split("\n");
    for (let index = 0; index < room; index++) {
      rejected.push({ row: row + index, value: (lines[index] ?? "").slice(0, LONGEST_VALUE), reason });
    }
  }

  finish(bytesRead: number): Part {
    return { ...this.#part, bytesRead };
  }
}
