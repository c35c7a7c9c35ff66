import type { PoolClient } from "pg";
import { type Sql, sql } from "../../db/sql";
import { dayOf } from "../../focus/period";
import type { ImportJob } from "../import-job";
import { ImportRefusal } from "../import-refusal";
import type { StagedSlice } from "../staging/summary";
import type { Change, KnownSlice } from "./slices";

/**
 * Two deliveries of one source that hold the same account and period are either two parts of it or the same charges
 * twice. Replacing would lose half in the one case and adding would double it in the other, so a person decides.
 */
export async function refuseOverlap(client: PoolClient, { delivery }: ImportJob, changed: Change[]): Promise<void> {
  const replaced = changed.flatMap(({ replaces }) => replaces.map(({ id }) => id));
  if (!delivery || replaced.length === 0) return;
  const { rows } = await client.query<{ delivery: string; account: string; month: string }>(sql`
    select delivery, billing_account_id as account, to_char(period_start at time zone 'UTC', 'YYYY-MM') as month
    from import_slice
    where id = any(${replaced}) and delivery <> ${delivery.key} and delivery = any(${delivery.others})
    order by 3, 2 limit 1`);
  const [other] = rows;
  if (!other) return;
  throw new ImportRefusal(
    `${other.delivery} holds billing account ${other.account} for ${other.month} already, and ${delivery.key} holds ` +
      "it again. Nothing is counted twice and nothing is lost: keep one of them, or put the parts of one period together.",
    [],
    0,
    "conflict",
  );
}

/** What this delivery had before and has no more, such as an account that left the organisation's bill. */
export async function vanishedSlices(
  client: PoolClient,
  { sourceId, delivery }: ImportJob,
  staged: StagedSlice[],
): Promise<KnownSlice[]> {
  if (!delivery) return [];
  const { rows } = await client.query<KnownSlice>(sql`
    select id, billing_account_id, period_start, period_end, content_hash, rows::text, months::text[] as months
    from import_slice
    where source_id = ${sourceId}::uuid and state = 'current' and delivery = ${delivery.key}`);
  const has = ({ billing_account_id, period_start }: KnownSlice) =>
    staged.some(
      (slice) => slice.billingAccountId === billing_account_id && slice.periodStart === period_start.toISOString(),
    );
  return rows.filter((known) => !has(known));
}

type Billed = Map<number, Record<string, string>>;

export function vanishedNotes(vanished: KnownSlice[], before: Billed): string[] {
  return vanished.map(({ id, billing_account_id, period_start, rows }) => {
    const amounts = Object.entries(before.get(id) ?? {}).map(([currency, amount]) => `${amount} ${currency}`);
    const billed = amounts.length > 0 ? ` with ${amounts.join(" and ")} billed` : "";
    return (
      `Billing account ${billing_account_id} is no longer in the delivery of ${dayOf(period_start).slice(0, 7)}: ` +
      `its ${rows} ${rows === "1" ? "row" : "rows"}${billed} left the ledger.`
    );
  });
}

/** Nothing of a slice has changed, but its provider may have closed it, and it may lie elsewhere now. */
export function settleUnchanged({ sourceId, slices, delivery }: ImportJob, changes: Change[]): Sql[] {
  const told = new Map(
    (slices ?? []).map((slice) => [JSON.stringify([slice.billingAccountId, slice.periodStart]), slice]),
  );
  const kept = changes.filter(({ isUnchanged }) => isUnchanged).map(({ slice }) => slice);
  if (kept.length === 0) return [];
  const finals = kept.map(
    ({ billingAccountId, periodStart }) =>
      told.get(JSON.stringify([billingAccountId, periodStart]))?.final ?? delivery?.final ?? null,
  );
  return [
    sql`
    update import_slice kept
    set final = coalesce(told.final, kept.final),
        delivery = case when kept.delivery = any(${delivery?.others ?? []}) then kept.delivery
          else coalesce(${delivery?.key ?? null}, kept.delivery) end
    from unnest(${kept.map(({ billingAccountId }) => billingAccountId)}::text[],
      ${kept.map(({ periodStart }) => periodStart)}::timestamptz[], ${finals}::boolean[]) as told (account, starts, final)
    where kept.source_id = ${sourceId}::uuid and kept.state in ('current', 'superseded')
      and kept.billing_account_id = told.account and kept.period_start = told.starts`,
  ];
}
