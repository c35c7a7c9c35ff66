import type { Scope } from "../../auth/scope";
import { join, type Sql, sql } from "../../db/sql";
import type { Condition } from "../../focus/condition";
import { comparisonSql } from "../../query/condition-sql";
import { isTag, tagKey } from "../../query/names";

/** The same of a verdict, which knows neither its service nor who pays: a condition on those shows none. */
export function verdictWhere(conditions: readonly Condition[]): Sql {
  const known = conditions.every(({ dimension }) => dimension !== "service" && dimension !== "billingAccount");
  return known ? adviceWhere(conditions) : sql`false`;
}

/** The value that advice has in a dimension of charges; advice is about usage, and knows no SKU and no commitment. */
function columnOf(dimension: Condition["dimension"]): Sql {
  if (isTag(dimension)) return sql`(advice.tags ->> ${tagKey(dimension)}::text)`;
  return fixed[dimension] ?? sql`null::text`;
}

const fixed: Partial<Record<Condition["dimension"], Sql>> = {
  provider: sql`advice.provider`,
  billingAccount: sql`advice.billing_account`,
  subAccount: sql`advice.account`,
  service: sql`advice.service`,
  region: sql`advice.region`,
  resource: sql`advice.resource_id`,
  resourceType: sql`advice.resource_type`,
  chargeCategory: sql`'Usage'::text`,
  chargeKind: sql`'usage'::text`,
};

/** What conditions on charges ask of the row `advice`; one on something that advice does not know is not satisfied. */
export function adviceWhere(conditions: readonly Condition[]): Sql {
  if (conditions.length === 0) return sql`true`;
  if (conditions.some(({ dimension }) => !isTag(dimension) && !fixed[dimension])) return sql`false`;
  return join(
    conditions.map(({ dimension, operator, values }) => comparisonSql(operator, columnOf(dimension), [...values])),
    " and ",
  );
}

/** The advice of this workspace that somebody may see: on resources whose charges they may, as far as advice can tell. */
export function visibleTo({ workspaceId, rows }: Scope): Sql {
  return sql`advice.workspace_id = ${workspaceId}::uuid and ${adviceWhere(rows ?? [])}`;
}
