import { requireRole, requireWholeBill, type Scope } from "../../auth/scope";
import { WAKE_CHANNEL } from "../../db/data-changed";
import { rowsOf, sql } from "../../db/sql";

/** Asks for a look; a worker begins with it at once. One that waits or is under way already is the answer as well. */
export async function requestLook(scope: Scope, now: Date): Promise<{ runId: string }> {
  requireRole(scope, "editor");
  requireWholeBill(scope, "This looks at");
  const { workspaceId, actor } = scope;
  const [asked] = await rowsOf<{ id: string }>(sql`
    with unfinished as (
      select id from rightsizing_run where workspace_id = ${workspaceId}::uuid and state in ('queued', 'running')
      order by started_at desc limit 1
    ), added as (
      insert into rightsizing_run (workspace_id, state, started_at, data_version, inventory, requested_by)
      select id, 'queued', ${now}, data_version, true, ${actor} from workspace
      where id = ${workspaceId}::uuid and not exists (select from unfinished)
      returning id
    ), told as (select pg_notify(${WAKE_CHANNEL}, ''))
    select id from unfinished union all select id from added, told`);
  if (!asked) throw new Error("The workspace is gone.");
  return { runId: asked.id };
}
