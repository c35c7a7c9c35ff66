import type { Scope } from "../../auth/scope";
import { pool } from "../../db/pool";
import { rowsOf, sql } from "../../db/sql";
import { DomainError } from "../../errors";

const lockOf = (workspaceId: string) => sql`hashtextextended(${workspaceId}, 726008)`;

/** One look a workspace at a time, in whatever process. */
export async function aloneIn<Result>({ workspaceId }: Scope, work: () => Promise<Result>): Promise<Result> {
  const client = await pool().connect();
  const lock = lockOf(workspaceId);
  try {
    const { rows } = await client.query<{ free: boolean }>(sql`select pg_try_advisory_lock(${lock}) as free`);
    if (!rows[0]?.free)
      throw new DomainError("busy", "Advice is being worked out already: try again in a few minutes.");
    return await work();
  } finally {
    // Whoever comes next should not wait until the server notices that the connection is closed, which frees it too.
    await client.query(sql`select pg_advisory_unlock(${lock})`).catch(() => {});
    client.release(true);
  }
}

/** True while a process is at it: looking whether the lock is held takes nothing from whoever wants it. */
export async function isUnderWay(workspaceId: string): Promise<boolean> {
  const [found] = await rowsOf<{ held: boolean }>(sql`
    select exists (
      select from pg_locks, (select ${lockOf(workspaceId)} as key) asked
      where locktype = 'advisory' and granted and objsubid = 1
        and database = (select oid from pg_database where datname = current_database())
        and classid::bigint = (asked.key >> 32) & 4294967295 and objid::bigint = asked.key & 4294967295) as held`);
  return found?.held ?? false;
}
