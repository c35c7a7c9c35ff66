import { rowsOf, sql } from "../../db/sql";
import { addMonths, monthOf } from "../../focus/period";
import type { Counted } from "./counted";

/** Looking for copies reads every charge of the month: beyond this, it would take longer than a page may. */
const MOST_ROWS = 500_000;

/**
 * Charges of differing slices that are there more than once, alike in every column. FOCUS knows no row identity, so
 * some may be right; as much as the difference, they are the difference.
 */
export async function copiesIn(counted: Counted[]): Promise<Map<string, { rows: number; billed: string }>> {
  const chosen = counted.filter(({ rows }) => rows <= MOST_ROWS);
  const [first] = chosen;
  if (!first) return new Map();
  // Charges of a billing period lie around it; corrections of older months are few and cannot be a whole file.
  const { from, to } = { from: addMonths(first.month, -1), to: monthOf(addMonths(first.month, 1)).to };
  const rows = await rowsOf<{ currency: string; rows: number; billed: string }>(sql`
    with alike as (
      select account_id, count(*) - 1 as copies, min(charge.billed) as units, min(billed_rest) as rest
      from charge
      where slice_id = any(${chosen.map(({ sliceId }) => sliceId)}::int[])
        and charge_day >= ${from}::date and charge_day < ${to}::date
      group by slice_id, account_id, service_id, region_id, resource_id, sku_id, tag_set_id, commitment_id,
        charge_kind_id, charge_day, period_start, period_end, charge.billed, billed_rest, effective, effective_rest, list,
        contracted, pricing_quantity, consumed_quantity, consumed_as_priced, extra_id, extra
      having count(*) > 1
    )
    select account.currency, sum(copies)::int as rows,
      trim_scale(sum(copies * (units * 0.0000000001 + coalesce(rest, 0))))::text as billed
    from alike join dim_account account on account.id = account_id group by 1`);
  return new Map(rows.map(({ currency, ...copies }) => [currency, copies]));
}
