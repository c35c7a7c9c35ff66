const SIGNATURE = Buffer.from("PGCOPY\n\xff\r\n\0\0\0\0\0\0\0\0\0", "latin1");
const UNITS = 10_000_000_000;
const BASE = 10_000;
const NEGATIVE = 0x4000;

/** Postgres's binary COPY format, written value by value into a buffer that grows as needed. */
export class BinaryRows {
  #bytes = Buffer.allocUnsafe(1 << 20);
  // Twice as fast as the buffer's own methods, which check what they are given.
  #view = new DataView(this.#bytes.buffer, this.#bytes.byteOffset, this.#bytes.length);
  readonly #groups = new Float64Array(5);
  #at = SIGNATURE.copy(this.#bytes);

  get size(): number {
    return this.#at;
  }

  /** What has been written since the last time; it is overwritten by what is written next. */
  take(): Buffer {
    const taken = this.#bytes.subarray(0, this.#at);
    this.#at = 0;
    return taken;
  }

  row(fields: number): void {
    this.#room(2);
    this.#int16(fields);
  }

  end(): void {
    this.row(-1);
  }

  int32(value: number): void {
    this.#length(4);
    this.#int32(value);
  }

  nulls(count: number): void {
    this.#room(4 * count);
    for (let index = 0; index < count; index++) this.#int32(-1);
  }

  /** A row's values of columns of 64-bit integers or nulls, in two halves each: a BigInt would cost more than all else. */
  int64s(columns: { words: Int32Array; isNull: (row: number) => boolean }[], row: number): void {
    this.#room(12 * columns.length);
    const view = this.#view;
    let at = this.#at;
    for (let index = 0; index < columns.length; index++) {
      const { words, isNull } = columns[index] as (typeof columns)[number];
      if (isNull(row)) {
        view.setInt32(at, -1);
        at += 4;
        continue;
      }
      view.setInt32(at, 8);
      view.setInt32(at + 4, words[2 * row + 1] as number);
      view.setInt32(at + 8, words[2 * row] as number);
      at += 12;
    }
    this.#at = at;
  }

  /** A row's values of columns of 32-bit integers, each looked up in its own table of ids. */
  ids(columns: { words: Int32Array; ids: Int32Array }[], row: number): void {
    this.#room(8 * columns.length);
    const view = this.#view;
    let at = this.#at;
    for (let index = 0; index < columns.length; index++) {
      const { words, ids } = columns[index] as (typeof columns)[number];
      const id = ids[words[row] as number];
      // Ids begin at 1.
      if (!id) throw new Error("A row refers to a dimension row that was not stored.");
      view.setInt32(at, 4);
      view.setInt32(at + 4, id);
      at += 8;
    }
    this.#at = at;
  }

  bool(value: boolean): void {
    this.#length(1);
    this.#at = this.#bytes.writeInt8(value ? 1 : 0, this.#at);
  }

  bytes(value: Uint8Array): void {
    this.#length(value.length);
    this.#bytes.set(value, this.#at);
    this.#at += value.length;
  }

  text(value: string): void {
    const length = Buffer.byteLength(value);
    this.#length(length);
    this.#at += this.#bytes.write(value, this.#at, length, "utf8");
  }

  jsonb(value: string): void {
    const length = Buffer.byteLength(value);
    this.#length(length + 1);
    this.#at = this.#bytes.writeInt8(1, this.#at);
    this.#at += this.#bytes.write(value, this.#at, length, "utf8");
  }

  /** A numeric of at most 18 digits, given in units of 10^-10. */
  numericUnits(high: number, low: number): void {
    const value = high * 2 ** 32 + (low >>> 0);
    if (!Number.isSafeInteger(value)) {
      this.#numericBig((BigInt(high) << 32n) + BigInt(low >>> 0));
      return;
    }
    const size = Math.abs(value);
    const whole = Math.floor(size / UNITS);
    this.#numericParts(value < 0, whole, size - whole * UNITS);
  }

  /** A numeric of any length in plain notation. */
  numericText(value: string): void {
    const isNegative = value.startsWith("-");
    const [whole = "", decimals = ""] = (isNegative ? value.slice(1) : value).split(".");
    const groups = [
      ...inFours(whole.padStart(Math.ceil(whole.length / 4) * 4, "0")),
      ...inFours(decimals.padEnd(Math.ceil(decimals.length / 4) * 4, "0")),
    ];
    this.#numeric(groups, Math.ceil(whole.length / 4) - 1, isNegative, decimals.length);
  }

  #numericBig(value: bigint): void {
    const size = value < 0n ? -value : value;
    const units = BigInt(UNITS);
    this.#numericParts(value < 0n, Number(size / units), Number(size % units));
  }

  #numericParts(isNegative: boolean, whole: number, decimals: number): void {
    const groups = this.#groups;
    groups[0] = Math.floor(whole / BASE);
    groups[1] = whole % BASE;
    groups[2] = Math.floor(decimals / 1_000_000);
    groups[3] = Math.floor(decimals / 100) % BASE;
    groups[4] = (decimals % 100) * 100;
    this.#numeric(groups, 1, isNegative, placesOf(decimals));
  }

  /** Groups of four digits; `weight` is the power of 10,000 of the first. */
  #numeric(groups: ArrayLike<number>, weight: number, isNegative: boolean, places: number): void {
    let first = 0;
    let last = groups.length;
    while (first < last && groups[first] === 0) first++;
    while (last > first && groups[last - 1] === 0) last--;
    const count = last - first;
    this.#length(8 + 2 * count);
    this.#int16(count);
    this.#int16(count === 0 ? 0 : weight - first);
    this.#int16(isNegative && count > 0 ? NEGATIVE : 0);
    this.#int16(places);
    for (let group = first; group < last; group++) this.#int16(groups[group] ?? 0);
  }

  #int16(value: number): void {
    this.#view.setInt16(this.#at, value);
    this.#at += 2;
  }

  #int32(value: number): void {
    this.#view.setInt32(this.#at, value);
    this.#at += 4;
  }

  #length(length: number): void {
    this.#room(4 + Math.max(length, 0));
    this.#int32(length);
  }

  #room(bytes: number): void {
    if (this.#at + bytes <= this.#bytes.length) return;
    const larger = Buffer.allocUnsafe(Math.max(this.#bytes.length * 2, this.#at + bytes));
    this.#bytes.copy(larger, 0, 0, this.#at);
    this.#bytes = larger;
    this.#view = new DataView(larger.buffer, larger.byteOffset, larger.length);
  }
}

function inFours(digits: string): number[] {
  return Array.from({ length: digits.length / 4 }, (_, index) => Number(digits.slice(index * 4, index * 4 + 4)));
}

/** How many of the ten decimals are needed. */
function placesOf(decimals: number): number {
  if (decimals === 0) return 0;
  let places = 10;
  let rest = decimals;
  while (rest % 10_000 === 0) {
    rest /= 10_000;
    places -= 4;
  }
  while (rest % 10 === 0) {
    rest /= 10;
    places--;
  }
  return places;
}
