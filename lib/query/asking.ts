import { createHash } from "node:crypto";
import type { Scope } from "../auth/scope";
import { rowsOf, sql } from "../db/sql";
import { DomainError } from "../errors";

/** How an answer is waited for: until nobody wants it any more, and with a word on how far it is. */
export type Asking = {
  signal?: AbortSignal | undefined;
  /** Parts of the work that are done, and all of them. */
  progress?: ((done: number, total: number) => void) | undefined;
  /** What the statement is called in Postgres, so that any server of Outlay can cancel it. */
  name?: string | undefined;
};

/** Counts the parts of one answer for whoever watches. */
export class Meter {
  readonly #tell: NonNullable<Asking["progress"]>;
  #done = 0;
  #total = 0;

  constructor(tell: NonNullable<Asking["progress"]>) {
    this.#tell = tell;
  }

  expect(parts: number): void {
    this.#total += parts;
    this.#tell(this.#done, this.#total);
  }

  step(): void {
    this.#done += 1;
    this.#tell(this.#done, this.#total);
  }
}

/** Nobody waits for the answer any more; what was left of the work was cancelled. */
export class Cancelled extends DomainError {
  constructor() {
    super("conflict", "This question was cancelled.");
    this.name = "Cancelled";
  }
}

/** The name of somebody's question in Postgres: from the id they chose, worthless in another workspace. */
export function askName({ workspaceId, actor }: Scope, id: string): string {
  const hash = createHash("sha256").update(JSON.stringify([workspaceId, actor, id]));
  return `outlay ask ${hash.digest("hex").slice(0, 32)}`;
}

const stops = new Map<string, () => void>();

/** What else ends when this question is cancelled, so that it does not go on to its next statement; gives what takes that back. */
export function whenCancelled(name: string, stop: () => void): () => void {
  stops.set(name, stop);
  return () => stops.delete(name);
}

/** Cancels what is still running of a question, whichever process asked it; says how many statements that were. */
export async function cancelAsked(scope: Scope, id: string): Promise<number> {
  stops.get(askName(scope, id))?.();
  const cancelled = await rowsOf<{ done: boolean }>(sql`
    select pg_cancel_backend(pid) as done from pg_stat_activity
    where application_name = ${askName(scope, id)} and datname = current_database() and state = 'active'`);
  return cancelled.filter(({ done }) => done).length;
}
