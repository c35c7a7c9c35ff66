import { type Sql, sql } from "../../db/sql";
import type { Span } from "./slices";

const unit = sql`0.0000000001`;
const amounts = sql`count(*),
  sum(billed) * ${unit} + coalesce(sum(billed_rest), 0),
  sum(effective) * ${unit} + coalesce(sum(effective_rest), 0),
  sum(list) * ${unit} + coalesce(sum(list_rest), 0),
  sum(contracted) * ${unit} + coalesce(sum(contracted_rest), 0),
  count(*) - count(list), count(*) - count(contracted)`;

/** Both rollups of the given slices, summed exactly from their charges. */
export function rollUp(slices: number[], { from, to }: Span): Sql[] {
  const own = sql`from charge
    where slice_id = any(${slices}) and charge_day >= ${from}::date and charge_day < ${to}::date`;
  return [
    sql`insert into rollup_day (day, slice_id, account_id, service_id, charge_kind_id,
        charges, billed, effective, list, contracted, list_missing, contracted_missing)
      select charge_day, slice_id, account_id, service_id, charge_kind_id, ${amounts} ${own} group by 1, 2, 3, 4, 5`,
    sql`insert into rollup_month (month, slice_id, account_id, service_id, region_id, resource_id, tag_set_id,
        charge_kind_id, charges, billed, effective, list, contracted, list_missing, contracted_missing)
      select date_trunc('month', charge_day::timestamp)::date, slice_id, account_id, service_id, region_id, resource_id,
        tag_set_id, charge_kind_id, ${amounts} ${own} group by 1, 2, 3, 4, 5, 6, 7, 8`,
  ];
}

/** Takes the charges and rollups of slices out of the ledger; their control totals stay. */
export function takeOut(slices: number[], { from, to }: Span): Sql[] {
  return [
    sql`delete from charge
      where slice_id = any(${slices}) and charge_day >= ${from}::date and charge_day < ${to}::date`,
    sql`delete from rollup_day where slice_id = any(${slices})`,
    sql`delete from rollup_month where slice_id = any(${slices})`,
  ];
}
