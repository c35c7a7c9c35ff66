import type { Scope } from "../../auth/scope";
import { sql } from "../../db/sql";
import type { Run } from "../../db/transaction";
import { addDays, type Day } from "../../focus/period";
import { isHourly } from "../ledger/hours";
import { isSameAccount } from "../ledger/same-account";
import { isSameRegion } from "../ledger/same-region";
import { textOf } from "../run/text-of";

export type Billed = { id: string; day: Day; is_over: boolean };

const DAYS_BACK = 60;
/** So many days without a charge, while its account has some, are no gap any more. */
const DAYS_WITHOUT = 3;

/** The last day on which the bill has usage of each resource, or of its hours where it has some, and whether that is over. */
export async function lastBilled(
  run: Run,
  { workspaceId }: Scope,
  asked: { id: string; resource: string; account: string | null; region: string | null; hourly: boolean }[],
  to: Day,
): Promise<Map<string, Billed>> {
  if (asked.length === 0) return new Map();
  const rows = await run<Billed>(sql`
    with asked as (
      select * from jsonb_to_recordset(${textOf(asked)}::jsonb) as asked (id uuid, resource text, account text, region text, hourly boolean)
    ), last as (
      select asked.id, x.account_id,
        coalesce(max(x.charge_day) filter (where asked.hourly and ${isHourly}), max(x.charge_day)) as day
      from asked
      join dim_resource resource on resource.workspace_id = ${workspaceId}::uuid and resource.resource_id = asked.resource
      join charge x on x.resource_id = resource.id
      join dim_sku sku on sku.id = x.sku_id
      join dim_account account on account.id = x.account_id and ${isSameAccount(sql`asked.account`)}
      join dim_region region on region.id = x.region_id
        and ${isSameRegion(sql`asked.resource`, sql`asked.region`, sql`region.region_id`)}
      join dim_charge_kind kind on kind.id = x.charge_kind_id and kind.kind = 'usage'
      where x.charge_day >= ${addDays(to, -DAYS_BACK)}::date and x.charge_day < ${to}::date
      group by 1, 2
    )
    select distinct on (id) id, day::text, exists (
        select from rollup_account later where later.account_id = last.account_id
          and later.day >= last.day + ${DAYS_WITHOUT}::int and later.day < ${to}::date) as is_over
    from last order by id, day desc`);
  return new Map(rows.map((row) => [row.id, row]));
}
