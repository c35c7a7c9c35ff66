import type { Scope } from "../auth/scope";
import { empty, join, type Sql, sql } from "../db/sql";
import { MOST_ROWS } from "./answer";
import { bucketSql, dimensionSql, idColumn, type Joined, metricSql, type Table, tableName } from "./catalog";
import { type Dimension, type Grain, isTag } from "./names";
import type { Condition, NarrowedQuery } from "./spec";
import { groups, idConditions, isById, joinedBy, joinsOf, keysOf, neededBy, valueConditions, within } from "./sql";
import { askedTagKeys, ofTagKeys } from "./tracked-keys";
import type { Limited } from "./within-rows";

/** The accounts that are charged in a currency. */
export type InOneCurrency = { currency: string; accounts: number[] };

/** Dimension tables so small that summing by their ids first leaves few rows to name. */
const few: Joined[] = ["account", "service", "charge_kind", "slice", "region", "commitment"];
const small: ReadonlySet<Joined> = new Set(few);

/**
 * A question that needs small dimension tables alone, as most of a dashboard do. By two of them, days have about as
 * many combinations as rows, which then are not summed twice. Sums by tag have few tag sets. Charges that their index
 * finds by ids have few of everything, beside which even a pass over a large dimension table is long.
 */
export function isNarrow(query: NarrowedQuery, table: Table): boolean {
  if (table === "charge") return query.grain !== "hour" && query.where.some(isIndexed) && !isOfTagging(query);
  const needed = [...neededBy(query)];
  const isSmall = (each: Joined) => small.has(each) || (each === "tag_set" && table === "rollup_tag");
  return (needed.length <= 1 || coarse.has(query.grain)) && needed.every(isSmall);
}

function isIndexed(condition: Condition): boolean {
  return isById(condition) && indexed.has(dimensionSql(condition.dimension).needs);
}

const indexed: ReadonlySet<Joined> = new Set<Joined>(["service", "account"]);

function isOfTagging({ groupBy, where }: NarrowedQuery): boolean {
  return groupBy.includes("tagging") || where.some(({ dimension }) => dimension === "tagging");
}

const coarse: ReadonlySet<Grain> = new Set<Grain>(["month", "quarter", "year", "total"]);

/**
 * The same answer as the general statement in about half its time: sums by id, names what is left, and takes the
 * accounts of one currency as a list instead of joining them to every row.
 */
export function narrowSql(scope: Scope, one: InOneCurrency, query: Limited<NarrowedQuery>, table: Table): Sql {
  const { inner, joined, asked } = partsOf(scope, one, query, table);
  return sql`
    with x as (${inner})
    select ${one.currency}::text, x.bucket, ${join([...keysOf(query), sql`trim_scale(sum(x.amount))::text`])}, sum(x.missing)::int
    from x ${joined} ${asked}
    group by ${groups(query.groupBy.length)}
    limit ${MOST_ROWS + 1}`;
}

/**
 * Days by one small dimension are many rows of few names, and months by several are so many that each name is worth
 * writing once. What conditions leave of several is not known before they are joined, and names of many ids are summed.
 */
export function isPacked(query: Limited<NarrowedQuery>, table: Table): boolean {
  if (query.grain === "total" || table === "charge") return false;
  const areNearlyIds = query.groupBy.every((dimension) => isTag(dimension) || nearlyIds.has(dimension));
  return areNearlyIds && (neededBy(query).size <= 1 || valueConditions(query).length === 0);
}

const named: Dimension[] = ["subAccount", "service", "region", "commitment"];
/** Those whose names have hardly more than one id each. */
export const nearlyIds: ReadonlySet<Dimension> = new Set(named);

/** The same with a row a name: its buckets and amounts as lists, which are null where they are too many. */
export function packedSql(scope: Scope, one: InOneCurrency, query: Limited<NarrowedQuery>, table: Table): Sql {
  const { inner, joined, asked } = partsOf(scope, one, query, table);
  const keys = keysOf(query);
  const buckets = sql`case when (select count(*) from x) <= ${MOST_PACKED} then string_agg(x.bucket::text, ',') end`;
  const amounts = sql`string_agg(coalesce(trim_scale(x.amount)::text, ''), ',')`;
  return sql`
    with x as materialized (${inner})
    select ${one.currency}::text, ${buckets}, ${join([amounts, sql`sum(x.missing)::int`, ...keys])}
    from x ${joined} ${asked}
    ${keys.length > 0 ? sql`group by ${join(keys.map((_key, index) => keyPositions[index] ?? sql`5`))}` : sql`having count(*) > 0`}`;
}

/** Ids repeat where a name has several. */
const MOST_PACKED = 4 * MOST_ROWS;
const keyPositions = [sql`5`, sql`6`, sql`7`];

function partsOf(scope: Scope, one: InOneCurrency, query: Limited<NarrowedQuery>, table: Table) {
  const { amount, missing } = metricSql(query.metric, table);
  const joined = [...joinedBy(query)];
  const ids = joined.map((each) => idColumn[each]);
  const asked = valueConditions(query);
  return {
    inner: sql`
      select ${join([bucketOf(query, table), ...ids])}, ${amount} as amount, ${missing} as missing
      from ${tableName[table]} x
      where ${join(narrowConditions(scope, one, query, table), " and ")}
      group by ${join([sql`1`, ...ids])}`,
    joined: joined.length > 0 ? joinsOf(joined, { scope, query, table, isSummed: true }) : empty,
    asked: asked.length > 0 ? sql`where ${join(asked, " and ")}` : empty,
  };
}

/** What needs no dimension table: the accounts of the currency, the days, and ids. */
export function narrowConditions(
  scope: Scope,
  { accounts }: InOneCurrency,
  query: Limited<NarrowedQuery>,
  table: Table,
): Sql[] {
  // An index of ranges would be asked for each account of each range.
  const account = table === "charge" ? sql`(x.account_id + 0)` : sql`x.account_id`;
  return [
    sql`${account} = any(${accounts}::int[])`,
    ...within(query.period, table),
    ...(table === "rollup_tag" ? [ofTagKeys(scope, askedTagKeys(query) ?? [])] : []),
    ...idConditions(scope, query),
  ];
}

function bucketOf(query: NarrowedQuery, table: Table): Sql {
  return sql`${bucketSql(query, table)} as bucket`;
}
