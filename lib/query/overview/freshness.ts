import { requireWholeBill, type Scope } from "../../auth/scope";
import { rowsOf, sql } from "../../db/sql";
import { type Day, daysBetween } from "../../focus/period";

/** How far a source reaches and how its last run ended. */
export type Freshness = {
  id: string;
  name: string;
  connector: string;
  dataThrough: Day | null;
  /** Whole days between the day its data ends and today; null while it has none. */
  daysBehind: number | null;
  state: FreshnessState;
  lastSuccess: Date | null;
};

/** `ended`: nobody keeps it up to date (files, paused), so it is as far as it will be by itself. */
export type FreshnessState = "fresh" | "late" | "failed" | "partial" | "syncing" | "ended" | "empty";

type Found = Pick<Freshness, "id" | "name" | "connector" | "dataThrough" | "lastSuccess"> & {
  live: boolean;
  lastState: "queued" | "running" | "succeeded" | "unchanged" | "failed" | "partial" | null;
};

/** Every source of the workspace, the one that needs attention first. */
export async function sourceFreshness(scope: Scope, today: Day): Promise<Freshness[]> {
  requireWholeBill(scope, "Sources are of");
  const found = await rowsOf<Found>(sql`
    select source.id, source.name, source.connector,
           source.connector <> 'file' and source.state = 'active' as live,
           coalesce(source.data_through, (
             select max(last_day) from import_slice slice where slice.source_id = source.id and slice.state = 'current'
           )) as "dataThrough",
           (select state from import_run run where run.source_id = source.id
            order by requested_at desc limit 1) as "lastState",
           (select max(finished_at) from import_run run where run.source_id = source.id
            and state in ('succeeded', 'unchanged', 'partial')) as "lastSuccess"
    from source
    where source.workspace_id = ${scope.workspaceId}::uuid
    order by source.name`);
  const rank = (each: Freshness) => urgency.indexOf(each.state);
  return found.map((source) => freshnessOf(source, today)).sort((a, b) => rank(a) - rank(b));
}

const urgency: FreshnessState[] = ["failed", "partial", "late", "syncing", "empty", "fresh", "ended"];

// Providers deliver a day by the end of the next; one more day of grace keeps a slow morning from looking like a fault.
const DAYS_OF_GRACE = 2;

function freshnessOf({ live, lastState, ...source }: Found, today: Day): Freshness {
  const { dataThrough } = source;
  const daysBehind = dataThrough === null ? null : Math.max(0, daysBetween({ from: dataThrough, to: today }));
  return { ...source, daysBehind, state: stateOf(live, lastState, daysBehind) };
}

function stateOf(live: boolean, lastState: Found["lastState"], daysBehind: number | null): FreshnessState {
  if (lastState === "failed" || lastState === "partial") return lastState;
  if (lastState === "queued" || lastState === "running") return "syncing";
  if (daysBehind === null) return "empty";
  if (!live) return "ended";
  return daysBehind > DAYS_OF_GRACE ? "late" : "fresh";
}
