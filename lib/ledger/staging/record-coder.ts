import type { CsvRows, Records } from "../intake/file-parts";
import type { FileHeader } from "../intake/header-record";
import { EMPTY, readSimple, SIMPLE } from "./simple-number";
import { type Fields, startOf, TupleDictionary } from "./tuple-dictionary";
import { writtenNumber } from "./written-number";

/** As many rows as DuckDB takes at once. */
export const CHUNK_ROWS = 2048;

/** A number that is not simple: its text, and what of it 64-bit units do not hold. */
export type Written = { row: number; text: string; rest: string | null; plain: string };

/** Rows as columns: a tuple's number a group, and for each number two words or a null, and those that are not simple. */
export type CodedChunk = {
  rows: number;
  tuples: Int32Array[];
  units: Int32Array[];
  /** A bit a row: is there a simple number? As many bits as DuckDB has in its masks. */
  valid: Uint8Array[];
  written: Written[][];
};

/** A part's rows, and the records in which tuples are met for the first time: (group, tuple, which of the records). */
export type Coded = {
  chunks: CodedChunk[];
  records: Uint8Array[];
  fresh: [group: number, tuple: number, record: number][];
  /** Which numbers some rows lack, which are not simple in some, and which cannot be read in some. */
  missing: boolean[];
  written: boolean[];
  unreadable: boolean[];
};

/** The columns of each group, and those that hold numbers; `place` finds a column in a file, -1 where it has none. */
export type Coding = {
  groups: string[][];
  numbers: string[];
  place: (header: FileHeader, column: string) => number;
  isSpool: boolean;
};

/**
 * Turns the records of csv into numbers: what describes charges repeats from row to row, so each distinct tuple is
 * read once, by DuckDB, and every row has the numbers of its tuples. One pass over the bytes does it.
 */
export class RecordCoder {
  readonly #coding: Coding;
  readonly #dictionaries: TupleDictionary[];
  /** Memory of parts that are done: made anew for each part it would be most of what is collected as garbage. */
  readonly #free: CodedChunk[] = [];

  constructor(coding: Coding) {
    this.#coding = coding;
    this.#dictionaries = coding.groups.map(() => new TupleDictionary());
  }

  /** Takes back what nobody reads any more. */
  takeBack({ chunks }: Coded): void {
    this.#free.push(...chunks);
  }

  /** Lets go of what is only of use while there are rows to code. */
  forget(): void {
    this.#dictionaries.length = 0;
    this.#free.length = 0;
  }

  code({ header, blocks }: CsvRows): Coded {
    const { groups, numbers, place } = this.#coding;
    const own = groups.map((columns) => Int32Array.from(columns, (column) => place(header, column)));
    const part = new PartCoder({ dictionaries: this.#dictionaries, free: this.#free }, own, this.#coding.isSpool, {
      fields: header.names.length,
      numbers: Int32Array.from(numbers, (column) => place(header, column)),
    });
    for (const block of blocks) part.add(block);
    return part.coded;
  }
}

class PartCoder {
  readonly coded: Coded;
  readonly #dictionaries: TupleDictionary[];
  readonly #free: CodedChunk[];
  readonly #groups: Int32Array[];
  readonly #numbers: Int32Array;
  readonly #stride: number;
  readonly #isSpool: boolean;
  /** The fields that are part of a group, and the hash of each in the record at hand. */
  readonly #grouped: Int32Array;
  readonly #hashes: Int32Array;
  #chunk: CodedChunk;

  constructor(
    { dictionaries, free }: { dictionaries: TupleDictionary[]; free: CodedChunk[] },
    groups: Int32Array[],
    isSpool: boolean,
    { fields, numbers }: { fields: number; numbers: Int32Array },
  ) {
    this.#dictionaries = dictionaries;
    this.#free = free;
    this.#groups = groups;
    this.#numbers = numbers;
    this.#isSpool = isSpool;
    this.#stride = fields + 1;
    this.#grouped = Int32Array.from(new Set(groups.flatMap((group) => [...group].filter((field) => field >= 0))));
    this.#hashes = new Int32Array(fields);
    this.#chunk = this.#newChunk();
    const none = () => Array.from(numbers, () => false);
    this.coded = { chunks: [], records: [], fresh: [], missing: none(), written: none(), unreadable: none() };
  }

  add({ bytes, bounds }: Records): void {
    const fields = { bytes, bounds, record: 0, view: new DataView(bytes.buffer, bytes.byteOffset, bytes.length) };
    for (let record = 0; record < bounds.length; record += this.#stride) {
      if (this.#chunk.rows === CHUNK_ROWS) this.#chunk = this.#newChunk();
      if (this.#chunk.rows === 0) this.coded.chunks.push(this.#chunk);
      fields.record = record;
      this.#addTuples(fields);
      this.#addNumbers(bytes, bounds, record);
      this.#chunk.rows++;
    }
  }

  #newChunk(): CodedChunk {
    const numbers = this.#numbers;
    const used = this.#free.pop();
    if (used) {
      for (const bits of used.valid) bits.fill(0);
      return { ...used, rows: 0, written: Array.from(numbers, () => []) };
    }
    return {
      rows: 0,
      tuples: this.#groups.map(() => new Int32Array(CHUNK_ROWS)),
      units: Array.from(numbers, () => new Int32Array(2 * CHUNK_ROWS)),
      valid: Array.from(numbers, () => new Uint8Array(CHUNK_ROWS / 8)),
      written: Array.from(numbers, () => []),
    };
  }

  #addTuples(fields: Fields): void {
    const { rows, tuples } = this.#chunk;
    hashFields(fields, this.#grouped, this.#hashes);
    let kept = -1;
    for (let group = 0; group < this.#groups.length; group++) {
      const own = this.#groups[group] as Int32Array;
      const dictionary = this.#dictionaries[group] as TupleDictionary;
      const before = dictionary.size;
      const tuple = dictionary.numberOf(fields, own, hashOf(own, this.#hashes));
      (tuples[group] as Int32Array)[rows] = tuple;
      if (dictionary.size === before) continue;
      if (kept < 0) kept = this.#keep(fields);
      this.coded.fresh.push([group, tuple, kept]);
    }
  }

  #keep({ bytes, bounds, record }: Fields): number {
    const end = bounds[record + this.#stride - 1] as number;
    return this.coded.records.push(bytes.subarray(bounds[record], end)) - 1;
  }

  #addNumbers(bytes: Uint8Array, bounds: Int32Array, record: number): void {
    const { rows, units, valid } = this.#chunk;
    for (let index = 0; index < this.#numbers.length; index++) {
      const field = this.#numbers[index] as number;
      if (field < 0) continue;
      const start = startOf(bounds, record, field);
      const end = bounds[record + field + 1] as number;
      const kind = readSimple(bytes, start, end, units[index] as Int32Array, 2 * rows);
      if (kind === SIMPLE || (kind !== EMPTY && this.#isWritten(index, textOf(bytes, start, end, this.#isSpool)))) {
        const bits = valid[index] as Uint8Array;
        bits[rows >> 3] = (bits[rows >> 3] as number) | (1 << (rows & 7));
      } else this.coded.missing[index] = true;
    }
  }

  /** Keeps a number that is not simple; false where there is none. */
  #isWritten(index: number, text: string | null): boolean {
    if (text === null) return false;
    const number = writtenNumber(text);
    if (!number) {
      this.coded.unreadable[index] = true;
      return false;
    }
    const { rows, units, written } = this.#chunk;
    this.coded.written[index] = true;
    const own = units[index] as Int32Array;
    own[2 * rows] = Number(BigInt.asIntN(32, number.units));
    own[2 * rows + 1] = Number(number.units >> 32n);
    written[index]?.push({ row: rows, text, rest: number.rest, plain: number.plain });
    return true;
  }
}

function hashFields({ bytes, view, bounds, record }: Fields, fields: Int32Array, into: Int32Array): void {
  for (let index = 0; index < fields.length; index++) {
    const field = fields[index] as number;
    const end = bounds[record + field + 1] as number;
    let at = startOf(bounds, record, field);
    let hash = end - at;
    for (; at + WORD <= end; at += WORD) hash = mixed(hash, view.getInt32(at));
    while (at < end) hash = mixed(hash, bytes[at++] as number);
    into[field] = hash;
  }
}

const WORD = 4;
const SPREAD = 0x9e3779b1;

function mixed(hash: number, value: number): number {
  const product = Math.imul(hash ^ value, SPREAD);
  return product ^ (product >>> 15);
}

/** Equal for equal tuples; which others are equal too does not matter, as their bytes are compared. */
function hashOf(fields: Int32Array, hashes: Int32Array): number {
  let hash = 0;
  for (let index = 0; index < fields.length; index++) {
    const field = fields[index] as number;
    hash = mixed(hash, field < 0 ? 0 : (hashes[field] as number));
  }
  return hash;
}

/** A field as DuckDB reads it: a quoted one without its quotes, and the words for nothing as nothing. */
function textOf(bytes: Uint8Array, start: number, end: number, isSpool: boolean): string | null {
  const written = Buffer.from(bytes.buffer, bytes.byteOffset + start, end - start).toString("utf8");
  const [, quoted] = /^ *"(.*)" *$/s.exec(written) ?? [];
  const text = quoted === undefined ? written : quoted.replaceAll('""', '"');
  if (isSpool) return text;
  return text === "" || text === "NULL" || text === "null" ? null : text;
}
