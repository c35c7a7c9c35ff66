import type { PoolClient } from "pg";
import { type Sql, sql } from "../../db/sql";
import { addMonths, type Day } from "../../focus/period";
import { providerKey } from "../../focus/provider-key";
import type { Authority } from "../../sources/source";
import type { ImportJob } from "../import-job";
import { ImportRefusal } from "../import-refusal";
import type { StagedSlice } from "../staging/summary";

/** Half-open span of days that charges lie in, so that only their partitions are touched. */
export type Span = { from: Day; to: Day };

export type KnownSlice = {
  id: number;
  billing_account_id: string;
  period_start: Date;
  period_end: Date;
  content_hash: string;
  rows: string;
  months: Day[];
};

/** What is to happen with a staged slice: nothing, or to take the place of what is there. */
export type Change = { slice: StagedSlice; replaces: KnownSlice[]; isUnchanged: boolean };

/** Above this many accounts an import holds the whole workspace instead of each account. */
const MOST_ACCOUNT_LOCKS = 200;

/**
 * Two imports of one source, or of one billing account from two sources, wait for each other until one has committed;
 * others run side by side. The locks are taken in one order and end with the transaction.
 */
export function locks(workspaceId: string, sourceId: string, accounts: string[]): Sql[] {
  if (accounts.length > MOST_ACCOUNT_LOCKS) return [lockWorkspace(workspaceId)];
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
    select id, billing_account_id, period_start, period_end, content_hash, rows::text, months::text[] as months
    from import_slice
    where source_id = ${sourceId}::uuid and state in ('current', 'superseded')
      and billing_account_id = any(${accounts})`);
  const isSame = (slice: StagedSlice, { period_start, period_end, billing_account_id }: KnownSlice) =>
    billing_account_id === slice.billingAccountId &&
    period_start.toISOString() === slice.periodStart &&
    period_end.toISOString() === slice.periodEnd;
  const isStaged = (one: KnownSlice) => slices.some((slice) => isSame(slice, one));

  return slices.map((slice) => {
    const same = known.find((one) => isSame(slice, one));
    const restated = known.filter(
      (one) =>
        one.billing_account_id === slice.billingAccountId &&
        one.period_start.toISOString() === slice.periodStart &&
        !isStaged(one),
    );
    const isUnchanged = !rebuilds && same?.content_hash === slice.contentHash && restated.length === 0;
    return { slice, isUnchanged, replaces: isUnchanged ? [] : [...(same ? [same] : []), ...restated] };
  });
}

/**
 * Nothing is counted twice: of two exports of one bill the second is refused, and so is the second summary, with the
 * names of both. An export beside a summary is no conflict: the export is the authority.
 */
export async function refuseCovered(
  client: PoolClient,
  { workspaceId, sourceId, authority }: { workspaceId: string; sourceId: string; authority: Authority },
  slices: StagedSlice[],
): Promise<void> {
  const wanted = slices.filter(({ rows }) => rows > 0);
  const { rows } = await client.query<{ own: string; other: string; account: string; month: Day }>(sql`
    select own.name as own, source.name as other, other.billing_account_id as account,
      to_char(other.period_start at time zone 'UTC', 'YYYY-MM') as month
    from unnest(${wanted.map((slice) => slice.billingAccountId)}::text[],
      ${wanted.map((slice) => slice.periodStart)}::timestamptz[],
      ${wanted.map((slice) => slice.periodEnd)}::timestamptz[],
      ${wanted.map((slice) => JSON.stringify(providersOf(slice)))}::jsonb[]) as wanted (account, starts, ends, providers)
    join import_slice other on other.workspace_id = ${workspaceId}::uuid and other.state in ('current', 'superseded')
      and other.authority = ${authority}::authority and other.rows > 0
      and other.source_id <> ${sourceId}::uuid and other.billing_account_id = wanted.account
      and other.period_start < wanted.ends and other.period_end > wanted.starts
      and (cardinality(other.providers) = 0 or wanted.providers = '[]' or wanted.providers ?| other.providers)
    join source on source.id = other.source_id
    join source own on own.id = ${sourceId}::uuid
    order by 3, 4
    limit 1`);
  const [found] = rows;
  if (!found) return;
  const { own, other, account, month } = found;
  throw new ImportRefusal(
    `The source ${other} has the charges of billing account ${account} for ${month} already, so those of ${own} ` +
      `were not taken: nothing is counted twice. Import them into ${other}, or remove ${other} first.`,
    [],
    0,
    "conflict",
  );
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
