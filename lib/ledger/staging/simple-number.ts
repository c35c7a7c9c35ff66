const MOST_WHOLE = 8;
const MOST_DECIMALS = 10;
const MINUS = 45;
const POINT = 46;
const SPACE = 32;
const QUOTE = 34;
const ZERO = 48;
const WORD = 2 ** 32;
const UNITS = 10_000_000_000;
const powers = Array.from({ length: MOST_DECIMALS + 1 }, (_, exponent) => 10 ** exponent);

/** What the bytes of a field are, beside a number that can be read at once. */
export const SIMPLE = 0;
export const EMPTY = 1;
export const OTHER = 2;

/** A number as it is read, byte by byte; one for all, because an object a number would cost more than the number. */
const read = { at: 0, to: 0, value: 0, digits: 0 };

/**
 * Reads the field if it is a number of at most 8 digits before the point and 10 after it, into units of 10^-10 as two
 * 32-bit words. Nearly all amounts are such numbers; whatever else the bytes are is left to others.
 */
export function readSimple(bytes: Uint8Array, start: number, end: number, words: Int32Array, at: number): number {
  if (start === end) return EMPTY;
  trim(bytes, start, end);
  const { to } = read;
  const isNegative = bytes[read.at] === MINUS;
  readDigits(bytes, read.at + Number(isNegative), to);
  const whole = read.value;
  if (read.digits === 0 || read.digits > MOST_WHOLE) return OTHER;
  if (read.at === to) {
    writeUnits(isNegative, whole, 0, words, at);
    return SIMPLE;
  }
  if (bytes[read.at] !== POINT) return OTHER;
  readDigits(bytes, read.at + 1, to);
  if (read.at < to || read.digits === 0 || read.digits > MOST_DECIMALS) return OTHER;
  writeUnits(isNegative, whole, read.value * (powers[MOST_DECIMALS - read.digits] as number), words, at);
  return SIMPLE;
}

/** Leaves out one pair of quotes, and spaces. */
function trim(bytes: Uint8Array, start: number, end: number): void {
  const isQuoted = end - start > 1 && bytes[start] === QUOTE && bytes[end - 1] === QUOTE;
  let from = isQuoted ? start + 1 : start;
  let to = isQuoted ? end - 1 : end;
  while (from < to && bytes[from] === SPACE) from++;
  while (to > from && bytes[to - 1] === SPACE) to--;
  read.at = from;
  read.to = to;
}

function readDigits(bytes: Uint8Array, from: number, to: number): void {
  let at = from;
  let value = 0;
  while (at < to && isDigit(bytes[at] as number)) value = value * 10 + (bytes[at++] as number) - ZERO;
  read.at = at;
  read.value = value;
  read.digits = at - from;
}

const isDigit = (byte: number) => byte >= ZERO && byte <= ZERO + 9;

function writeUnits(isNegative: boolean, whole: number, decimals: number, words: Int32Array, at: number): void {
  const units = whole * UNITS + decimals;
  if (units > Number.MAX_SAFE_INTEGER) {
    const exact = BigInt(whole) * BigInt(UNITS) + BigInt(decimals);
    const signed = isNegative ? -exact : exact;
    words[at] = Number(BigInt.asIntN(32, signed));
    words[at + 1] = Number(signed >> 32n);
    return;
  }
  const signed = isNegative ? -units : units;
  const high = Math.floor(signed / WORD);
  words[at] = signed - high * WORD;
  words[at + 1] = high;
}
