import { once } from "node:events";
import type { Duplex } from "node:stream";
import type { PoolClient, Submittable } from "pg";

/** The parts of pg's connection that speak the COPY protocol; its published types leave them out. */
type Wire = {
  stream: Duplex;
  query: (text: string) => void;
  sendCopyFromChunk: (bytes: Buffer) => void;
  endCopyFrom: () => void;
  sendCopyFail: (message: string) => void;
};

export type Sink = { write: (bytes: Buffer) => Promise<void> };

/** Runs COPY ... FROM STDIN: what `write` puts into the sink goes to the server as fast as that takes it. */
export async function copyIn(
  client: PoolClient,
  statement: string,
  write: (sink: Sink) => Promise<void>,
): Promise<void> {
  const copy = client.query(new CopyIn(statement));
  const wire = await copy.opened;
  try {
    await write({ write: async (bytes) => await send(wire, bytes, copy.finished) });
  } catch (error) {
    wire.sendCopyFail("the client stopped");
    await copy.finished.catch(() => {});
    throw error;
  }
  wire.endCopyFrom();
  await copy.finished;
}

async function send(wire: Wire, bytes: Buffer, finished: Promise<void>): Promise<void> {
  wire.sendCopyFromChunk(bytes);
  if (!wire.stream.writableNeedDrain) return;
  // A refusal of the server ends the wait too.
  await Promise.race([once(wire.stream, "drain"), finished]);
}

class CopyIn implements Submittable {
  readonly opened: Promise<Wire>;
  readonly finished: Promise<void>;
  readonly #statement: string;
  #open: (wire: Wire) => void = () => {};
  #finish: () => void = () => {};
  #fail: (error: Error) => void = () => {};

  constructor(statement: string) {
    this.#statement = statement;
    this.finished = new Promise((resolve, reject) => {
      this.#finish = resolve;
      this.#fail = reject;
    });
    this.opened = new Promise((resolve, reject) => {
      this.#open = resolve;
      this.finished.catch(reject);
    });
  }

  submit(connection: unknown): void {
    (connection as Wire).query(this.#statement);
  }

  handleCopyInResponse(connection: unknown): void {
    this.#open(connection as Wire);
  }

  handleCommandComplete(): void {}

  handleReadyForQuery(): void {
    this.#finish();
  }

  handleError(error: Error): void {
    this.#fail(error);
  }
}
