/** What a byte can mean in csv. */
const OTHER = 0;
const DELIMITER = 1;
const LINE_FEED = 2;
const CARRIAGE_RETURN = 3;
const SPACE = 4;
const QUOTE = 5;
const MEANINGS = 6;
const QUOTE_BYTE = 0x22;

/** Where in a record the scanner stands; the last two stay until the line ends. */
const START = 0;
const PLAIN = 1;
const QUOTED = 2;
const CLOSED = 3;
const AFTER = 4;
const RETURNED = 5;
const MISQUOTED = 6;
const STRAY = 7;
const END = 8;

// RFC 4180 as DuckDB reads it: spaces around a quoted field are not part of it, a quote inside plain text is text.
const steps = Uint8Array.from(
  [
    // other, delimiter, line feed, carriage return, space, quote
    [PLAIN, START, END, RETURNED, START, QUOTED], // START
    [PLAIN, START, END, RETURNED, PLAIN, PLAIN], // PLAIN
    [QUOTED, QUOTED, QUOTED, QUOTED, QUOTED, CLOSED], // QUOTED
    [MISQUOTED, START, END, RETURNED, AFTER, QUOTED], // CLOSED
    [MISQUOTED, START, END, RETURNED, AFTER, MISQUOTED], // AFTER
    [STRAY, STRAY, END, STRAY, STRAY, STRAY], // RETURNED
    [MISQUOTED, MISQUOTED, END, MISQUOTED, MISQUOTED, MISQUOTED], // MISQUOTED
    [STRAY, STRAY, END, STRAY, STRAY, STRAY], // STRAY
  ].flat(),
);

/** A stretch of the scanned bytes that is not to be read: rows that are not sound, or (without a reason) empty lines. */
export type Cut = { start: number; end: number; row: number; rows: number; reason: string };

/**
 * Finds where records end: quoted fields may hold delimiters and line ends. A record with the wrong number of fields
 * or with misplaced quotes is cut out, so that what remains is sound.
 */
export class RecordScanner {
  /** The row that begins next; the header is row 1. */
  row = 2;
  #mode = START;
  #fields = 1;
  readonly #expected: number;
  /** No byte above it means anything to csv. */
  readonly #highest: number;
  readonly #meanings = new Uint8Array(256).fill(OTHER);
  #bounds = new Int32Array(1 << 16);
  /** How much of the bounds belongs to the record that has begun. */
  #begun = 1;

  constructor(delimiter: string, expected: number) {
    this.#expected = expected;
    this.#highest = Math.max(delimiter.charCodeAt(0), 0x22);
    this.#meanings[delimiter.charCodeAt(0)] = DELIMITER;
    this.#meanings[0x0a] = LINE_FEED;
    this.#meanings[0x0d] = CARRIAGE_RETURN;
    this.#meanings[0x20] = SPACE;
    this.#meanings[0x22] = QUOTE;
  }

  /** True inside a quoted field: the next line end belongs to it. */
  get isQuoted(): boolean {
    return this.#mode === QUOTED;
  }

  /**
   * Scans bytes that begin at a record's start, the first `from` of which have been scanned before.
   * `end` is where the last complete record ends; `bounds` has, for each record that is not cut out, where it starts
   * and where each of its fields ends.
   */
  scan(bytes: Uint8Array, from: number): { end: number; records: number; cuts: Cut[]; bounds: Int32Array } {
    const cuts: Cut[] = [];
    const bounds = this.#roomFor(bytes.length - from);
    let bound = this.#begun;
    let record = 0;
    const meanings = this.#meanings;
    const highest = this.#highest;
    const length = bytes.length;
    const first = this.row;
    let mode = this.#mode;
    let fields = this.#fields;
    let start = 0;
    for (let at = from; at < length; at++) {
      at = meaningful(bytes, at, mode, highest);
      if (at === length) break;
      const meaning = meanings[bytes[at] as number] as number;
      const before = mode;
      mode = steps[mode * MEANINGS + meaning] as number;
      if (mode === START && meaning === DELIMITER) {
        fields++;
        bounds[bound++] = at;
      }
      if (mode !== END) continue;
      bounds[bound++] = at - Number(before === RETURNED);
      if (this.#isCut(cuts, before, fields, bytes, start, at)) bound = record;
      this.row++;
      start = at + 1;
      fields = 1;
      mode = START;
      record = bound;
      bounds[bound++] = start;
    }
    this.#mode = mode;
    this.#fields = fields;
    const left = cuts.reduce((sum, { rows }) => sum + rows, 0);
    const found = bounds.slice(0, record);
    this.#keepBegun(record, bound, start);
    return { end: start, records: this.row - first - left, cuts, bounds: found };
  }

  /** A byte bounds two fields at most. */
  #roomFor(bytes: number): Int32Array {
    const needed = this.#begun + 2 * bytes + 2;
    if (this.#bounds.length < needed) {
      const larger = new Int32Array(2 * needed);
      larger.set(this.#bounds.subarray(0, this.#begun));
      this.#bounds = larger;
    }
    return this.#bounds;
  }

  /** The record that has begun is scanned on in bytes that begin where it does. */
  #keepBegun(record: number, bound: number, start: number): void {
    this.#begun = bound - record;
    for (let index = 0; index < this.#begun; index++) {
      this.#bounds[index] = (this.#bounds[record + index] as number) - start;
    }
  }

  /** Neighbours with the same fault become one cut, or a file of empty lines would fill the memory. */
  #isCut(cuts: Cut[], mode: number, fields: number, bytes: Uint8Array, start: number, at: number): boolean {
    if (mode <= RETURNED && fields === this.#expected) return false;
    const isEmpty = at === start || (at === start + 1 && bytes[start] === 0x0d);
    const reason = isEmpty ? "" : this.#reason(mode, fields);
    const last = cuts.at(-1);
    if (last?.end === start && last.reason === reason) {
      last.end = at + 1;
      last.rows++;
    } else cuts.push({ start, end: at + 1, row: this.row, rows: 1, reason });
    return true;
  }

  #reason(mode: number, fields: number): string {
    if (mode === STRAY) return "A carriage return stands alone, outside quotes.";
    if (mode === MISQUOTED) return "Text follows a closing quote; a quote inside a value is written twice.";
    return `The row has ${fields} ${fields === 1 ? "field" : "fields"}; the header has ${this.#expected}.`;
  }
}

/** The next byte that may change the mode: nine of ten do not, and to ask the tables for each takes five times as long. */
function meaningful(bytes: Uint8Array, from: number, mode: number, highest: number): number {
  const { length } = bytes;
  let at = from;
  if (mode === QUOTED) while (at < length && bytes[at] !== QUOTE_BYTE) at++;
  if (mode === PLAIN) while (at < length && (bytes[at] as number) > highest) at++;
  return at;
}
