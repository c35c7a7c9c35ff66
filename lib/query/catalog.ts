import { type Sql, sql } from "../db/sql";
import type { Metric } from "../focus/charge";
import { type Dimension, type FixedDimension, type Grain, isTag, tagKey } from "./names";
import type { CostQuery } from "./spec";

/** The tables that can answer, `x` in every statement. */
export const tables = [
  "rollup_month",
  "rollup_service_month",
  "rollup_day",
  "rollup_account",
  "rollup_service",
  "rollup_region",
  "rollup_commitment",
  "rollup_tag",
  "charge",
] as const;
export type Table = (typeof tables)[number];

/** Those that hold whole months. */
export const ofMonths: ReadonlySet<Table> = new Set<Table>(["rollup_month", "rollup_service_month"]);

/** The dimension tables; each is joined only when a question needs it, the account always (workspace, currency). */
export type Joined =
  | "account"
  | "service"
  | "charge_kind"
  | "slice"
  | "region"
  | "resource"
  | "tag_set"
  | "sku"
  | "commitment";

export const joinSql: Record<Joined, Sql> = {
  account: sql`join dim_account account on account.id = x.account_id`,
  service: sql`join dim_service service on service.id = x.service_id`,
  charge_kind: sql`join dim_charge_kind charge_kind on charge_kind.id = x.charge_kind_id`,
  slice: sql`join import_slice slice on slice.id = x.slice_id join source on source.id = slice.source_id`,
  region: sql`join dim_region region on region.id = x.region_id`,
  resource: sql`join dim_resource resource on resource.id = x.resource_id`,
  tag_set: sql`join dim_tag_set tag_set on tag_set.id = x.tag_set_id`,
  sku: sql`join dim_sku sku on sku.id = x.sku_id`,
  commitment: sql`join dim_commitment commitment on commitment.id = x.commitment_id`,
};

/** Each dimension table by itself. */
export const dimensionTable: Record<Joined, { from: Sql; alias: Sql }> = {
  account: { from: sql`dim_account account`, alias: sql`account` },
  service: { from: sql`dim_service service`, alias: sql`service` },
  charge_kind: { from: sql`dim_charge_kind charge_kind`, alias: sql`charge_kind` },
  slice: { from: sql`import_slice slice join source on source.id = slice.source_id`, alias: sql`slice` },
  region: { from: sql`dim_region region`, alias: sql`region` },
  resource: { from: sql`dim_resource resource`, alias: sql`resource` },
  tag_set: { from: sql`dim_tag_set tag_set`, alias: sql`tag_set` },
  sku: { from: sql`dim_sku sku`, alias: sql`sku` },
  commitment: { from: sql`dim_commitment commitment`, alias: sql`commitment` },
};

/** The key of each dimension table in `x`. */
export const idColumn: Record<Joined, Sql> = {
  account: sql`x.account_id`,
  service: sql`x.service_id`,
  charge_kind: sql`x.charge_kind_id`,
  slice: sql`x.slice_id`,
  region: sql`x.region_id`,
  resource: sql`x.resource_id`,
  tag_set: sql`x.tag_set_id`,
  sku: sql`x.sku_id`,
  commitment: sql`x.commitment_id`,
};

/** Which dimension tables a table has the keys of. */
const inDays: Joined[] = ["account", "service", "charge_kind", "slice"];
const inMonths: Joined[] = [...inDays, "region", "resource", "tag_set"];
export const joinable: Record<Table, ReadonlySet<Joined>> = {
  rollup_day: new Set(inDays),
  rollup_month: new Set(inMonths),
  rollup_service_month: new Set(inDays),
  rollup_account: new Set<Joined>(["account", "charge_kind", "slice"]),
  // One account stands for all of its currency: it tells the workspace, and nothing that one could ask for.
  rollup_service: new Set<Joined>(["service", "charge_kind", "slice"]),
  rollup_region: new Set<Joined>(["region", "charge_kind", "slice"]),
  rollup_commitment: new Set<Joined>(["commitment", "charge_kind", "slice"]),
  // One tag set stands for all with the same values of the table's keys.
  rollup_tag: new Set<Joined>(["tag_set", "charge_kind", "slice"]),
  charge: new Set([...inMonths, "sku", "commitment"]),
};

/** A name added to names.ts does not compile until it has its SQL here. */
const fixed: Record<FixedDimension, { needs: Joined; value: Sql }> = {
  provider: { needs: "account", value: sql`account.provider_name` },
  billingAccount: { needs: "account", value: sql`account.billing_account_id` },
  subAccount: { needs: "account", value: sql`account.sub_account_id` },
  service: { needs: "service", value: sql`service.service_name` },
  serviceCategory: { needs: "service", value: sql`service.service_category` },
  region: { needs: "region", value: sql`region.region_id` },
  resource: { needs: "resource", value: sql`resource.resource_id` },
  resourceType: { needs: "resource", value: sql`resource.resource_type` },
  sku: { needs: "sku", value: sql`sku.sku_id` },
  chargeCategory: { needs: "charge_kind", value: sql`charge_kind.charge_category` },
  chargeKind: { needs: "charge_kind", value: sql`charge_kind.kind` },
  commitment: { needs: "commitment", value: sql`commitment.commitment_discount_id` },
  source: { needs: "slice", value: sql`source.name` },
  tagging: {
    needs: "tag_set",
    value: sql`case when not tag_set.measured then 'not measured'
      when coalesce(tag_set.tags, '{}') = '{}' then 'untagged' else 'tagged' end`,
  },
};

/** The value of a dimension as text, and the table it needs; a tag key travels as a parameter like any value. */
export function dimensionSql(dimension: Dimension): { needs: Joined; value: Sql } {
  if (!isTag(dimension)) return fixed[dimension];
  return { needs: "tag_set", value: sql`(tag_set.tags ->> ${tagKey(dimension)}::text)` };
}

/** The UTC day (or the month's first) that a row belongs to. */
export const dayColumn: Record<Table, Sql> = {
  rollup_month: sql`x.month`,
  rollup_service_month: sql`x.month`,
  rollup_day: sql`x.day`,
  rollup_account: sql`x.day`,
  rollup_service: sql`x.day`,
  rollup_region: sql`x.day`,
  rollup_commitment: sql`x.day`,
  rollup_tag: sql`x.day`,
  charge: sql`x.charge_day`,
};

// ::timestamp, because date_trunc of a date goes through the session's time zone.
const calendar: Record<Exclude<Grain, "hour">, (day: Sql, monthsLate: number) => Sql> = {
  day: (day) => day,
  week: (day) => sql`date_trunc('week', ${day}::timestamp)::date`,
  month: (day) => sql`date_trunc('month', ${day}::timestamp)::date`,
  quarter: (day, monthsLate) => fiscal(sql`'quarter'`, day, monthsLate),
  year: (day, monthsLate) => fiscal(sql`'year'`, day, monthsLate),
  total: () => sql`null::date`,
};

/** Years that begin so many months late: shifted back to January, cut there, and shifted forth again. */
function fiscal(unit: Sql, day: Sql, monthsLate: number): Sql {
  if (monthsLate === 0) return sql`date_trunc(${unit}, ${day}::timestamp)::date`;
  const shift = sql`make_interval(months => ${monthsLate}::int)`;
  return sql`(date_trunc(${unit}, ${day}::timestamp - ${shift}) + ${shift})::date`;
}

/** The first day (or hour) of the grain, as text; weeks start on Monday. */
export function bucketSql({ grain, yearStart = 1 }: Pick<CostQuery, "grain" | "yearStart">, table: Table): Sql {
  if (grain === "hour") {
    const start = sql`coalesce(x.period_start, x.charge_day::timestamp at time zone 'UTC')`;
    return sql`to_char(date_trunc('hour', ${start}, 'UTC') at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"')`;
  }
  if (grain === "month" && ofMonths.has(table)) return dayColumn[table];
  return calendar[grain](dayColumn[table], yearStart - 1);
}

const rolledUp: Record<Metric, { amount: Sql; missing: Sql }> = {
  billed: { amount: sql`sum(x.billed)`, missing: sql`0` },
  effective: { amount: sql`sum(x.effective)`, missing: sql`0` },
  list: { amount: sql`sum(x.list)`, missing: sql`sum(x.list_missing)` },
  contracted: { amount: sql`sum(x.contracted)`, missing: sql`sum(x.contracted_missing)` },
};

const unit = sql`0.0000000001`;
const single: Record<Metric, { amount: Sql; missing: Sql }> = {
  billed: { amount: sql`sum(x.billed) * ${unit} + coalesce(sum(x.billed_rest), 0)`, missing: sql`0` },
  effective: { amount: sql`sum(x.effective) * ${unit} + coalesce(sum(x.effective_rest), 0)`, missing: sql`0` },
  list: {
    amount: sql`sum(x.list) * ${unit} + coalesce(sum(x.list_rest), 0)`,
    missing: sql`count(*) - count(x.list)`,
  },
  contracted: {
    amount: sql`sum(x.contracted) * ${unit} + coalesce(sum(x.contracted_rest), 0)`,
    missing: sql`count(*) - count(x.contracted)`,
  },
};

/** The exact sum of a metric, null where no charge states it, and how many charges do not state it. */
export function metricSql(metric: Metric, table: Table): { amount: Sql; missing: Sql } {
  return table === "charge" ? single[metric] : rolledUp[metric];
}

export const tableName: Record<Table, Sql> = {
  rollup_month: sql`rollup_month`,
  rollup_service_month: sql`rollup_service_month`,
  rollup_day: sql`rollup_day`,
  rollup_account: sql`rollup_account`,
  rollup_service: sql`rollup_service`,
  rollup_region: sql`rollup_region`,
  rollup_commitment: sql`rollup_commitment`,
  rollup_tag: sql`rollup_tag`,
  charge: sql`charge`,
};
