import { type Asking, Cancelled } from "./asking";

type Work<Answer> = (asking: Asking) => Promise<Answer>;
type Asked = { answer: Promise<unknown>; waiting: Set<Asking>; stop: AbortController; last: [number, number] | null };

/** Answers of this process, oldest use out first; bounded, because questions are unlimited. */
export class AnswerCache<Kept = unknown> {
  readonly #most: number;
  readonly #sizeOf: (answer: Kept) => number;
  readonly #kept = new Map<string, { answer: unknown; size: number }>();
  readonly #asked = new Map<string, Asked>();
  #size = 0;

  /** `most`: characters of JSON kept in all, as `sizeOf` counts or estimates those of an answer. */
  constructor(most: number, sizeOf = (answer: Kept) => JSON.stringify(answer).length) {
    this.#most = most;
    this.#sizeOf = sizeOf;
  }

  /**
   * The same question asked twice at once is answered once; a failed answer is not kept. The work ends early when
   * nobody waits for it any more.
   */
  async remember<Answer extends Kept>(key: string, work: Work<Answer>, asking: Asking = {}): Promise<Answer> {
    const kept = this.#kept.get(key);
    if (kept) {
      this.#kept.delete(key);
      this.#kept.set(key, kept);
      return kept.answer as Answer;
    }
    const asked = this.#asked.get(key) ?? this.#begin(key, work, asking);
    return (await this.#wait(key, asked, asking)) as Answer;
  }

  get size(): number {
    return this.#size;
  }

  #begin(key: string, work: Work<Kept>, { name, progress: watched }: Asking): Asked {
    const asked: Asked = { answer: Promise.resolve(), waiting: new Set(), stop: new AbortController(), last: null };
    this.#asked.set(key, asked);
    const progress = (done: number, total: number) => {
      asked.last = [done, total];
      for (const each of asked.waiting) each.progress?.(done, total);
    };
    const { signal } = asked.stop;
    asked.answer = work({ signal, name, ...(watched && { progress }) }).then(
      (found) => {
        this.#end(key, asked);
        this.#keep(key, found);
        return found;
      },
      (error: unknown) => {
        this.#end(key, asked);
        throw error;
      },
    );
    return asked;
  }

  #end(key: string, asked: Asked): void {
    if (this.#asked.get(key) === asked) this.#asked.delete(key);
  }

  async #wait(key: string, asked: Asked, asking: Asking): Promise<unknown> {
    const { signal, progress } = asking;
    asked.waiting.add(asking);
    if (asked.last) progress?.(...asked.last);
    try {
      return await unlessAborted(asked.answer, signal);
    } finally {
      asked.waiting.delete(asking);
      if (signal?.aborted && asked.waiting.size === 0) {
        // Whoever asks the same from now on begins anew instead of joining what is being cancelled.
        this.#end(key, asked);
        asked.stop.abort();
      }
    }
  }

  #keep(key: string, answer: Kept): void {
    const size = key.length + this.#sizeOf(answer);
    if (size > this.#most / 4) return;
    this.#size += size - (this.#kept.get(key)?.size ?? 0);
    this.#kept.set(key, { answer, size });
    for (const [oldest, held] of this.#kept) {
      if (this.#size <= this.#most) break;
      this.#kept.delete(oldest);
      this.#size -= held.size;
    }
  }
}

async function unlessAborted<Answer>(answer: Promise<Answer>, signal: AbortSignal | undefined): Promise<Answer> {
  if (!signal) return await answer;
  // Heard or not, a cancelled answer must not count as an unhandled rejection.
  answer.catch(() => {});
  if (signal.aborted) throw new Cancelled();
  return await new Promise<Answer>((resolve, reject) => {
    const leave = () => reject(new Cancelled());
    signal.addEventListener("abort", leave, { once: true });
    answer.then(resolve, reject).finally(() => signal.removeEventListener("abort", leave));
  });
}
