import type { Scope } from "../auth/scope";
import { sql } from "../db/sql";
import { addDays, type Day, earlierOf, type Period } from "../focus/period";
import type { Reader } from "./snapshot";

/** How far one source reaches: `live` while Outlay itself keeps it up to date. */
export type Reach = { live: boolean; through: Day };

/** The last day that the charges of this period are in for; null when no source has any. */
export async function dataThrough(read: Reader, scope: Scope, { from, to }: Period): Promise<Day | null> {
  const sources = await read.rows<Reach & { touches: boolean }>(sql`
    select source.connector <> 'file' and source.state = 'active' as live,
           coalesce(source.data_through, max(slice.last_day)) as through,
           bool_or(slice.first_day < ${to}::date and slice.last_day >= ${from}::date) as touches
    from source join import_slice slice on slice.source_id = source.id and slice.state = 'current'
    where source.workspace_id = ${scope.workspaceId}::uuid
    group by source.id
    having coalesce(source.data_through, max(slice.last_day)) is not null`);
  const touching = sources.filter(({ touches }) => touches);
  return reachOf(touching.length > 0 ? touching : sources);
}

/**
 * A live source that lags holds the date back, because its charges are still missing. Files and paused sources
 * end where they end: they count only where nothing live is left.
 */
export function reachOf(sources: Reach[]): Day | null {
  const live = sources.filter((source) => source.live).map(({ through }) => through);
  if (live.length > 0) return live.sort().at(0) ?? null;
  return (
    sources
      .map(({ through }) => through)
      .sort()
      .at(-1) ?? null
  );
}

/**
 * The last day that can be compared with others: its charges are in, and a full day has passed since it ended,
 * because providers keep adding to yesterday.
 */
export function completeThrough(through: Day, today: Day): Day {
  return earlierOf(through, addDays(today, -2));
}
