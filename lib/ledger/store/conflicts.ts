import type { PoolClient } from "pg";
import { sql } from "../../db/sql";
import { type Day, dayOf } from "../../focus/period";
import type { Authority } from "../../sources/source";
import type { ImportJob } from "../import-job";
import { ImportRefusal, listed } from "../import-refusal";
import type { StagedSlice } from "../staging/summary";
import { type Change, type KnownSlice, providersOf } from "./slices";

type Job = Pick<ImportJob, "workspaceId" | "sourceId" | "delivery"> & { authority: Authority };

/** What would be counted twice, or lost, is no matter of order: a person decides, and nothing changes until then. */
export async function refuseConflicts(
  client: PoolClient,
  job: Job,
  changed: Change[],
  vanished: KnownSlice[],
): Promise<void> {
  const wanted = changed.map(({ slice }) => slice).filter(({ rows }) => rows > 0);
  const leaving = [...changed.flatMap(({ replaces }) => replaces), ...vanished].map(({ id }) => id);
  refuseOverlapOf(wanted);
  await refuseOtherProviders(client, changed);
  await refuseCovered(client, job, { wanted, leaving });
  await refuseOtherDelivery(client, job, changed);
}

/** A period is known by its start: two that begin on different days and share others would both count. */
function refuseOverlapOf(wanted: StagedSlice[]): void {
  const sorted = wanted.toSorted((one, other) => (one.periodStart < other.periodStart ? -1 : 1));
  const open = new Map<string, StagedSlice[]>();
  for (const slice of sorted) {
    const { billingAccountId: account, periodStart } = slice;
    const reaching = (open.get(account) ?? []).filter(({ periodEnd }) => periodEnd > periodStart);
    const other = reaching.find((one) => one.periodStart !== periodStart && mayBeOneBill(one, slice));
    if (other) {
      throw conflict(
        `Two billing periods of billing account ${account} overlap in this import: ${spanText(other)} and ` +
          `${spanText(slice)}. What they share would be counted twice: leave one of them out.`,
      );
    }
    open.set(account, [...reaching, slice]);
  }
}

function mayBeOneBill(one: StagedSlice, other: StagedSlice): boolean {
  const [own, others] = [providersOf(one), providersOf(other)];
  return own.length === 0 || others.length === 0 || own.some((provider) => others.includes(provider));
}

/** Two vendors may give an account the same number: what the one charges does not replace the other's. */
async function refuseOtherProviders(client: PoolClient, changed: Change[]): Promise<void> {
  for (const { slice, replaces } of changed) {
    const providers = providersOf(slice);
    if (providers.length === 0) continue;
    const other = replaces.find(
      (one) => one.rows !== "0" && one.providers.length > 0 && !one.providers.some((each) => providers.includes(each)),
    );
    if (!other) continue;
    const { billingAccountId: account, periodStart } = slice;
    throw conflict(
      `Billing account ${account} has charges of ${listed(await namesIn(client, other))} for ${periodStart.slice(0, 7)} ` +
        `in this source, and these are of ${listed(slice.providers.toSorted())}: neither replaces the other. Import each ` +
        "provider into a source of its own. If the provider only changed its name, remove the source and import it again.",
    );
  }
}

/** The providers as the charges write them. */
async function namesIn(client: PoolClient, { id, providers }: KnownSlice): Promise<string[]> {
  const { rows } = await client.query<{ name: string }>(sql`
    select distinct account.provider_name as name
    from rollup_account rolled join dim_account account on account.id = rolled.account_id
    where rolled.slice_id = ${id} and account.provider_name is not null order by 1`);
  return rows.length > 0 ? rows.map(({ name }) => name) : providers;
}

type Other = { own: string; source: string; isOwn: boolean; account: string; starts: Date; ends: Date; wanted: number };

/**
 * Nothing is counted twice: of two exports of one bill the second is refused, and so is the second summary, with the
 * names of both; so is a period of one source that overlaps another of it. An export beside a summary is no conflict:
 * the export is the authority.
 */
async function refuseCovered(
  client: PoolClient,
  { workspaceId, sourceId, authority }: Job,
  { wanted, leaving }: { wanted: StagedSlice[]; leaving: number[] },
): Promise<void> {
  const { rows } = await client.query<Other>(sql`
    select own.name as own, source.name as source, source.id = own.id as "isOwn", other.billing_account_id as account,
      other.period_start as starts, other.period_end as ends, wanted.place::int - 1 as wanted
    from unnest(${wanted.map((slice) => slice.billingAccountId)}::text[],
      ${wanted.map((slice) => slice.periodStart)}::timestamptz[],
      ${wanted.map((slice) => slice.periodEnd)}::timestamptz[],
      ${wanted.map((slice) => JSON.stringify(providersOf(slice)))}::jsonb[])
      with ordinality as wanted (account, starts, ends, providers, place)
    join import_slice other on other.workspace_id = ${workspaceId}::uuid and other.state in ('current', 'superseded')
      and other.authority = ${authority}::authority and other.rows > 0
      and other.billing_account_id = wanted.account
      and other.period_start < wanted.ends and other.period_end > wanted.starts
      and (cardinality(other.providers) = 0 or wanted.providers = '[]' or wanted.providers ?| other.providers)
      and (other.source_id <> ${sourceId}::uuid
        or (other.period_start <> wanted.starts and other.id <> all(${leaving}::int[])))
    join source on source.id = other.source_id
    join source own on own.id = ${sourceId}::uuid
    order by "isOwn", other.period_start, account
    limit 1`);
  const [found] = rows;
  const slice = found && wanted[found.wanted];
  if (!found || !slice) return;
  const { own, source, account } = found;
  if (found.isOwn) {
    const there = { periodStart: found.starts.toISOString(), periodEnd: found.ends.toISOString() };
    throw conflict(
      `${own} has billing account ${account} from ${spanText(there)} already, and this import brings it from ` +
        `${spanText(slice)}. What they share would be counted twice, so nothing was taken. Leave the second out; ` +
        "if the first is wrong, remove the source and import it again.",
    );
  }
  throw conflict(
    `The source ${source} has the charges of billing account ${account} for ${monthText(found.starts)} already, so those ` +
      `of ${own} were not taken: nothing is counted twice. Import them into ${source}, or remove ${source} first.`,
  );
}

/**
 * Two deliveries of one source that hold the same account and period are either two parts of it or the same charges
 * twice. Replacing would lose half in the one case and adding would double it in the other, so a person decides.
 */
async function refuseOtherDelivery(client: PoolClient, { delivery }: Job, changed: Change[]): Promise<void> {
  const replaced = changed.flatMap(({ replaces }) => replaces.map(({ id }) => id));
  if (!delivery || replaced.length === 0) return;
  const { rows } = await client.query<{ delivery: string; account: string; month: string }>(sql`
    select delivery, billing_account_id as account, to_char(period_start at time zone 'UTC', 'YYYY-MM') as month
    from import_slice
    where id = any(${replaced}) and delivery <> ${delivery.key} and delivery = any(${delivery.others})
    order by 3, 2 limit 1`);
  const [other] = rows;
  if (!other) return;
  throw conflict(
    `${other.delivery} holds billing account ${other.account} for ${other.month} already, and ${delivery.key} holds ` +
      "it again. Nothing is counted twice and nothing is lost: keep one of them, or put the parts of one period together.",
  );
}

/** "2026-03-01 to 2026-03-31", with the last day that belongs to it. */
function spanText({ periodStart, periodEnd }: Pick<StagedSlice, "periodStart" | "periodEnd">): string {
  const last: Day = dayOf(new Date(new Date(periodEnd).getTime() - 1));
  return `${periodStart.slice(0, 10)} to ${last}`;
}

const monthText = (start: Date) => dayOf(start).slice(0, 7);

function conflict(message: string): ImportRefusal {
  return new ImportRefusal(message, [], 0, "conflict");
}
