import type { Scope } from "../auth/scope";
import { join, type Sql, sql } from "../db/sql";
import type { Period } from "../focus/period";
import { bucketSql, dayColumn, dimensionSql, type Joined, joinSql, metricSql, type Table, tableName } from "./catalog";
import { onlyTagKey } from "./only-tag-key";
import type { CostQuery, NarrowedQuery } from "./spec";
import type { Limited } from "./within-rows";

/** More rows than a person or a browser can use: the question is refused with advice instead. */
export const MOST_ROWS = 50_000;

/**
 * The question in one statement: currency, bucket, up to three keys, exact sum and charges without that cost.
 * Text comes only from the catalogue; every value, tag keys included, travels as a parameter.
 */
export function costsSql(scope: Scope, query: Limited<NarrowedQuery>, table: Table): Sql {
  const keys = query.groupBy.map((dimension) => dimensionSql(dimension).value);
  const { amount, missing } = metricSql(query.metric, table);
  return sql`
    select account.currency, ${bucketSql(query, table)}, ${join([...keys, sql`trim_scale(${amount})::text`])},
           (${missing})::int
    from ${tableName[table]} x ${joins(query)}
    where ${join(conditions(scope, query, table), " and ")}
    group by ${groups(keys.length)}
    order by 1, 2, ${amount} desc nulls last, ${groups(keys.length)}
    limit ${MOST_ROWS + 1}`;
}

/** The dimension tables that the question needs. */
export function neededBy({ groupBy, where }: CostQuery): Set<Joined> {
  const asked = [...groupBy, ...where.map(({ dimension }) => dimension)];
  return new Set(asked.map((dimension) => dimensionSql(dimension).needs));
}

export function joins(query: CostQuery): Sql {
  const needed = new Set<Joined>(["account", ...neededBy(query)]);
  return join(
    [...needed].map((each) => joinSql[each]),
    " ",
  );
}

export function conditions(scope: Scope, query: Limited<NarrowedQuery>, table: Table): Sql[] {
  return [
    sql`account.workspace_id = ${scope.workspaceId}::uuid`,
    ...within(query.period, table),
    ...(table === "rollup_tag" ? [ofTagKey(scope, onlyTagKey(query))] : []),
    ...valueConditions(query),
  ];
}

/** The rows of one key: each tracked key has the whole of the charges. */
export function ofTagKey({ workspaceId }: Scope, key: string | null): Sql {
  return sql`x.tracked_tag_id = (select id from tracked_tag where workspace_id = ${workspaceId}::uuid and key = ${key})`;
}

/** What the question asks of the values of its dimensions. */
export function valueConditions(query: Limited<NarrowedQuery>): Sql[] {
  return [...query.where.map((condition) => conditionSql(condition)), ...narrowed(query)];
}

function narrowed({ groupBy, only }: NarrowedQuery): Sql[] {
  if (!only || groupBy.length === 0) return [];
  const isNamed = (name: (string | null)[]) =>
    join(
      groupBy.map((dimension, index) => isExactly(dimensionSql(dimension).value, name[index] ?? null)),
      " and ",
    );
  return [sql`(${only.length === 0 ? sql`false` : join(only.map(isNamed), " or ")})`];
}

function isExactly(value: Sql, wanted: string | null): Sql {
  return wanted === null ? sql`${value} is null` : sql`${value} = ${wanted}::text`;
}

/** Both bounds on the partition key: the planner then opens only the months of the period. */
export function within({ from, to }: Period, table: Table): Sql[] {
  return [sql`${dayColumn[table]} >= ${from}::date`, sql`${dayColumn[table]} < ${to}::date`];
}

function conditionSql({ dimension, operator, values }: CostQuery["where"][number]): Sql {
  return comparisonSql(operator, dimensionSql(dimension).value, values);
}

/** Whether a value is what a condition asks for, for questions that are answered together. */
export function comparisonSql(operator: CostQuery["where"][number]["operator"], value: Sql, wanted: string[]): Sql {
  return compared[operator](value, wanted);
}

/** "Is not" and "is not one of" keep charges without a value: nothing disappears unless it was named. */
const compared: Record<CostQuery["where"][number]["operator"], (value: Sql, wanted: string[]) => Sql> = {
  eq: (value, [wanted]) => sql`${value} = ${wanted}::text`,
  ne: (value, [unwanted]) => sql`${value} is distinct from ${unwanted}::text`,
  in: (value, wanted) => sql`${value} = any(${wanted}::text[])`,
  notin: (value, unwanted) => sql`(${value} = any(${unwanted}::text[])) is not true`,
  contains: (value, [part]) => sql`strpos(lower(${value}), lower(${part}::text)) > 0`,
  startswith: (value, [start]) => sql`starts_with(lower(${value}), lower(${start}::text))`,
  absent: (value) => sql`${value} is null`,
  present: (value) => sql`${value} is not null`,
};

// By position: a tag key is a parameter, and two equal parameters are not one expression to the planner.
const positions = [sql`1, 2`, sql`1, 2, 3`, sql`1, 2, 3, 4`, sql`1, 2, 3, 4, 5`] as const;

/** Currency, bucket and keys, which stand first in every statement. */
export function groups(keys: number): Sql {
  return positions[keys] ?? positions[0];
}
