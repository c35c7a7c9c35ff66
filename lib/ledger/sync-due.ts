import { rowsOf, sql } from "../db/sql";
import { connectors } from "../sources/registry";

/** Queues a sync for every source that is due. However many workers look at once, each source gets one. */
export async function queueDueSyncs(now: Date): Promise<number> {
  const known = connectors.map(({ id }) => id);
  const rows = await rowsOf(sql`
    insert into import_run (workspace_id, source_id, kind, requested_by)
    select source.workspace_id, source.id, 'sync', 'outlay'
    from source join workspace on workspace.id = source.workspace_id and workspace.kind = 'real'
    where source.state = 'active' and source.next_sync_at <= ${now} and source.connector = any(${known})
    on conflict do nothing
    returning id`);
  return rows.length;
}
