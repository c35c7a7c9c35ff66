import type { Scope } from "../auth/scope";
import { empty, join, type Sql, sql } from "../db/sql";
import { monthsIn } from "../focus/period";
import { dimensionSql, type Table } from "./catalog";
import { conditionSql } from "./condition-sql";
import type { Dimension } from "./names";
import type { CostQuery } from "./spec";

type Asked = Pick<CostQuery, "groupBy" | "where" | "period">;

const columns = [sql`value_1`, sql`value_2`, sql`value_3`] as const;
const FEW_MONTHS = 3;
const untagged = sql`(not tag_set.measured or coalesce(tag_set.tags, '{}') = '{}')`;

/** Where a key of the question is found in the joined tag sets; null for what they do not hold. */
export function tagColumn(groupBy: Dimension[], dimension: Dimension): Sql | null {
  if (dimension === "tagging") return sql`coalesce(tag_set.${columnOf(groupBy, dimension)}, 'tagged')`;
  return isOfTags(dimension) ? sql`tag_set.${columnOf(groupBy, dimension)}` : null;
}

/**
 * The tag sets that pass the conditions, with the values that are asked for: read once for each set and not once for
 * each charge, where charges are more than sets. Where few of the sets are needed, `needed` says which.
 */
export function tagSetsJoin(
  { workspaceId }: Scope,
  { groupBy, where, period }: Asked,
  table: Table,
  needed: Sql | null = null,
): Sql {
  const values = groupBy
    .filter(isOfTags)
    .map((dimension) => sql`${dimensionSql(dimension).value} as ${columnOf(groupBy, dimension)}`);
  const asked = [
    ...where.filter(({ dimension }) => isOfTags(dimension)).map(conditionSql),
    ...(needed ? [sql`tag_set.id = any(${needed})`] : []),
  ];
  // Nearly all sets have tags, and an index knows those that have none.
  const isOfUntagged = asked.length === 0 && groupBy.filter(isOfTags).every((dimension) => dimension === "tagging");
  if (isOfUntagged) asked.push(untagged);
  const isLong = table === "charge" || (table === "rollup_month" && monthsIn(period).length > FEW_MONTHS);
  return sql`${isOfUntagged ? sql`left join` : sql`join`} (
      select ${join([sql`tag_set.id`, ...values])} from dim_tag_set tag_set
      where ${join([sql`tag_set.workspace_id = ${workspaceId}::uuid`, ...asked], " and ")}
      ${isLong ? sql`offset 0` : empty}
    ) tag_set on tag_set.id = x.tag_set_id`;
}

function columnOf(groupBy: Dimension[], dimension: Dimension): Sql {
  return columns[groupBy.indexOf(dimension)] ?? columns[0];
}

function isOfTags(dimension: Dimension): boolean {
  return dimensionSql(dimension).needs === "tag_set";
}
