import { rowsOf, sql } from "../../db/sql";
import type { Day } from "../../focus/period";
import type { Counted } from "./counted";
import { standsBehind, statedSums } from "./stated-sql";

type Row = {
  sliceId: number;
  member: string;
  currency: string;
  ours: string;
  controlId: number;
  source: string;
  amount: string;
  isEstimated: boolean;
  through: Day | null;
  readAt: Date;
};

/**
 * The accounts of a payer's export of which a summary of their own was set aside: what is stated for them is compared
 * with their part of the export, where nothing is stated for the whole.
 */
export async function withMembers(counted: Counted[]): Promise<Counted[]> {
  const whole = counted.filter(({ isExport, control }) => isExport && control === null);
  if (whole.length === 0) return counted;
  const found = await membersOf([...new Set(whole.map(({ sliceId }) => sliceId))]);
  return counted.flatMap((one) => {
    if (!whole.includes(one)) return [one];
    const own = found.filter(({ sliceId, currency }) => sliceId === one.sliceId && currency === one.currency);
    return [{ ...one, members: own.map(({ member }) => member) }, ...own.map((member) => partOf(one, member))];
  });
}

function partOf(
  whole: Counted,
  { member, ours, controlId, source, amount, isEstimated, through, readAt }: Row,
): Counted {
  const control = { sliceId: controlId, source, isOwn: false, amount, isEstimated, through, readAt };
  return { ...whole, account: member, memberOf: whole.account, ours, stored: null, file: null, control };
}

async function membersOf(slices: number[]): Promise<Row[]> {
  return await rowsOf<Row>(sql`
    with pair as (
      select export.id as slice_id, summary.id as control_id, summary.billing_account_id as member,
        reader.name as source, summary.created_at as read_at
      from import_slice export join import_slice summary
        on ${standsBehind(sql`summary`, sql`export`)} and summary.billing_account_id <> export.billing_account_id
      join source reader on reader.id = summary.source_id
      where export.id = any(${slices}::int[])
    ), ours as (
      select pair.slice_id, pair.control_id, account.currency, sum(rolled.billed) as billed
      from pair join rollup_account rolled on rolled.slice_id = pair.slice_id
        join dim_account account on account.id = rolled.account_id and account.sub_account_id = pair.member
      group by 1, 2, 3
    ), stated as (
      select pair.slice_id, pair.control_id, total.currency, ${statedSums}
      from pair join control_total total on total.slice_id = pair.control_id
      where total.origin = 'provider' and total.metric = 'billed'
        and exists (select from ours where ours.slice_id = pair.slice_id and ours.control_id = pair.control_id)
      group by 1, 2, 3
    )
    select stated.slice_id as "sliceId", pair.member, stated.currency, trim_scale(coalesce(ours.billed, 0))::text as ours,
      stated.control_id as "controlId", pair.source, stated.amount::text as amount, stated.estimated as "isEstimated",
      stated.through, pair.read_at as "readAt"
    from stated join pair on pair.slice_id = stated.slice_id and pair.control_id = stated.control_id
      left join ours on ours.slice_id = stated.slice_id and ours.control_id = stated.control_id
        and ours.currency = stated.currency
    order by pair.member, pair.source`);
}
