import { empty, rowsOf, sql } from "../db/sql";

/** A running sync says this often that it is alive; after a few silent turns it counts as dead. */
export const HEARTBEAT_SECONDS = 5;
const LEASE_SECONDS = 45;
const INTERRUPTIONS_AN_HOUR = 3;

/**
 * Ends syncs whose process died, by the database's clock, and makes their sources due again: at once, or in an hour
 * when it keeps happening. What they had read was never imported, so the data is what it was before.
 */
export async function recoverSyncs(sourceId?: string): Promise<number> {
  const interrupted = {
    code: "unavailable",
    message: "The sync was interrupted because the process that ran it stopped.",
    advice: "Nothing of it was imported and what was there before is kept. It is tried again by itself.",
  };
  const rows = await rowsOf(sql`
    with dead as (
      update import_run set state = 'failed', finished_at = now(), progress = null, error = ${JSON.stringify(interrupted)}::jsonb
      where kind = 'sync' and state = 'running' ${sourceId ? sql`and source_id = ${sourceId}::uuid` : empty}
        and coalesce(heartbeat_at, started_at, requested_at) < now() - make_interval(secs => ${LEASE_SECONDS})
      returning source_id
    )
    update source set next_sync_at = now() + case when (
        select count(*) from import_run earlier
        where earlier.source_id = source.id and earlier.finished_at > now() - interval '1 hour'
          and earlier.error ->> 'message' = ${interrupted.message}
      ) >= ${INTERRUPTIONS_AN_HOUR - 1} then interval '1 hour' else interval '0' end
    from dead, workspace
    where source.id = dead.source_id and workspace.id = source.workspace_id and workspace.kind = 'real'
    returning source.id`);
  return rows.length;
}
