import type { PoolClient } from "pg";
import { type Sql, sql } from "../../db/sql";
import { addMonths, type Day } from "../../focus/period";
import { providerKey } from "../../focus/provider-key";
import type { Authority } from "../../sources/source";
import type { ImportJob } from "../import-job";
import type { StagedSlice } from "../staging/summary";

/** Half-open span of days that charges lie in, so that only their partitions are touched. */
export type Span = { from: Day; to: Day };

export type KnownSlice = {
  id: number;
  billing_account_id: string;
  /** Instants as a staged slice writes them. */
  period_start: string;
  period_end: string;
  content_hash: string;
  rows: string;
  months: Day[];
  providers: string[];
  archive_id: string | null;
};

/** The columns of a KnownSlice. */
export const knownColumns = sql`id, billing_account_id, ${instant(sql`period_start`)} as period_start,
  ${instant(sql`period_end`)} as period_end, content_hash, rows::text, months::text[] as months, providers, archive_id`;

/** To the microsecond, without those where there are none. */
export function instant(column: Sql): Sql {
  return sql`regexp_replace(to_char(${column} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US'), '000$', '') || 'Z'`;
}

/** What is to happen with a staged slice: nothing, or to take the place of what is there. */
export type Change = { slice: StagedSlice; replaces: KnownSlice[]; isUnchanged: boolean };

/** Above this many accounts an import holds the whole workspace instead of each account. */
const MOST_ACCOUNT_LOCKS = 200;

type Locking = Pick<ImportJob, "workspaceId" | "sourceId"> & { authority: Authority; accounts: string[] };

/**
 * Two imports of one source, or of one billing account from two sources, wait for each other until one has committed;
 * others run side by side. A summary waits for all: an export of any account may be about to set aside what it replaces.
 * The locks are taken in one order and end with the transaction.
 */
export function locks({ workspaceId, sourceId, authority, accounts }: Locking): Sql[] {
  if (authority === "summary" || accounts.length > MOST_ACCOUNT_LOCKS) return [lockWorkspace(workspaceId)];
  const names = [`source ${sourceId}`, ...accounts.map((account) => `account ${workspaceId} ${account}`)];
  return [
    sql`select pg_advisory_xact_lock_shared(hashtextextended(${workspaceId}, 726003))`,
    ...names.toSorted().map(lock),
  ];
}

/** Waits until no import of the workspace is committing, and lets none begin to. */
export function lockWorkspace(workspaceId: string): Sql {
  return lock(workspaceId);
}

function lock(name: string): Sql {
  return sql`select pg_advisory_xact_lock(hashtextextended(${name}, 726003))`;
}

/** Compares what was staged with what is there. A billing period is known by its start; its end may be restated. */
export async function changesOf(
  client: PoolClient,
  { sourceId, rebuilds }: Pick<ImportJob, "sourceId" | "rebuilds">,
  slices: StagedSlice[],
): Promise<Change[]> {
  const accounts = [...new Set(slices.map(({ billingAccountId }) => billingAccountId))];
  const { rows: known } = await client.query<KnownSlice>(sql`
    select ${knownColumns} from import_slice
    where source_id = ${sourceId}::uuid and state in ('current', 'superseded')
      and billing_account_id = any(${accounts})`);
  const isSame = (slice: StagedSlice, { period_start, period_end, billing_account_id }: KnownSlice) =>
    billing_account_id === slice.billingAccountId &&
    period_start === slice.periodStart &&
    period_end === slice.periodEnd;
  const isStaged = (one: KnownSlice) => slices.some((slice) => isSame(slice, one));

  return slices.map((slice) => {
    const same = known.find((one) => isSame(slice, one));
    const restated = known.filter(
      (one) =>
        one.billing_account_id === slice.billingAccountId && one.period_start === slice.periodStart && !isStaged(one),
    );
    const isUnchanged = !rebuilds && same?.content_hash === slice.contentHash && restated.length === 0;
    return { slice, isUnchanged, replaces: isUnchanged ? [] : [...(same ? [same] : []), ...restated] };
  });
}

/** Whose bill a slice is; empty when its rows do not say. */
export function providersOf({ providers }: StagedSlice): string[] {
  return [...new Set(providers.map(providerKey))].toSorted();
}

/** The days from the first to the last of the months. */
export function spanOf(months: Day[]): Span {
  const sorted = months.toSorted();
  const from = sorted.at(0) ?? "2000-01-01";
  return { from, to: addMonths(sorted.at(-1) ?? from, 1) };
}
