/** Answers of this process, oldest use out first; bounded, because questions are unlimited. */
export class AnswerCache {
  readonly #most: number;
  readonly #kept = new Map<string, { answer: unknown; size: number }>();
  readonly #asked = new Map<string, Promise<unknown>>();
  #size = 0;

  /** `most`: characters of JSON kept in all. */
  constructor(most: number) {
    this.#most = most;
  }

  /** The same question asked twice at once is answered once; a failed answer is not kept. */
  async remember<Answer>(key: string, answer: () => Promise<Answer>): Promise<Answer> {
    const kept = this.#kept.get(key);
    if (kept) {
      this.#kept.delete(key);
      this.#kept.set(key, kept);
      return kept.answer as Answer;
    }
    if (this.#asked.has(key)) return this.#asked.get(key) as Promise<Answer>;
    const asking = answer();
    this.#asked.set(key, asking);
    try {
      const found = await asking;
      this.#keep(key, found);
      return found;
    } finally {
      this.#asked.delete(key);
    }
  }

  get size(): number {
    return this.#size;
  }

  #keep(key: string, answer: unknown): void {
    const size = key.length + JSON.stringify(answer).length;
    if (size > this.#most / 4) return;
    this.#kept.set(key, { answer, size });
    this.#size += size;
    for (const [oldest, held] of this.#kept) {
      if (this.#size <= this.#most) break;
      this.#kept.delete(oldest);
      this.#size -= held.size;
    }
  }
}
