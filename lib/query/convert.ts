import type { Scope } from "../auth/scope";
import { join, type Sql, sql } from "../db/sql";
import { addDays, type Day, type Period } from "../focus/period";
import { rateBook } from "../rates/book";
import type { Factor, RateBook } from "../rates/factor";
import type { Rate } from "../rates/rate";
import { MOST_ROWS } from "./answer";
import { bucketSql, dayColumn, metricSql, type Table, tableName } from "./catalog";
import { type Estate, plan } from "./plan";
import type { Reader } from "./snapshot";
import type { CostQuery, NarrowedQuery } from "./spec";
import { conditions, joins, keysOf } from "./sql";
import { type Limited, withinRows } from "./within-rows";

/** One stretch of days with the same rates; `rateDay` is before the day where that day has no rate of its own. */
export type AppliedRate = { from: Day; through: Day; factor: string; rateDay: Day; rates: Rate[] };

/** How an answer came into one currency: by which rates, and what had none and so stays apart. */
export type Conversion = {
  to: string;
  converted: { currency: string; applied: AppliedRate[]; days: number; earlier: number }[];
  /** Currencies without a rate on some of their days: all of their charges stay in their own currency. */
  apart: { currency: string; days: number; first: Day; last: Day }[];
};

/** Which factor converts the charges of a currency on a day, in three columns. */
export type Factors = { currencies: string[]; days: Day[]; factors: string[] };

/** A question whose amounts are multiplied with the factor of their day; made here, never typed. */
export type ConvertedQuery = NarrowedQuery & { factors?: Factors };

type Found = { conversion: Conversion; factors: Factors };
type ChargedDay = { currency: string; day: Day };

/**
 * The factors for every day of the period and its comparison on which a currency was charged, whatever the filter: so
 * all questions about these days convert the same currencies, and parts add up to the whole.
 */
export async function conversionOf(
  read: Reader,
  scope: Scope,
  query: NarrowedQuery,
  estate: Estate,
): Promise<Found | null> {
  const { currency: to, period, compare, alongside } = query;
  if (!to) return null;
  const spans = [period, compare, alongside].filter((span) => span !== undefined);
  const days = await chargedDays(read, scope, { to, spans });
  const [first] = days;
  if (!first)
    return { conversion: { to, converted: [], apart: [] }, factors: { currencies: [], days: [], factors: [] } };
  const all = days.map(({ day }) => day).toSorted();
  const span = { from: all.at(0) ?? first.day, to: addDays(all.at(-1) ?? first.day, 1) };
  const currencies = [...new Set([to, ...days.map(({ currency }) => currency)])];
  const book = await rateBook(scope, { currencies, period: span }, read.rows);
  const seen = scope.rows === null ? days : await ownDays(read, scope, { to, spans }, estate);
  return applied({ to, charged: days, seen }, book);
}

/** Every charged day, and those that the asker may know of: the answer tells of these alone. */
type Charged = { to: string; charged: ChargedDay[]; seen: ChargedDay[] };

/** Gives each charged day its factor; a currency that lacks one on any of its days is not converted at all. */
function applied({ to, charged, seen }: Charged, book: RateBook): Found {
  const conversion: Conversion = { to, converted: [], apart: [] };
  const factors: Factors = { currencies: [], days: [], factors: [] };
  for (const currency of [...new Set(charged.map((each) => each.currency))].toSorted()) {
    const days = charged
      .filter((each) => each.currency === currency)
      .map(({ day }) => day)
      .toSorted();
    const told = new Set(seen.filter((each) => each.currency === currency).map(({ day }) => day));
    const found = days.map((day) => ({ day, factor: book.factorOn(currency, to, day) }));
    const lacking = found.filter(({ factor }) => factor === null).map(({ day }) => day);
    const [first] = lacking;
    if (first !== undefined) {
      const apart = { currency, days: lacking.length, first, last: lacking.at(-1) ?? first };
      if (told.size > 0) conversion.apart.push(apart);
      continue;
    }
    const known = found.flatMap(({ day, factor }) => (factor ? [{ day, factor }] : []));
    const shown = known.filter(({ day }) => told.has(day));
    if (shown.length > 0) {
      conversion.converted.push({
        currency,
        applied: stretches(shown),
        days: shown.length,
        earlier: shown.filter(({ day, factor }) => factor.rateDay < day).length,
      });
    }
    factors.currencies.push(...known.map(() => currency));
    factors.days.push(...known.map(({ day }) => day));
    factors.factors.push(...known.map(({ factor }) => factor.factor));
  }
  return { conversion, factors };
}

/** Days that follow each other in the charges and take the same rates are told as one stretch. */
function stretches(known: { day: Day; factor: Factor }[]): AppliedRate[] {
  const told: AppliedRate[] = [];
  for (const { day, factor } of known) {
    const last = told.at(-1);
    if (last && last.rateDay === factor.rateDay && last.factor === factor.factor) last.through = day;
    else told.push({ from: day, through: day, ...factor });
  }
  return told;
}

/**
 * The statement of a converted question: sums by currency and day first, which are multiplied with the day's factor
 * and then added. Both steps are exact, so any grouping adds up to the same total.
 */
export function convertedSql(scope: Scope, query: Limited<ConvertedQuery>, factors: Factors, table: Table): Sql {
  const { amount, missing } = metricSql(query.metric, table);
  const keys = keysOf(query).map((key, index) => sql`${key} as ${keyNames[index] ?? none}`);
  const names = query.groupBy.map((_dimension, index) => keyNames[index] ?? none);
  const inner = [sql`1`, sql`2`, sql`3`, ...names.map((_name, index) => positions[index] ?? none)];
  const outer = [sql`1`, sql`2`, ...names.map((_name, index) => outerPositions[index] ?? none)];
  const sum = sql`sum(daily.amount * coalesce(known.factor, 1))`;
  return sql`
    with daily as (
      select ${join([sql`account.currency::text as currency`, sql`${dayColumn[table]} as day`, sql`${bucketSql(query, table)} as bucket`, ...keys])},
             ${amount} as amount, ${missing} as missing
      from ${tableName[table]} x ${joins(scope, query, table)}
      where ${join(conditions(scope, query, table), " and ")}
      group by ${join(inner)}
    ), known as (
      select * from unnest(${factors.currencies}::text[], ${factors.days}::date[], ${factors.factors}::numeric[])
        as factor_of_day (currency, day, factor)
    )
    select case when known.factor is null then daily.currency else ${query.currency ?? ""}::text end,
           ${join([sql`daily.bucket`, ...names.map((name) => sql`daily.${name}`), sql`trim_scale(${sum})::text`])},
           sum(daily.missing)::int
    from daily left join known on known.currency = daily.currency and known.day = daily.day
    group by ${join(outer)}
    limit ${MOST_ROWS + 1}`;
}

const none = sql``;
const keyNames = [sql`key_1`, sql`key_2`, sql`key_3`];
const positions = [sql`4`, sql`5`, sql`6`];
const outerPositions = [sql`3`, sql`4`, sql`5`];

type Spans = { to: string; spans: Period[] };

/** The days on which other currencies were charged in what the asker may see. */
async function ownDays(read: Reader, scope: Scope, asked: Spans, estate: Estate): Promise<ChargedDay[]> {
  const days = new Map<string, ChargedDay>();
  for (const period of asked.spans) {
    const everything: CostQuery = { period, grain: "day", groupBy: [], where: [], metric: "billed" };
    const query = withinRows(scope, everything);
    const table = plan(query, estate);
    const found = await read.rows<ChargedDay>(sql`
      select distinct account.currency::text as currency, ${dayColumn[table]}::text as day
      from ${tableName[table]} x ${joins(scope, query, table)}
      where ${join([...conditions(scope, query, table), sql`account.currency <> ${asked.to}`], " and ")}`);
    for (const each of found) days.set(`${each.currency} ${each.day}`, each);
  }
  return [...days.values()];
}

/** The days on which other currencies were charged; asked of the index day by day instead of reading all sums. */
async function chargedDays(read: Reader, { workspaceId }: Scope, { to, spans }: Spans): Promise<ChargedDay[]> {
  const within = spans.map(({ from, to: end }) => sql`(day.day >= ${from}::date and day.day < ${end}::date)`);
  const from = spans
    .map((span) => span.from)
    .toSorted()
    .at(0);
  const end = spans
    .map((span) => span.to)
    .toSorted()
    .at(-1);
  return await read.rows<ChargedDay>(sql`
    with other as (
      select currency, array_agg(id) as accounts from dim_account
      where workspace_id = ${workspaceId}::uuid and currency <> ${to} group by currency
    ), edge as (
      select min(first_day) as first, max(month + interval '1 month') as last
      from import_slice left join unnest(months) month on true
      where workspace_id = ${workspaceId}::uuid and state = 'current'
    ), day as (
      select generate_series(greatest(${from}::date, edge.first)::timestamp,
        least(${end}::date, edge.last)::timestamp - interval '1 day', '1 day')::date as day
      from edge where exists (select from other)
    )
    select other.currency::text, day.day::text from other cross join day
    where (${join(within, " or ")})
      and exists (select from rollup_day x where x.account_id = any(other.accounts) and x.day = day.day)
    order by 1, 2`);
}
