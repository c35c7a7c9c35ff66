const FIRST_SLOTS = 1 << 12;
const FIRST_BYTES = 1 << 18;
/** Above either of them the dictionary begins anew: the same tuple gets another number, which does no harm. */
const MOST_TUPLES = 1 << 18;
const MOST_BYTES = 24 * 2 ** 20;

/** Where the fields of a record lie: field `n` from after the bound before it to its own. */
export type Fields = { bytes: Uint8Array; view: DataView; bounds: Int32Array; record: number };

/** Numbers for tuples of fields, by their bytes. */
export class TupleDictionary {
  /** How many numbers have been given. */
  size = 0;
  #slots = new Int32Array(FIRST_SLOTS);
  #hashes = new Int32Array(FIRST_SLOTS);
  /** Where the bytes of the tuple in a slot begin. */
  #places = new Int32Array(FIRST_SLOTS);
  #known = 0;
  #bytes = new Uint8Array(FIRST_BYTES);
  #view = new DataView(this.#bytes.buffer);
  #end = 0;

  /** The number of the record's tuple; a tuple that was not known gets the next one. */
  numberOf(fields: Fields, indexes: Int32Array, hash: number): number {
    const mask = this.#slots.length - 1;
    let slot = (hash ^ (hash >>> 15)) & mask;
    for (let number = this.#slots[slot] as number; number !== 0; number = this.#slots[slot] as number) {
      if (this.#hashes[slot] === hash && this.#isSame(fields, indexes, this.#places[slot] as number)) return number - 1;
      slot = (slot + 1) & mask;
    }
    return this.#add(fields, indexes, hash);
  }

  #isSame(fields: Fields, indexes: Int32Array, place: number): boolean {
    let at = place;
    for (let index = 0; index < indexes.length; index++) {
      const field = indexes[index] as number;
      if (field >= 0) at = this.#after(fields, field, at);
      // Text has no zero bytes, so that a tuple is its fields with one after each.
      if (at < 0 || this.#bytes[at++] !== 0) return false;
    }
    return true;
  }

  /** Where the known bytes end that are those of the field; -1 where they are not. */
  #after({ bytes, view, bounds, record }: Fields, field: number, place: number): number {
    const end = bounds[record + field + 1] as number;
    let at = place;
    let from = startOf(bounds, record, field);
    for (; from + WORD <= end; from += WORD, at += WORD) {
      if (view.getInt32(from) !== this.#view.getInt32(at)) return -1;
    }
    while (from < end) if (bytes[from++] !== this.#bytes[at++]) return -1;
    return at;
  }

  #add({ bytes, bounds, record }: Fields, indexes: Int32Array, hash: number): number {
    if (this.#known >= MOST_TUPLES || this.#end > MOST_BYTES) this.#forget();
    if (2 * this.#known >= this.#slots.length) this.#grow();
    this.#insert(hash, this.size + 1, this.#end);
    for (const field of indexes) {
      if (field >= 0) this.#keep(bytes.subarray(startOf(bounds, record, field), bounds[record + field + 1]));
      this.#keep(ZERO);
    }
    this.#known++;
    return this.size++;
  }

  #insert(hash: number, number: number, place: number): void {
    const mask = this.#slots.length - 1;
    let slot = (hash ^ (hash >>> 15)) & mask;
    while (this.#slots[slot] !== 0) slot = (slot + 1) & mask;
    this.#slots[slot] = number;
    this.#hashes[slot] = hash;
    this.#places[slot] = place;
  }

  #keep(bytes: Uint8Array): void {
    // A word may begin at the last byte.
    if (this.#end + bytes.length + WORD > this.#bytes.length) {
      const larger = new Uint8Array(2 * (this.#end + bytes.length + WORD));
      larger.set(this.#bytes.subarray(0, this.#end));
      this.#bytes = larger;
      this.#view = new DataView(larger.buffer);
    }
    this.#bytes.set(bytes, this.#end);
    this.#end += bytes.length;
  }

  #grow(): void {
    const [slots, hashes, places] = [this.#slots, this.#hashes, this.#places];
    this.#slots = new Int32Array(2 * slots.length);
    this.#hashes = new Int32Array(2 * slots.length);
    this.#places = new Int32Array(2 * slots.length);
    for (const [slot, number] of slots.entries()) {
      if (number !== 0) this.#insert(hashes[slot] as number, number, places[slot] as number);
    }
  }

  #forget(): void {
    this.#slots.fill(0);
    this.#known = 0;
    this.#end = 0;
  }
}

const ZERO = new Uint8Array(1);
const WORD = 4;

/** A record's first bound is where it starts; a field begins after the bound of the one before. */
export function startOf(bounds: Int32Array, record: number, field: number): number {
  return field === 0 ? (bounds[record] as number) : (bounds[record + field] as number) + 1;
}
