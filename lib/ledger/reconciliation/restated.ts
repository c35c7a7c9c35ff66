import type { Scope } from "../../auth/scope";
import { empty, rowsOf, type Sql, sql } from "../../db/sql";
import type { Day } from "../../focus/period";
import type { Which } from "./counted";

/** How often a closed month was changed, and what the last change did to its billed cost. */
export type Restated = { times: number; change: string; at: string };

/** One version of an account's month: what it said until the next one came. */
export type Version = {
  account: string;
  currency: string;
  at: string;
  runId: string;
  rows: number;
  rowsBefore: number | null;
  amount: string;
  before: string | null;
  change: string | null;
  /** The month was over: a provider changed what it had said. */
  isClosed: boolean;
};

type Row = Version & { sourceId: string; month: Day };

/** By source, month and currency; amounts that came while the month ran are no restatement. */
export async function restatedMonths(scope: Scope): Promise<Map<string, Restated>> {
  const rows = await rowsOf<{ key: string } & Restated>(sql`
    with version as (${versions(scope)})
    select "sourceId" || ' ' || month || ' ' || currency as key, count(*)::int as times,
      trim_scale(sum(change))::text as change, max(at) as at
    from version where change <> 0 and "isClosed" group by 1`);
  return new Map(rows.map(({ key, ...restated }) => [key, restated]));
}

/** Every version of a month, the newest first, also those that changed nothing but the number of rows. */
export async function versionsOf(scope: Scope, which: Which): Promise<Version[]> {
  const rows = await rowsOf<Row>(sql`
    with version as (${versions(scope, which)})
    select "sourceId", month, account, currency, at, "runId", rows::int as rows, "rowsBefore"::int as "rowsBefore",
      trim_scale(amount)::text as amount, trim_scale(before)::text as before, trim_scale(change)::text as change,
      "isClosed"
    from version where before is null or change <> 0 or rows <> "rowsBefore"
    order by id desc, account`);
  return rows.map(({ sourceId: _source, month: _month, ...version }) => version);
}

function versions(scope: Scope, which?: Which): Sql {
  const chosen = which
    ? sql`and slice.source_id = ${which.sourceId}::uuid
        and to_char(slice.period_start at time zone 'UTC', 'YYYY-MM-01') = ${which.month}`
    : empty;
  return sql`
    select slice.id, slice.source_id as "sourceId", to_char(slice.period_start at time zone 'UTC', 'YYYY-MM-01') as month,
      slice.billing_account_id as account, total.currency, slice.run_id as "runId", slice.rows,
      to_char(slice.created_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') as at, total.amount,
      lag(total.amount) over earlier as before, lag(slice.rows) over earlier as "rowsBefore",
      total.amount - lag(total.amount) over earlier as change, slice.created_at >= slice.period_end as "isClosed"
    from import_slice slice join control_total total on total.slice_id = slice.id
    where slice.workspace_id = ${scope.workspaceId}::uuid
      and total.origin = 'stored' and total.metric = 'billed' and total.day is null ${chosen}
    window earlier as (
      partition by slice.source_id, slice.billing_account_id, slice.period_start, total.currency order by slice.id)`;
}
