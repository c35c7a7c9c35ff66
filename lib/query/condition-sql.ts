import { type Sql, sql } from "../db/sql";
import { dimensionSql } from "./catalog";
import type { Condition } from "./spec";

export function conditionSql({ dimension, operator, values }: Condition): Sql {
  return comparisonSql(operator, dimensionSql(dimension).value, values);
}

/** Whether a value is what a condition asks for, for questions that are answered together. */
export function comparisonSql(operator: Condition["operator"], value: Sql, wanted: string[]): Sql {
  return compared[operator](value, wanted);
}

/** "Is not" and "is not one of" keep charges without a value: nothing disappears unless it was named. */
const compared: Record<Condition["operator"], (value: Sql, wanted: string[]) => Sql> = {
  eq: (value, [wanted]) => sql`${value} = ${wanted}::text`,
  ne: (value, [unwanted]) => sql`${value} is distinct from ${unwanted}::text`,
  in: (value, wanted) => sql`${value} = any(${wanted}::text[])`,
  notin: (value, unwanted) => sql`(${value} = any(${unwanted}::text[])) is not true`,
  contains: (value, [part]) => sql`strpos(lower(${value}), lower(${part}::text)) > 0`,
  startswith: (value, [start]) => sql`starts_with(lower(${value}), lower(${start}::text))`,
  absent: (value) => sql`${value} is null`,
  present: (value) => sql`${value} is not null`,
};
