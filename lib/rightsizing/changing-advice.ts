import type { Scope } from "../auth/scope";
import { sql } from "../db/sql";
import { inTransaction, type Run } from "../db/transaction";

/**
 * One transaction that changes advice, at a time in a workspace: the total is of many rows, and whoever counts them
 * should neither see half of a change nor wait for one who waits for them.
 */
export async function changingAdvice<Result>(
  { workspaceId }: Pick<Scope, "workspaceId">,
  work: (run: Run) => Promise<Result>,
): Promise<Result> {
  return await inTransaction(async (run) => {
    await run(sql`select pg_advisory_xact_lock(hashtextextended(${workspaceId}, 726009))`);
    return await work(run);
  });
}
