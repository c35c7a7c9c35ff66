import type { Scope } from "../auth/scope";
import { rowsOf, sql } from "../db/sql";
import type { Metric } from "../focus/charge";
import type { Day } from "../focus/period";
import type { SliceSum } from "./run-sums";
import { type Reconciliation, reconciliationOf } from "./runs";

/** A billing period whose sums do not agree. */
export type Difference = { billingAccountId: string; month: Day; sum: SliceSum };

/** How the charges of one source, as they lie in the ledger now, compare with what was stated for them. */
export type SourceReconciliation = {
  sourceId: string;
  name: string;
  state: Reconciliation;
  /** Billing periods, those compared with the provider's own totals, and those compared with a file alone. */
  periods: number;
  withProvider: number;
  withFile: number;
  differences: Difference[];
};

type Row = {
  source_id: string;
  name: string;
  slice: number;
  account: string;
  month: Day;
  metric: Metric | null;
  currency: string | null;
  stored: string | null;
  file: string | null;
  provider: string | null;
};

/** Every source that has charges; those that differ first. */
export async function reconciliations(scope: Scope): Promise<SourceReconciliation[]> {
  const bySource = new Map<string, Row[]>();
  for (const row of await comparedSlices(scope)) {
    bySource.set(row.source_id, [...(bySource.get(row.source_id) ?? []), row]);
  }
  const rank = ({ state }: SourceReconciliation) => ["differs", "not compared", "reconciled"].indexOf(state);
  return [...bySource.values()].map(sourceOf).sort((a, b) => rank(a) - rank(b) || (a.name < b.name ? -1 : 1));
}

/** A whole-slice total where there is one, else the sum of its days. */
async function comparedSlices(scope: Scope): Promise<Row[]> {
  return await rowsOf<Row>(sql`
    with totals as (
      select total.slice_id, total.origin, total.metric, total.currency,
             coalesce(sum(total.amount) filter (where total.day is null), sum(total.amount)) as amount
      from control_total total join import_slice slice on slice.id = total.slice_id
      where slice.workspace_id = ${scope.workspaceId}::uuid and slice.state = 'current'
      group by total.slice_id, total.origin, total.metric, total.currency
    ), sums as (
      select slice_id, metric, currency,
             max(amount) filter (where origin = 'stored') as stored,
             max(amount) filter (where origin = 'file') as file,
             max(amount) filter (where origin = 'provider') as provider
      from totals group by slice_id, metric, currency
    )
    select source.id as source_id, source.name, slice.id as slice, slice.billing_account_id as account,
           to_char(slice.period_start at time zone 'UTC', 'YYYY-MM-DD') as month,
           sums.metric, sums.currency, sums.stored::text, sums.file::text, sums.provider::text
    from import_slice slice
    join source on source.id = slice.source_id
    left join sums on sums.slice_id = slice.id
    where slice.workspace_id = ${scope.workspaceId}::uuid and slice.state = 'current'
    order by source.name, slice.period_start desc, slice.id, sums.metric, sums.currency`);
}

function sourceOf(rows: Row[]): SourceReconciliation {
  const slices = (chosen: Row[]) => new Set(chosen.map(({ slice }) => slice)).size;
  const stated = rows.filter(({ provider }) => provider !== null);
  const inFile = rows.filter(({ file }) => file !== null);
  const [withProvider, withEither] = [slices(stated), slices([...stated, ...inFile])];
  return {
    sourceId: rows[0]?.source_id ?? "",
    name: rows[0]?.name ?? "",
    state: reconciliationOf(rows.flatMap(sumsOf)),
    periods: slices(rows),
    withProvider,
    withFile: withEither - withProvider,
    differences: rows.flatMap((row) =>
      sumsOf(row)
        .filter((sum) => reconciliationOf([sum]) === "differs")
        .map((sum) => ({ billingAccountId: row.account, month: row.month, sum })),
    ),
  };
}

/** Nothing stored of what was stated is a difference too, so it counts as zero. */
function sumsOf({ metric, currency, stored, file, provider }: Row): SliceSum[] {
  return metric === null || currency === null ? [] : [{ metric, currency, stored: stored ?? "0", file, provider }];
}
