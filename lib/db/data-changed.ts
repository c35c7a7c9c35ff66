import { type Sql, sql } from "./sql";

/** On this channel workers hear that something is due. Nothing is lost without it: they also look once a minute. */
export const WAKE_CHANNEL = "outlay_wake";

/**
 * Part of every transaction that changes the charges of a workspace: caches are keyed anew, budgets are to be judged,
 * and a worker is woken when it commits. Everybody who imports into the workspace waits for its row from here on.
 */
export function dataChanged(workspaceId: string): Sql {
  return sql`
    with changed as (
      update workspace set data_version = data_version + 1 where id = ${workspaceId}::uuid returning id
    ), due as (
      insert into evaluation_due (workspace_id, reason) select id, 'charges' from changed
    )
    select pg_notify(${WAKE_CHANNEL}, '') from changed`;
}

/** Part of a change that needs budgets to be judged although no charge changed. */
export function evaluationDue(workspaceId: string, reason: string): Sql {
  return sql`
    with due as (
      insert into evaluation_due (workspace_id, reason) values (${workspaceId}::uuid, ${reason}) returning id
    )
    select pg_notify(${WAKE_CHANNEL}, '') from due`;
}
