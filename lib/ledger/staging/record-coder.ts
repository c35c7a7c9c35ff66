import type { Records } from "../intake/file-parts";
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

/** A part's rows, and the tuples that are met in it for the first time. */
export type Coded = {
  chunks: CodedChunk[];
  /** How many records have such a tuple; they lie in the part's file. */
  records: number;
  /** Group, tuple and record of each, one after another. */
  fresh: Int32Array;
  /** Which numbers some rows lack, which are not simple in some, and which cannot be read in some. */
  missing: boolean[];
  written: boolean[];
  unreadable: boolean[];
};

/** A row as three words in `fresh`. */
export const FRESH_WORDS = 3;

/** Which fields of a file's records make the tuple of each group, and which hold the numbers; -1 for one it has not. */
export type Places = { fields: number; groups: Int32Array[]; numbers: Int32Array };

/**
 * Turns the records of csv into numbers: what describes charges repeats from row to row, so each distinct tuple is
 * read once, by DuckDB, and every row has the numbers of its tuples. One pass over the bytes does it.
 */
export class RecordCoder {
  readonly #isSpool: boolean;
  readonly #dictionaries: TupleDictionary[];
  /** Memory of parts that are done: made anew for each part it would be most of what is collected as garbage. */
  readonly #free: CodedChunk[] = [];

  constructor(groups: number, isSpool: boolean) {
    this.#isSpool = isSpool;
    this.#dictionaries = Array.from({ length: groups }, () => new TupleDictionary());
  }

  /** Takes back what nobody reads any more. */
  takeBack({ chunks }: Coded): void {
    this.#free.push(...chunks);
  }

  /** The rows as numbers, and the records to read for them. */
  code(blocks: Records[], places: Places): { coded: Coded; records: Uint8Array[] } {
    const part = new PartCoder({ dictionaries: this.#dictionaries, free: this.#free }, places, this.#isSpool);
    for (const block of blocks) part.add(block);
    return part.result();
  }
}

class PartCoder {
  readonly #chunks: CodedChunk[] = [];
  readonly #records: Uint8Array[] = [];
  readonly #fresh: number[] = [];
  readonly #missing: boolean[];
  readonly #written: boolean[];
  readonly #unreadable: boolean[];
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
    { fields, groups, numbers }: Places,
    isSpool: boolean,
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
    [this.#missing, this.#written, this.#unreadable] = [none(), none(), none()];
  }

  result(): { coded: Coded; records: Uint8Array[] } {
    const coded = {
      chunks: this.#chunks,
      records: this.#records.length,
      fresh: Int32Array.from(this.#fresh),
      missing: this.#missing,
      written: this.#written,
      unreadable: this.#unreadable,
    };
    return { coded, records: this.#records };
  }

  add({ bytes, bounds }: Records): void {
    const fields = { bytes, bounds, record: 0, view: new DataView(bytes.buffer, bytes.byteOffset, bytes.length) };
    for (let record = 0; record < bounds.length; record += this.#stride) {
      if (this.#chunk.rows === CHUNK_ROWS) this.#chunk = this.#newChunk();
      if (this.#chunk.rows === 0) this.#chunks.push(this.#chunk);
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
      tuples: this.#groups.map(() => new Int32Array(shared(4 * CHUNK_ROWS))),
      units: Array.from(numbers, () => new Int32Array(shared(8 * CHUNK_ROWS))),
      valid: Array.from(numbers, () => new Uint8Array(shared(CHUNK_ROWS / 8))),
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
      this.#fresh.push(group, tuple, kept);
    }
  }

  #keep({ bytes, bounds, record }: Fields): number {
    const end = bounds[record + this.#stride - 1] as number;
    return this.#records.push(bytes.subarray(bounds[record], end)) - 1;
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
      } else this.#missing[index] = true;
    }
  }

  /** Keeps a number that is not simple; false where there is none. */
  #isWritten(index: number, text: string | null): boolean {
    if (text === null) return false;
    const number = writtenNumber(text);
    if (!number) {
      this.#unreadable[index] = true;
      return false;
    }
    const { rows, units, written } = this.#chunk;
    this.#written[index] = true;
    const own = units[index] as Int32Array;
    own[2 * rows] = Number(BigInt.asIntN(32, number.units));
    own[2 * rows + 1] = Number(number.units >> 32n);
    written[index]?.push({ row: rows, text, rest: number.rest, plain: number.plain });
    return true;
  }
}

/** Memory that another thread may read where it lies. */
const shared = (bytes: number) => new SharedArrayBuffer(bytes);

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
