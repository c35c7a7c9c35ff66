import { Worker } from "node:worker_threads";
import { programAt } from "../../program";
import { once, type ReadPart } from "./coded-parts";
import { type CodingTask, errorOf, type Failure, type FromThread, lostThread, type ToThread } from "./coding-messages";

type Answered = { resolve: (failure: Failure | null) => void; reject: (error: Error) => void };

/** Texts that are read and coded in a thread of their own, in their order. */
export class ThreadedCoding {
  readonly #worker: Worker;
  readonly #messages: FromThread[] = [];
  #lost: Error | null = null;
  #wake = () => {};
  #asked: Answered | null = null;

  constructor(task: CodingTask) {
    const { module } = programAt("lib/ledger/staging/coding-thread");
    this.#worker = new Worker(module, { workerData: task, execArgv: [] });
    this.#worker.on("message", (message: FromThread) => this.#hear(message));
    this.#worker.once("error", (error) => this.#lose(String(error)));
    this.#worker.once("exit", (code) => this.#lose(`exit ${code}`));
  }

  /** The parts of the next text; all of them have to be taken before those of the one after it. */
  async *parts(): AsyncGenerator<ReadPart> {
    for (;;) {
      const message = await this.#next();
      if (message.kind === "failed") throw errorOf(message.failure);
      if (message.kind !== "part") return;
      const { number, part, coded } = message;
      const write = async () => await this.#write(number);
      yield { part, coded, write, release: once(() => this.#tell({ kind: "release", number })) };
    }
  }

  /** Ends the thread, wherever it is. */
  async end(): Promise<void> {
    await this.#worker.terminate();
  }

  #hear(message: FromThread): void {
    if (message.kind === "written") this.#asked?.resolve(message.failure);
    else this.#messages.push(message);
    this.#wake();
  }

  #lose(how: string): void {
    this.#lost ??= lostThread(how);
    this.#asked?.reject(this.#lost);
    this.#wake();
  }

  async #next(): Promise<FromThread> {
    for (;;) {
      const message = this.#messages.shift();
      if (message) return message;
      if (this.#lost) throw this.#lost;
      await new Promise<void>((resolve) => {
        this.#wake = resolve;
      });
    }
  }

  async #write(number: number): Promise<void> {
    const failure = await new Promise<Failure | null>((resolve, reject) => {
      this.#asked = { resolve, reject };
      if (this.#lost) reject(this.#lost);
      this.#tell({ kind: "write", number });
    });
    if (failure) throw errorOf(failure);
  }

  #tell(message: ToThread): void {
    this.#worker.postMessage(message);
  }
}
