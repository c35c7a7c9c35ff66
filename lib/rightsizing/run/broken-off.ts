import type { Scope } from "../../auth/scope";
import { rowsOf, sql } from "../../db/sql";
import { DomainError } from "../../errors";
import { aloneIn } from "./alone";
import type { Problem } from "./readers";
import { textOf } from "./text-of";

/** So often it may end at the same place before it is given up. */
const MOST_ATTEMPTS = 3;

/**
 * Writes down why a look ended early. It stays where it is, for the next process to go on with, until it has ended too
 * often without having come further. One that looked at the ledger alone says nothing of those that ask providers.
 */
export async function noteBrokenOff(scope: Scope, error: unknown, { asks }: { asks: boolean }): Promise<void> {
  await aloneIn(scope, async () => {
    await rowsOf(sql`
      update rightsizing_run set attempts = attempts + 1, problems = ${textOf([problemOf(error)])}::jsonb,
        state = case when attempts + 1 < ${MOST_ATTEMPTS} then state else 'failed' end,
        finished_at = case when attempts + 1 < ${MOST_ATTEMPTS} then null else now() end
      where workspace_id = ${scope.workspaceId}::uuid and state in ('queued', 'running')
        and (${asks} or not inventory)`);
  });
}

/** What is no refusal in words is for the log. */
function problemOf(error: unknown): Problem {
  const where = "The look";
  if (error instanceof DomainError) return { where, message: error.message, advice: adviceIn(error) };
  const message = "An error inside Outlay ended it.";
  return { where, message, advice: "The log of the worker says more." };
}

/** Of a source's refusal. */
export function adviceIn(error: Error): string | null {
  return "advice" in error && typeof error.advice === "string" ? error.advice : null;
}
