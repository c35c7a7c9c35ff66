import type { Scope } from "../../auth/scope";
import { rowsOf, sql } from "../../db/sql";
import type { Day } from "../../focus/period";
import { lastAnswer } from "./confirm";
import { withMembers } from "./members";
import { standsBehind, statedSums } from "./stated-sql";

/** What the provider itself says that a slice costs, and who read it. */
export type Control = {
  /** The slice it was read with: the same one, or a summary's that is set aside. */
  sliceId: number;
  source: string;
  isOwn: boolean;
  amount: string;
  /** The provider may still change it. */
  isEstimated: boolean;
  /** The last day that it states an amount for. */
  through: Day | null;
  readAt: Date;
};

/** The billed cost of one (source, billing account, billing period, currency), as it counts and as it was stated. */
export type Counted = {
  sliceId: number;
  sourceId: string;
  source: string;
  account: string;
  /** The billing account whose export this account is a part of; null for what is a slice by itself. */
  memberOf: string | null;
  /** Accounts in it that are compared by themselves. */
  members: string[];
  /** First day of the billing period's month. */
  month: Day;
  periodEnd: Day;
  lastDay: Day | null;
  isFinal: boolean;
  isExport: boolean;
  isDoubled: boolean;
  /** Who said that equal pairs are right in it, and when. */
  confirmed: { by: string; on: Day } | null;
  rows: number;
  runId: string;
  importedAt: Date;
  currency: string;
  /** What the ledger holds now. */
  ours: string;
  /** What it held when the import committed. */
  stored: string | null;
  file: string | null;
  control: Control | null;
};

type Row = Omit<Counted, "control" | "memberOf" | "members"> & {
  controlId: number | null;
  controlSource: string;
  controlAmount: string;
  isEstimated: boolean;
  through: Day | null;
  readAt: Date;
};

export type Which = { sourceId: string; month: Day };

/** All of its charges come in equal pairs, and no control total judges them. */
export const comesInPairs = ({ isDoubled, control }: Counted): boolean => isDoubled && control === null;

/** Everything that counts in the workspace, with its control total where there is one. */
export async function countedSlices(scope: Scope): Promise<Counted[]> {
  const rows = await rowsOf<Row>(sql`
    with counted as (
      select slice.*, source.name as source, case when said.is_right then jsonb_build_object(
          'by', said.actor, 'on', to_char(said.created_at at time zone 'UTC', 'YYYY-MM-DD')) end as confirmed
      from import_slice slice join source on source.id = slice.source_id left join lateral ${lastAnswer} on true
      where slice.workspace_id = ${scope.workspaceId}::uuid and slice.state = 'current'
    ), control as (
      select id as slice_id, id as control_id from counted
      union all
      select counted.id, summary.id from counted join import_slice summary
        on ${standsBehind(sql`summary`, sql`counted`)} and counted.authority = 'export'
        and summary.billing_account_id = counted.billing_account_id
    ), stated as (
      select control.slice_id, control.control_id, total.currency, ${statedSums}
      from control join control_total total on total.slice_id = control.control_id
      where total.origin = 'provider' and total.metric = 'billed'
      group by 1, 2, 3
    ), own as (
      select total.slice_id, total.currency, max(total.amount) filter (where total.origin = 'stored') as stored,
        max(total.amount) filter (where total.origin = 'file') as file
      from control_total total join counted on counted.id = total.slice_id
      where total.metric = 'billed' and total.day is null and total.origin in ('stored', 'file')
      group by 1, 2
    ), ledger as (
      select rolled.slice_id, account.currency, sum(rolled.billed) as billed
      from rollup_account rolled join counted on counted.id = rolled.slice_id
        join dim_account account on account.id = rolled.account_id
      group by 1, 2
    ), currencies as (
      select slice_id, currency from own union select slice_id, currency from stated
      union select slice_id, currency from ledger
    )
    select counted.id as "sliceId", counted.source_id as "sourceId", counted.source,
      counted.billing_account_id as account, to_char(counted.period_start at time zone 'UTC', 'YYYY-MM-01') as month,
      to_char(counted.period_end at time zone 'UTC', 'YYYY-MM-DD') as "periodEnd", counted.last_day as "lastDay",
      counted.final as "isFinal", counted.authority = 'export' as "isExport", counted.doubled as "isDoubled", counted.confirmed,
      counted.rows::int as rows,
      counted.run_id as "runId", counted.created_at as "importedAt", currencies.currency,
      trim_scale(coalesce(ledger.billed, 0))::text as ours, own.stored::text as stored, own.file::text as file,
      stated.control_id as "controlId", reader.name as "controlSource", stated.amount::text as "controlAmount",
      stated.estimated as "isEstimated", stated.through, control_slice.created_at as "readAt"
    from counted
    join currencies on currencies.slice_id = counted.id
    left join own on own.slice_id = counted.id and own.currency = currencies.currency
    left join ledger on ledger.slice_id = counted.id and ledger.currency = currencies.currency
    left join stated on stated.slice_id = counted.id and stated.currency = currencies.currency
    left join import_slice control_slice on control_slice.id = stated.control_id
    left join source reader on reader.id = control_slice.source_id
    order by counted.source, counted.period_start desc, counted.billing_account_id, currencies.currency`);
  return await withMembers(rows.map(countedOf));
}

function countedOf({
  controlId,
  controlSource,
  controlAmount,
  isEstimated,
  through,
  readAt,
  ...counted
}: Row): Counted {
  const row = { ...counted, memberOf: null, members: [] };
  if (controlId === null) return { ...row, control: null };
  const isOwn = controlId === row.sliceId;
  const control = {
    sliceId: controlId,
    source: controlSource,
    isOwn,
    amount: controlAmount,
    isEstimated,
    through,
    readAt,
  };
  return { ...row, control };
}
