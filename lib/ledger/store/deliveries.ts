import type { PoolClient } from "pg";
import { type Sql, sql } from "../../db/sql";
import type { ImportJob } from "../import-job";
import { limitedNotes } from "../notes";
import type { StagedSlice } from "../staging/summary";
import { type Change, type KnownSlice, knownColumns } from "./slices";

/** What this delivery had before and has no more, such as an account that left the organisation's bill. */
export async function vanishedSlices(
  client: PoolClient,
  { sourceId, delivery }: ImportJob,
  staged: StagedSlice[],
): Promise<KnownSlice[]> {
  if (!delivery) return [];
  const { rows } = await client.query<KnownSlice>(sql`
    select ${knownColumns} from import_slice
    where source_id = ${sourceId}::uuid and state = 'current' and delivery = ${delivery.key}`);
  const has = ({ billing_account_id, period_start }: KnownSlice) =>
    staged.some((slice) => slice.billingAccountId === billing_account_id && slice.periodStart === period_start);
  return rows.filter((known) => !has(known));
}

type Billed = Map<number, Record<string, string>>;

export function vanishedNotes(vanished: KnownSlice[], before: Billed): string[] {
  const notes = vanished.map(({ id, billing_account_id, period_start, rows }) => {
    const amounts = Object.entries(before.get(id) ?? {}).map(([currency, amount]) => `${amount} ${currency}`);
    const billed = amounts.length > 0 ? ` with ${amounts.join(" and ")} billed` : "";
    return (
      `Billing account ${billing_account_id} is no longer in the delivery of ${period_start.slice(0, 7)}: ` +
      `its ${rows} ${rows === "1" ? "row" : "rows"}${billed} left the ledger.`
    );
  });
  return limitedNotes(notes);
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
