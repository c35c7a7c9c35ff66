/** A structure of Thrift: its whole numbers, truth values as 1 and 0, and structures, by field; the rest is left out. */
export type Struct = Map<number, number | Struct>;

const DEEPEST = 16;
const LONGEST_NUMBER = 10;

/**
 * Reads the structure that `bytes` begins with, in the compact protocol
 * (thrift-compact-protocol.md of Apache Thrift), and how many bytes it took; null where it does not end in them.
 */
export function readStruct(bytes: Buffer): { struct: Struct; length: number } | null {
  const reading = new Reading(bytes);
  const struct = reading.struct(0);
  return reading.isSound ? { struct, length: reading.at } : null;
}

class Reading {
  at = 0;
  isSound = true;
  readonly #bytes: Buffer;

  constructor(bytes: Buffer) {
    this.#bytes = bytes;
  }

  struct(depth: number): Struct {
    const fields: Struct = new Map();
    let field = 0;
    while (this.isSound) {
      const head = this.#byte();
      if (head === 0) break;
      field = head >> 4 === 0 ? this.#signed() : field + (head >> 4);
      const value = this.#value(head & 15, depth);
      if (value !== null) fields.set(field, value);
    }
    return fields;
  }

  #value(type: number, depth: number): number | Struct | null {
    if (depth > DEEPEST) return this.#fail();
    if (type === 1 || type === 2) return type === 1 ? 1 : 0;
    if (type === 3) return this.#byte();
    if (type <= 6) return this.#signed();
    if (type === 7) return this.#skip(8);
    if (type === 8) return this.#skip(this.#unsigned());
    if (type === 12) return this.struct(depth + 1);
    return type === 9 || type === 10 ? this.#list(depth) : this.#fail();
  }

  /** Of a list, whose elements nobody asks for. In it, a truth value is a byte. */
  #list(depth: number): null {
    const head = this.#byte();
    const size = head >> 4 === 15 ? this.#unsigned() : head >> 4;
    for (let n = 0; n < size && this.isSound; n++) {
      if ((head & 15) <= 2) this.#skip(1);
      else this.#value(head & 15, depth + 1);
    }
    return null;
  }

  #signed(): number {
    const zigzag = this.#unsigned();
    return zigzag % 2 === 0 ? zigzag / 2 : -(zigzag + 1) / 2;
  }

  #unsigned(): number {
    let value = 0;
    for (let n = 0; n < LONGEST_NUMBER && this.isSound; n++) {
      const byte = this.#byte();
      value += (byte & 127) * 2 ** (7 * n);
      if (byte < 128) return value;
    }
    this.#fail();
    return 0;
  }

  #byte(): number {
    const byte = this.#bytes[this.at];
    if (byte === undefined) this.#fail();
    else this.at++;
    return byte ?? 0;
  }

  #skip(length: number): null {
    if (this.at + length > this.#bytes.length) return this.#fail();
    this.at += length;
    return null;
  }

  #fail(): null {
    this.isSound = false;
    return null;
  }
}
