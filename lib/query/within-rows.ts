import type { Scope } from "../auth/scope";
import { join, type Sql, sql } from "../db/sql";
import { dimensionSql, dimensionTable, idColumn, type Joined, joinable, tableName } from "./catalog";
import { comparisonSql } from "./condition-sql";
import type { Condition } from "./spec";

declare const limited: unique symbol;

/** A question that asks for nothing beyond what its asker may see; statements about charges are made of these alone. */
export type Limited<Question> = Question & { readonly [limited]: true };

/** The question about the charges that the asker may see: their rows are conditions like any, so every sum stays exact. */
export function withinRows<Question extends { where: Condition[] }>(
  { rows }: Pick<Scope, "rows">,
  query: Question,
): Limited<Question> {
  return { ...query, where: [...query.where, ...(rows ?? [])] } as Limited<Question>;
}

/** The asker's rows as conditions on the keys of `x`, for statements that are no question; none for who sees all. */
export function rowConditions(scope: Scope): Sql[] {
  return rowKeys(scope).map(({ table, ids }) => sql`${idColumn[table]} in (${ids})`);
}

/** Which keys of which dimension table each of the asker's rows leaves, as a statement. */
export function rowKeys({ workspaceId, rows }: Scope): { table: Joined; ids: Sql }[] {
  return (rows ?? []).map(({ dimension, operator, values }) => {
    const { needs, value } = dimensionSql(dimension);
    const { from, alias } = dimensionTable[needs];
    const ids = sql`select ${alias}.id from ${from}
      where ${alias}.workspace_id = ${workspaceId}::uuid and ${comparisonSql(operator, value, values)}`;
    return { table: needs, ids };
  });
}

/** The smaller table that has the keys of the asker's rows and of a dimension. */
export function rowTable({ rows }: Pick<Scope, "rows">): "rollup_month" | "charge" {
  const needed = (rows ?? []).map(({ dimension }) => dimensionSql(dimension).needs);
  return needed.every((each) => joinable.rollup_month.has(each)) ? "rollup_month" : "charge";
}

/** Whether a row of a dimension table, by its id, is of any charge that the asker may see. */
export function seenBy(scope: Scope, table: Joined, id: Sql): Sql {
  if (scope.rows === null) return sql`true`;
  return sql`${id} in (select ${idColumn[table]} from ${tableName[rowTable(scope)]} x
    where ${join(rowConditions(scope), " and ")})`;
}
