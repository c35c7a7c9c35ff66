import type { Scope } from "../auth/scope";
import { empty, join, type Sql, sql } from "../db/sql";
import { MOST_ROWS } from "./answer";
import { bucketsOf } from "./buckets";
import { idColumn, metricSql, type Table, tableName } from "./catalog";
import { type InOneCurrency, narrowConditions, nearlyIds } from "./narrow-sql";
import type { NarrowedQuery } from "./spec";
import { joinedBy, joinsOf, keysOf, neededBy, valueConditions, within } from "./sql";
import type { Limited } from "./within-rows";

/** With more columns each row is asked too often which it belongs to. */
const MOST_COLUMNS = 4;

/**
 * Few buckets of names that are nearly ids: each combination of ids is a row with its buckets beside one another, summed
 * once, which is a third of the work of a row for each bucket. What else is joined would tear names apart.
 */
export function isPivoted(query: Limited<NarrowedQuery>, table: Table): boolean {
  const { groupBy, grain } = query;
  if (table === "charge" || grain === "hour" || groupBy.length === 0) return false;
  const named = neededBy({ groupBy, where: [] });
  const isOfNames =
    groupBy.every((dimension) => nearlyIds.has(dimension)) && [...joinedBy(query)].every((each) => named.has(each));
  const { length } = isOfNames && grain !== "total" ? bucketsOf(query.period, grain, query.yearStart) : [];
  return length > 1 && length <= MOST_COLUMNS;
}

/** The buckets of such an answer, in the order of its amounts. */
export function pivotBuckets({ period, grain, yearStart }: NarrowedQuery): string[] {
  return bucketsOf(period, grain, yearStart).map(({ start }) => start);
}

/** Currency, the amounts of all buckets with commas between them, charges without an amount, and the keys. */
export function pivotSql(scope: Scope, one: InOneCurrency, query: Limited<NarrowedQuery>, table: Table): Sql {
  const { amount, missing } = metricSql(query.metric, table);
  const joined = [...joinedBy(query)];
  const ids = joined.map((each) => idColumn[each]);
  const asked = valueConditions(query);
  const sums = bucketsOf(query.period, query.grain, query.yearStart).map(({ days }) => {
    const sum = sql`${amount} filter (where ${join(within(days, table), " and ")})`;
    return sql`coalesce(trim_scale(${sum})::text, '')`;
  });
  return sql`
    with x as (
      select ${join(ids)}, ${join(sums, " || ',' || ")} as amounts, (${missing})::int as missing
      from ${tableName[table]} x
      where ${join(narrowConditions(scope, one, query, table), " and ")}
      group by ${join(ids)}
    )
    select ${one.currency}::text, ${join([sql`x.amounts`, sql`x.missing`, ...keysOf(query)])}
    from x ${joinsOf(joined, { scope, query, table })}
    ${asked.length > 0 ? sql`where ${join(asked, " and ")}` : empty}
    limit ${MOST_ROWS + 1}`;
}
