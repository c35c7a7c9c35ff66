import type { Scope } from "../../auth/scope";
import { join, type Sql, sql } from "../../db/sql";
import type { Period } from "../../focus/period";
import { dimensionSql, type Joined, joinSql, metricSql } from "../catalog";
import type { CostQuery } from "../spec";
import { conditions, joins } from "../sql";
import { type Limited, withinRows } from "../within-rows";

/** More parts than an explanation can be made of; the question is refused with advice instead. */
export const MOST_LEAVES = 100_000;

/**
 * What both periods have in common or apart, in one statement: for each account, service, region, SKU, kind, unit and
 * commitment state the exact sums and quantities of both, apart by whether the resource is in both periods. A question
 * that is grouped has its leaves apart by that dimension too.
 */
export function leavesSql(scope: Scope, query: CostQuery, before: Period): Sql {
  const own = withinRows(scope, query);
  const [by] = query.groupBy;
  const part = by === undefined ? null : dimensionSql(by);
  const names = [...new Set<Joined>([...named, ...(part ? [part.needs] : [])])].map((each) => joinSql[each]);
  return sql`
    with side as (
      ${sideSql(scope, own, query.period, sql`true`)} union all ${sideSql(scope, own, before, sql`false`)}
    ), leaf as (
      select account.currency::text as currency, account.sub_account_id, service.service_name, region.region_id,
             sku.sku_id, charge_kind.kind, coalesce(sku.pricing_unit, sku.consumed_unit) as unit,
             ${part?.value ?? sql`null::text`} as part,
             resource.resource_id, commitment.commitment_discount_id is not null as covered,
             coalesce(commitment.commitment_discount_status = 'Unused', false) as unused,
             coalesce(sum(x.amount) filter (where x.now), 0) as now,
             coalesce(sum(x.amount) filter (where not x.now), 0) as before,
             sum(x.quantity) filter (where x.now) as quantity_now,
             sum(x.quantity) filter (where not x.now) as quantity_before,
             bool_and(x.measured) as measured, bool_or(x.now) as is_now, bool_or(not x.now) as was
      from side x ${join(names, " ")}
      group by 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11
    ), seen as (
      select *, bool_or(is_now) filter (where kind = 'usage') over of_resource as seen_now,
             bool_or(was) filter (where kind = 'usage') over of_resource as seen_before
      from leaf window of_resource as (partition by currency, resource_id)
    )
    select currency, sub_account_id, service_name, region_id, sku_id, kind, unit, part, covered, unused,
           case when resource_id is null or seen_now is null then 'none' when not seen_before then 'new'
                when not seen_now then 'vanished' else 'kept' end as life,
           count(distinct resource_id)::int as resources,
           trim_scale(sum(now))::text as now, trim_scale(sum(before))::text as before,
           trim_scale(sum(quantity_now))::text as "quantityNow", trim_scale(sum(quantity_before))::text as "quantityBefore",
           bool_and(measured) as measured
    from seen
    group by 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11
    limit ${MOST_LEAVES + 1}`;
}

const named: Joined[] = ["account", "service", "region", "sku", "charge_kind", "resource", "commitment"];

const ids = sql`x.account_id, x.service_id, x.region_id, x.sku_id, x.charge_kind_id, x.resource_id, x.commitment_id`;
const idsByTags = sql`${ids}, x.tag_set_id`;

/** One period by ids alone, so that few rows are left to name. */
function sideSql(scope: Scope, query: Limited<CostQuery>, period: Period, isNow: Sql): Sql {
  const own = { ...query, period, groupBy: [] };
  const isByTags = query.groupBy.some((dimension) => dimensionSql(dimension).needs === "tag_set");
  const keys = isByTags ? idsByTags : ids;
  return sql`
    select ${isNow} as now, ${keys}, ${metricSql(query.metric, "charge").amount} as amount,
           sum(coalesce(x.pricing_quantity, x.consumed_quantity)) as quantity,
           bool_and(x.pricing_quantity is not null or x.consumed_quantity is not null) as measured
    from charge x ${joins(scope, own, "charge")}
    where ${join(conditions(scope, own, "charge"), " and ")}
    group by ${keys}`;
}
