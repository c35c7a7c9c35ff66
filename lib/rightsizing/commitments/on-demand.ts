import type { Scope } from "../../auth/scope";
import { sql } from "../../db/sql";
import { Money } from "../../focus/money";
import type { Period } from "../../focus/period";
import { inParallel, inSnapshot, unhurried } from "../../query/snapshot";
import { effective, list } from "../ledger/exact";

/** Compute usage of one billing account in one currency: what a flexible commitment would cover. */
export type ComputeUse = {
  provider: string | null;
  billingAccount: string;
  currency: string;
  /** Usage at on-demand rates that no commitment covers, for each hour or day. */
  hours: number;
  points: number[];
  onDemand: Money;
  /** Effective cost of covered usage, and its list cost where the bill states it. */
  covered: Money;
  coveredList: Money | null;
};

type Row = {
  provider: string | null;
  billing_account: string;
  currency: string;
  bucket: string;
  hourly: boolean;
  on_demand: string;
  covered: string;
  covered_list: string | null;
  list_missing: string;
};

/** Usage by the hour where the bill has hours, else by the day; buckets without any count as nothing used. */
export async function computeUse(
  { workspaceId }: Scope,
  period: Period,
  { isWaitedFor }: { isWaitedFor: boolean },
): Promise<ComputeUse[]> {
  const rows = await inSnapshot(async (read) => {
    if (!isWaitedFor) await read.rows(unhurried);
    await read.rows(inParallel);
    return await read.rows<Row>(sql`
      select max(account.provider_name) as provider, account.billing_account_id as billing_account,
        account.currency::text as currency,
        to_char(coalesce(x.period_start at time zone 'UTC', x.charge_day::timestamp), 'YYYY-MM-DD HH24') as bucket,
        coalesce(bool_and(x.period_end - x.period_start <= interval '1 hour'), false) as hourly,
        coalesce(sum(${effective}) filter (where not ${isCovered}), 0)::text as on_demand,
        coalesce(sum(${effective}) filter (where ${isCovered}), 0)::text as covered,
        (sum(${list}) filter (where ${isCovered}))::text as covered_list,
        count(*) filter (where ${isCovered} and x.list is null)::text as list_missing
      from charge x
      join dim_service service on service.id = x.service_id
      join dim_account account on account.id = x.account_id
      join dim_charge_kind kind on kind.id = x.charge_kind_id and kind.kind = 'usage'
      join dim_commitment commitment on commitment.id = x.commitment_id
      join dim_sku sku on sku.id = x.sku_id
      where service.workspace_id = ${workspaceId}::uuid and service.service_category = 'Compute'
        and coalesce(lower(sku.pricing_category), 'standard') not in ('dynamic', 'other')
        and x.charge_day >= ${period.from}::date and x.charge_day < ${period.to}::date
      group by 2, 3, 4`);
  });
  const groups = new Map<string, Row[]>();
  for (const row of rows) {
    const key = `${row.billing_account} ${row.currency}`;
    groups.set(key, [...(groups.get(key) ?? []), row]);
  }
  return [...groups.values()].map((group) => usedBy(group, period));
}

const isCovered = sql`(commitment.commitment_discount_id is not null)`;

function usedBy(rows: Row[], period: Period): ComputeUse {
  const [first] = rows;
  const isHourly = rows.every(({ hourly }) => hourly);
  const buckets = new Map<string, Money>();
  for (const { bucket, on_demand: cost } of rows) {
    const key = isHourly ? bucket : bucket.slice(0, 10);
    buckets.set(key, new Money(cost).plus(buckets.get(key) ?? 0));
  }
  const hours = isHourly ? 1 : 24;
  const expected = Math.round((Date.parse(period.to) - Date.parse(period.from)) / 3_600_000 / hours);
  const points = [...buckets.values()].map((amount) => amount.toNumber());
  const sum = (of: (row: Row) => string | null) => rows.reduce((total, row) => total.plus(of(row) ?? 0), new Money(0));
  return {
    provider: first?.provider ?? null,
    billingAccount: first?.billing_account ?? "",
    currency: first?.currency ?? "",
    hours,
    points: [...points, ...Array.from({ length: Math.max(0, expected - points.length) }, () => 0)],
    onDemand: sum((row) => row.on_demand),
    covered: sum((row) => row.covered),
    coveredList: rows.some((row) => row.list_missing !== "0") ? null : sum((row) => row.covered_list),
  };
}
