/** Room for a chunk of a file and what is left of the one before it. */
const ROOM = (1 << 20) + (1 << 16);
/** Less is not worth a place among what is kept. */
const LEAST = ROOM / 2;
const MOST_KEPT = 64;

/**
 * Memory for the bytes of a file, used again and again: made anew for each chunk it grows faster than it is collected,
 * and takes a tenth of the time of reading.
 */
export class ReusedMemory {
  readonly #kept: ArrayBuffer[] = [];

  joined(first: Buffer, second: Buffer): Buffer {
    const length = first.length + second.length;
    if (length < LEAST || length > ROOM) return Buffer.concat([first, second]);
    const memory = Buffer.from(this.#kept.pop() ?? new ArrayBuffer(ROOM), 0, length);
    first.copy(memory);
    second.copy(memory, first.length);
    return memory;
  }

  /** Nobody reads these bytes any more. */
  takeBack({ buffer }: Buffer): void {
    if (buffer.byteLength === ROOM && this.#kept.length < MOST_KEPT) this.#kept.push(buffer as ArrayBuffer);
  }
}
