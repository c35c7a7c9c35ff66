import type { Scope } from "../auth/scope";
import { empty, join, type Sql, sql } from "../db/sql";
import { bucketSql, idColumn, type Joined, metricSql, type Table, tableName } from "./catalog";
import type { Grain } from "./names";
import type { NarrowedQuery } from "./spec";
import { groups, idConditions, joinedBy, joinsOf, keysOf, MOST_ROWS, neededBy, valueConditions, within } from "./sql";
import { askedTagKeys, ofTagKeys } from "./tracked-keys";
import type { Limited } from "./within-rows";

/** Dimension tables so small that summing by their ids first leaves few rows to name. */
const few: Joined[] = ["account", "service", "charge_kind", "slice", "region", "commitment"];
const small: ReadonlySet<Joined> = new Set(few);

/**
 * A question that needs small dimension tables alone, as most of a dashboard do. By two of them, days have about as
 * many combinations as rows, which then are not summed twice. Sums by tag have few tag sets.
 */
export function isNarrow(query: NarrowedQuery, table: Table): boolean {
  const needed = [...neededBy(query)];
  const isSmall = (each: Joined) => small.has(each) || (each === "tag_set" && table === "rollup_tag");
  return (needed.length <= 1 || coarse.has(query.grain)) && needed.every(isSmall);
}

const coarse: ReadonlySet<Grain> = new Set<Grain>(["month", "quarter", "year", "total"]);

/**
 * The same answer as the general statement in about half its time: sums by id, names what is left, and takes the
 * accounts of one currency as a list instead of joining them to every row.
 */
export function narrowSql(
  scope: Scope,
  { currency, accounts }: { currency: string; accounts: number[] },
  query: Limited<NarrowedQuery>,
  table: Table,
): Sql {
  const { amount, missing } = metricSql(query.metric, table);
  const joined = [...joinedBy(query)];
  const ids = joined.map((each) => idColumn[each]);
  const asked = valueConditions(query);
  const conditions = [
    sql`x.account_id = any(${accounts}::int[])`,
    ...within(query.period, table),
    ...(table === "rollup_tag" ? [ofTagKeys(scope, askedTagKeys(query) ?? [])] : []),
    ...idConditions(scope, query),
  ];
  return sql`
    with x as (
      select ${join([bucketOf(query, table), ...ids])}, ${amount} as amount, ${missing} as missing
      from ${tableName[table]} x
      where ${join(conditions, " and ")}
      group by ${join([sql`1`, ...ids])}
    )
    select ${currency}::text, x.bucket, ${join([...keysOf(query), sql`trim_scale(sum(x.amount))::text`])}, sum(x.missing)::int
    from x ${joined.length > 0 ? joinsOf(joined, { scope, query, table }) : empty}
    ${asked.length > 0 ? sql`where ${join(asked, " and ")}` : empty}
    group by ${groups(query.groupBy.length)}
    order by 1, 2, sum(x.amount) desc nulls last, ${groups(query.groupBy.length)}
    limit ${MOST_ROWS + 1}`;
}

function bucketOf(query: NarrowedQuery, table: Table): Sql {
  return sql`${bucketSql(query, table)} as bucket`;
}
