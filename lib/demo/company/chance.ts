/**
 * A number in [0, 1) that depends on the words alone: the same day costs the same on every machine and every run.
 * FNV-1a over the words, then the finaliser of MurmurHash3, all in 32-bit integers.
 */
export function chance(...words: readonly (string | number)[]): number {
  let hash = 0x811c9dc5;
  const text = words.join("\u0001");
  for (let at = 0; at < text.length; at += 1) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193);
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return ((hash ^ (hash >>> 16)) >>> 0) / 4_294_967_296;
}

/** Between -1 and 1, mostly near 0: the sum of three draws. */
export function wobble(...words: readonly (string | number)[]): number {
  return (chance(...words, "a") + chance(...words, "b") + chance(...words, "c")) / 1.5 - 1;
}

/** Hexadecimal digits that look random, for identifiers. */
export function hexDigits(length: number, ...words: readonly (string | number)[]): string {
  let digits = "";
  for (let part = 0; digits.length < length; part += 1) {
    digits += Math.floor(chance(...words, part) * 4_294_967_296)
      .toString(16)
      .padStart(8, "0");
  }
  return digits.slice(0, length);
}

/** A UUID that depends on the words alone. */
export function uuidOf(...words: readonly (string | number)[]): string {
  const hex = hexDigits(32, ...words);
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20)}`;
}
