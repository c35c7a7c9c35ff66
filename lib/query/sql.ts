import type { Scope } from "../auth/scope";
import { join, type Sql, sql } from "../db/sql";
import type { Period } from "../focus/period";
import { MOST_ROWS } from "./answer";
import {
  bucketSql,
  dayColumn,
  dimensionSql,
  dimensionTable,
  idColumn,
  type Joined,
  joinSql,
  metricSql,
  type Table,
  tableName,
} from "./catalog";
import { conditionSql } from "./condition-sql";
import { tagColumn, tagSetsJoin } from "./joined-tags";
import type { Dimension } from "./names";
import type { Condition, CostQuery, NarrowedQuery } from "./spec";
import { askedTagKeys, ofTagKeys } from "./tracked-keys";
import type { Limited } from "./within-rows";

/**
 * The question in one statement: currency, bucket, up to three keys, exact sum and charges without that cost.
 * Text comes only from the catalogue; every value, tag keys included, travels as a parameter.
 */
export function costsSql(scope: Scope, query: Limited<NarrowedQuery>, table: Table): Sql {
  const keys = keysOf(query);
  const { amount, missing } = metricSql(query.metric, table);
  return sql`
    select account.currency, ${bucketSql(query, table)}, ${join([...keys, sql`trim_scale(${amount})::text`])},
           (${missing})::int
    from ${tableName[table]} x ${joins(scope, query, table)}
    where ${join(conditions(scope, query, table), " and ")}
    group by ${groups(keys.length)}
    limit ${MOST_ROWS + 1}`;
}

/** The dimension tables that the question needs. */
export function neededBy({ groupBy, where }: Pick<CostQuery, "groupBy" | "where">): Set<Joined> {
  const asked = [...groupBy, ...where.map(({ dimension }) => dimension)];
  return new Set(asked.map((dimension) => dimensionSql(dimension).needs));
}

/** The keys of a question, in the words of a statement with these joins. */
export function keysOf({ groupBy }: Pick<CostQuery, "groupBy">): Sql[] {
  return groupBy.map((dimension) => tagColumn(groupBy, dimension) ?? dimensionSql(dimension).value);
}

type Joining = Pick<CostQuery, "groupBy" | "where" | "period">;

/** Every dimension table that the keys and the conditions need; the account always, for workspace and currency. */
export function joins(scope: Scope, query: Joining, table: Table): Sql {
  return joinsOf(["account", ...joinedBy(query)], { scope, query, table });
}

type Place = { scope: Scope; query: Joining; table: Table; isSummed?: boolean };

const vast: ReadonlySet<Joined> = new Set<Joined>(["resource", "tag_set", "sku"]);

/** The joins of these dimension tables, at least one. Of what is summed by ids already, only those are looked up. */
export function joinsOf(needed: Joined[], { scope, query, table, isSummed = false }: Place): Sql {
  const joined = [...new Set(needed)].map((each) => {
    const ids = isSummed && vast.has(each) ? sql`array(select distinct ${idColumn[each]} from x)` : null;
    if (each === "tag_set") return tagSetsJoin(scope, query, table, ids);
    return ids ? sql`${joinSql[each]} and ${dimensionTable[each].alias}.id = any(${ids})` : joinSql[each];
  });
  return join(joined, " ");
}

/** The dimension tables that are joined; conditions by id need none. */
export function joinedBy({ groupBy, where }: Pick<CostQuery, "groupBy" | "where">): Set<Joined> {
  return neededBy({ groupBy, where: where.filter((condition) => !isById(condition)) });
}

export function conditions(scope: Scope, query: Limited<NarrowedQuery>, table: Table): Sql[] {
  return [
    sql`account.workspace_id = ${scope.workspaceId}::uuid`,
    ...within(query.period, table),
    ...(table === "rollup_tag" ? [ofTagKeys(scope, askedTagKeys(query) ?? [])] : []),
    ...idConditions(scope, query),
    ...valueConditions(query),
  ];
}

const FEW = 8;
const named: Dimension[] = ["service", "serviceCategory", "subAccount", "region", "commitment"];
const byId: ReadonlySet<Dimension> = new Set(named);

/** A few values that are a few ids each: charges are then found by those ids, of which indexes know. */
export function isById({ dimension, operator, values }: Condition): boolean {
  return byId.has(dimension) && (operator === "eq" || operator === "in") && values.length <= FEW;
}

export function idConditions(scope: Scope, { where }: Pick<CostQuery, "where">): Sql[] {
  return where.filter(isById).map((condition) => {
    const { needs } = dimensionSql(condition.dimension);
    const { from, alias } = dimensionTable[needs];
    return sql`${idColumn[needs]} = any(array(select ${alias}.id from ${from}
      where ${alias}.workspace_id = ${scope.workspaceId}::uuid and ${conditionSql(condition)}))`;
  });
}

/** Conditions on the values of joined tables; those on tags have picked their tag sets already. */
export function valueConditions(query: Limited<NarrowedQuery>): Sql[] {
  const asked = query.where.filter(
    (condition) => !isById(condition) && dimensionSql(condition.dimension).needs !== "tag_set",
  );
  return [...asked.map(conditionSql), ...narrowed(query)];
}

function narrowed({ groupBy, only }: NarrowedQuery): Sql[] {
  if (!only || groupBy.length === 0) return [];
  const keys = keysOf({ groupBy });
  const isNamed = (name: (string | null)[]) =>
    join(
      keys.map((key, index) => isExactly(key, name[index] ?? null)),
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

// By position: a tag key is a parameter, and two equal parameters are not one expression to the planner.
const positions = [sql`1, 2`, sql`1, 2, 3`, sql`1, 2, 3, 4`, sql`1, 2, 3, 4, 5`] as const;

/** Currency, bucket and keys, which stand first in every statement. */
export function groups(keys: number): Sql {
  return positions[keys] ?? positions[0];
}
