import type { Scope } from "../../auth/scope";
import { join, sql } from "../../db/sql";
import type { Metric } from "../../focus/charge";
import { addMonths, type Day, monthOf } from "../../focus/period";
import { metricSql, tableName } from "../catalog";
import type { Reader } from "../snapshot";
import { within } from "../sql";
import { rowConditions, rowTable } from "../within-rows";
import type { Keys } from "./identity";

const MOST = 8;
const MONTHS = 2;

/** Another resource of the same account, service and region, and what it cost lately. */
export type Neighbour = { id: string; name: string | null; type: string | null; currency: string; amount: string };

/** The costliest beside it in the last month it was charged and the one before. */
export async function neighboursOf(
  read: Reader,
  scope: Scope,
  { ids, accountIds, serviceIds, regionIds }: Keys,
  { id, metric, lastSeen }: { id: string; metric: Metric; lastSeen: Day },
): Promise<Neighbour[]> {
  const { from, to } = monthOf(lastSeen);
  const table = rowTable(scope);
  const { amount } = metricSql(metric, table);
  const conditions = [...within({ from: addMonths(from, 1 - MONTHS), to }, table), ...rowConditions(scope)];
  return await read.rows<Neighbour>(sql`
    select resource.resource_id as id, (array_agg(resource.resource_name order by resource.id desc))[1] as name,
           (array_agg(resource.resource_type order by resource.id desc))[1] as type,
           account.currency::text as currency, trim_scale(coalesce(${amount}, 0))::text as amount
    from ${tableName[table]} x
    join dim_resource resource on resource.id = x.resource_id
    join dim_account account on account.id = x.account_id
    where ${join(conditions, " and ")}
      and x.account_id = any(${accountIds}::int[]) and x.service_id = any(${serviceIds}::int[])
      and x.region_id = any(${regionIds}::int[]) and x.resource_id <> all(${ids}::int[])
      and resource.resource_id is not null and resource.resource_id <> ${id}
    group by 1, 4
    order by abs(${amount}) desc nulls last, 1
    limit ${MOST}`);
}
