import { rowsOf, sql } from "../db/sql";
import type { Metric } from "../focus/charge";
import type { Day, Period } from "../focus/period";

/** What one metric of a slice sums up to: as stored, as the file says, and as the provider itself states it. */
export type SliceSum = {
  metric: Metric;
  currency: string;
  stored: string;
  file: string | null;
  provider: string | null;
};

/** What a run put into the ledger for one (billing account, billing period), and what was there before. */
export type RunSlice = {
  billingAccountId: string;
  period: Period;
  rows: number;
  state: "current" | "replaced" | "removed" | "superseded";
  sums: SliceSum[];
  replaced: { rows: number; billed: Record<string, string> } | null;
};

type Found = Omit<RunSlice, "period" | "sums" | "replaced"> & {
  id: number;
  run_id: string;
  period_start: Day;
  period_end: Day;
  earlier: number | null;
  earlier_rows: string | null;
};

type Total = {
  slice_id: number;
  origin: "stored" | "file" | "provider";
  metric: Metric;
  currency: string;
  amount: string;
};

/** The slices of these runs, by run, oldest period first. */
export async function slicesOfRuns(runIds: string[]): Promise<Map<string, RunSlice[]>> {
  const slices = await rowsOf<Found>(sql`
    select slice.id, slice.run_id, slice.billing_account_id as "billingAccountId", slice.rows::int as rows, slice.state,
           to_char(slice.period_start at time zone 'UTC', 'YYYY-MM-DD') as period_start,
           to_char(slice.period_end at time zone 'UTC', 'YYYY-MM-DD') as period_end,
           earlier.id as earlier, earlier.rows as earlier_rows
    from import_slice slice
    left join lateral (
      select before.id, before.rows from import_slice before
      where before.source_id = slice.source_id and before.billing_account_id = slice.billing_account_id
        and before.period_start = slice.period_start and before.id < slice.id
      order by before.id desc limit 1
    ) earlier on true
    where slice.run_id = any(${runIds}::uuid[])
    order by slice.period_start, slice.billing_account_id, slice.id`);
  const totals = await totalsOf(slices.flatMap(({ id, earlier }) => (earlier === null ? [id] : [id, earlier])));

  const byRun = new Map<string, RunSlice[]>();
  for (const { id, run_id, period_start, period_end, earlier, earlier_rows, ...slice } of slices) {
    const replaced =
      earlier === null ? null : { rows: Number(earlier_rows), billed: billedOf(totals.get(earlier) ?? []) };
    const all = byRun.get(run_id) ?? [];
    all.push({
      ...slice,
      period: { from: period_start, to: period_end },
      sums: sumsOf(totals.get(id) ?? []),
      replaced,
    });
    byRun.set(run_id, all);
  }
  return byRun;
}

/** A whole-slice total where there is one, else the sum of the days. */
async function totalsOf(sliceIds: number[]): Promise<Map<number, Total[]>> {
  const totals = await rowsOf<Total>(sql`
    select slice_id, origin, metric, currency,
           coalesce(sum(amount) filter (where day is null), sum(amount))::text as amount
    from control_total where slice_id = any(${sliceIds}::int[])
    group by slice_id, origin, metric, currency
    order by metric, currency`);
  const bySlice = new Map<number, Total[]>();
  for (const total of totals) bySlice.set(total.slice_id, [...(bySlice.get(total.slice_id) ?? []), total]);
  return bySlice;
}

function sumsOf(totals: Total[]): SliceSum[] {
  return totals
    .filter(({ origin }) => origin === "stored")
    .map(({ metric, currency, amount }) => {
      const stated = (origin: Total["origin"]) =>
        totals.find((each) => each.origin === origin && each.metric === metric && each.currency === currency)?.amount ??
        null;
      return { metric, currency, stored: amount, file: stated("file"), provider: stated("provider") };
    });
}

function billedOf(totals: Total[]): Record<string, string> {
  const billed = totals.filter(({ origin, metric }) => origin === "stored" && metric === "billed");
  return Object.fromEntries(billed.map(({ currency, amount }) => [currency, amount]));
}
