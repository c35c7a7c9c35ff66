import type { PoolClient, Submittable } from "pg";

/** The part of pg's connection that slows the server down; its published types leave it out. */
type Wire = { stream: { pause: () => void; resume: () => void }; query: (text: string) => void };

const BLOCK_BYTES = 1 << 17;
const MOST_BLOCKS = 4;

/**
 * Runs COPY ... TO STDOUT and gives what the server sends in blocks of whole records, no faster than they are taken.
 * `seen` is shown every record, one at a time.
 */
export async function* copyOut(
  client: PoolClient,
  statement: string,
  seen: (record: Buffer) => void,
): AsyncGenerator<Buffer> {
  yield* client.query(new CopyOut(statement, seen)).blocks();
}

class CopyOut implements Submittable {
  readonly #statement: string;
  readonly #seen: (record: Buffer) => void;
  readonly #ready: Buffer[] = [];
  #block = Buffer.allocUnsafe(BLOCK_BYTES);
  #used = 0;
  #wire: Wire | null = null;
  #ended: { error?: Error } | null = null;
  #wake: () => void = () => {};

  constructor(statement: string, seen: (record: Buffer) => void) {
    this.#statement = statement;
    this.#seen = seen;
  }

  async *blocks(): AsyncGenerator<Buffer> {
    for (;;) {
      const block = this.#ready.shift();
      if (block) {
        if (this.#ready.length < MOST_BLOCKS) this.#wire?.stream.resume();
        yield block;
      } else if (this.#ended?.error) throw this.#ended.error;
      else if (this.#ended) return;
      else
        await new Promise<void>((resolve) => {
          this.#wake = resolve;
        });
    }
  }

  submit(connection: unknown): void {
    this.#wire = connection as Wire;
    this.#wire.query(this.#statement);
  }

  /** The bytes belong to the parser, which writes over them: they are copied at once. */
  handleCopyData({ chunk }: { chunk: Buffer }): void {
    this.#seen(chunk);
    if (this.#used + chunk.length > this.#block.length) this.#flush(chunk.length);
    chunk.copy(this.#block, this.#used);
    this.#used += chunk.length;
  }

  handleCommandComplete(): void {
    this.#flush(0);
  }

  handleReadyForQuery(): void {
    this.#ended ??= {};
    this.#wake();
  }

  handleError(error: Error): void {
    this.#ended = { error };
    this.#wake();
  }

  #flush(next: number): void {
    if (this.#used > 0) this.#ready.push(this.#block.subarray(0, this.#used));
    this.#block = Buffer.allocUnsafe(Math.max(BLOCK_BYTES, next));
    this.#used = 0;
    if (this.#ready.length >= MOST_BLOCKS) this.#wire?.stream.pause();
    this.#wake();
  }
}
