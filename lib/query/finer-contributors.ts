import type { Scope } from "../auth/scope";
import { empty, join, sql } from "../db/sql";
import { Money, plain } from "../focus/money";
import { type Day, earlierOf, laterOf } from "../focus/period";
import { dimensionSql, dimensionTable, idColumn, type Joined, joinSql, metricSql } from "./catalog";
import { type Contributor, type ContributorPeriods, seenFrom } from "./contributors-of-many";
import type { Dimension } from "./names";
import type { ManyScope } from "./of-many";
import { inParallel, type Reader } from "./snapshot";
import type { CostQuery } from "./spec";
import { conditions, joins } from "./sql";
import { withinRows } from "./within-rows";

/** More parts than anybody could be told of; a scope with so many is left as it is. */
const MOST_PARTS = 100_000;

type Asked = { scope: ManyScope; periods: ContributorPeriods; by: Dimension[] };

type Tuple = [
  service: string | null,
  account: string | null,
  span: number,
  apart: number,
  amount: string,
  first: Day,
  ...values: (string | null)[],
];

/**
 * What each service of each account cost in one scope, taken apart further: once by each of these dimensions. When they
 * were first seen is known for these periods alone: `firstSeenOf` looks further back.
 */
export async function finerContributors(read: Reader, scope: Scope, asked: Asked): Promise<Contributor[][]> {
  const { by } = asked;
  await read.rows(inParallel);
  // What is left after the sums is believed to be little, and little is joined one by one.
  await read.rows(sql`set local enable_nestloop = off`);
  const tuples = await read.tuples<Tuple>(partsSql(scope, asked));
  await read.rows(sql`set local enable_nestloop = on`);
  if (tuples.length > MOST_PARTS) return by.map(() => []);
  const found = by.map(() => new Map<string, Contributor>());
  for (const [service, account, span, apart, amount, first, ...values] of tuples) {
    // Of the bits of grouping() the one of the dimension that a row is apart by is not set, the first is the highest.
    const place = by.findIndex((_, at) => (apart & (1 << (by.length - 1 - at))) === 0);
    const dimension = by[place];
    const contributors = found[place];
    if (dimension === undefined || !contributors) continue;
    const value = values[place] ?? null;
    const key = JSON.stringify([service, account, value]);
    const part = { dimension, value };
    const known = contributors.get(key) ?? { service, account, part, now: "0", before: "0", firstSeen: first };
    contributors.set(key, known);
    known.firstSeen = earlierOf(known.firstSeen, first);
    if (span === NOW) known.now = added(known.now, amount);
    if (span === BEFORE) known.before = added(known.before, amount);
  }
  return found.map((contributors) => [...contributors.values()]);
}

/** The same contributors, all apart by one dimension, with the first day that each was seen in the months before. */
export async function firstSeenOf<Part extends Contributor>(
  read: Reader,
  scope: Scope,
  { scope: { where, metric, currency }, periods }: Omit<Asked, "by">,
  parts: Part[],
): Promise<Part[]> {
  const dimension = parts[0]?.part?.dimension;
  if (dimension === undefined) return parts;
  const { needs, value } = dimensionSql(dimension);
  const { from, alias } = dimensionTable[needs];
  const values = parts.flatMap(({ part }) => part?.value ?? []);
  const isOne = parts.some(({ part }) => part?.value === null) ? sql`or ${value} is null` : empty;
  const period = { from: seenFrom(periods), to: periods.before.from };
  const query = withinRows<CostQuery>(scope, { period, grain: "total", groupBy: [], where, metric });
  const rows = await read.tuples<[string | null, string | null, string | null, Day]>(sql`
    with seen as (
      select x.account_id, x.service_id, ${idColumn[needs]}, min(x.charge_day) as first
      from charge x ${joins(scope, query, "charge")}
      where ${join([...conditions(scope, query, "charge"), sql`account.currency = ${currency}`], " and ")}
        and ${idColumn[needs]} = any(array(select ${alias}.id from ${from}
          where ${alias}.workspace_id = ${scope.workspaceId}::uuid and (${value} = any(${values}::text[]) ${isOne})))
      group by 1, 2, 3
    )
    select service.service_name, account.sub_account_id, ${value}, min(x.first)
    from seen x ${join(
      [...new Set<Joined>(["account", "service", needs])].map((each) => joinSql[each]),
      " ",
    )}
    group by 1, 2, 3`);
  const first = new Map(rows.map(([service, account, own, day]) => [JSON.stringify([service, account, own]), day]));
  return parts.map((part) => {
    const earlier = first.get(JSON.stringify([part.service, part.account, part.part?.value ?? null]));
    return earlier === undefined ? part : { ...part, firstSeen: earlier };
  });
}

const [BEFORE, NOW] = [1, 2];
const added = (one: string, other: string) => plain(new Money(one).plus(other));

const valueNames = [sql`value_0`, sql`value_1`, sql`value_2`, sql`value_3`, sql`value_4`, sql`value_5`] as const;
const ids = sql`x.account_id, x.service_id, x.region_id, x.resource_id, x.tag_set_id`;

/** Summed by ids first, so that few rows are left to name. */
function partsSql(scope: Scope, { scope: { where, metric, currency }, periods, by }: Asked) {
  const { now, before } = periods;
  const period = { from: before.from, to: laterOf(now.to, before.to) };
  const query = withinRows<CostQuery>(scope, { period, grain: "total", groupBy: [], where, metric });
  const span = sql`case when x.charge_day >= ${now.from}::date and x.charge_day < ${now.to}::date then ${NOW}::int
    when x.charge_day >= ${before.from}::date and x.charge_day < ${before.to}::date then ${BEFORE}::int else 0 end`;
  const parts = by.map((dimension) => dimensionSql(dimension));
  const named = [...new Set<Joined>(["account", "service", ...parts.map(({ needs }) => needs)])];
  const columns = by.map((_, at) => valueNames[at] ?? valueNames[0]);
  return sql`
    with summed as (
      select ${span} as span, ${ids}, ${metricSql(metric, "charge").amount} as amount, min(x.charge_day) as first
      from charge x ${joins(scope, query, "charge")}
      where ${join([...conditions(scope, query, "charge"), sql`account.currency = ${currency}`], " and ")}
      group by 1, ${ids}
    ), part as (
      select service.service_name as service, account.sub_account_id as account, x.span, x.amount, x.first,
        ${join(parts.map(({ value }, at) => sql`${value} as ${columns[at] ?? valueNames[0]}`))}
      from summed x ${join(
        named.map((each) => joinSql[each]),
        " ",
      )}
    )
    select service, account, span, grouping(${join(columns)})::int, trim_scale(sum(amount))::text, min(first),
      ${join(columns)}
    from part
    group by service, account, span, grouping sets (${join(columns.map((column) => sql`(${column})`))})
    having sum(amount) is not null
    limit ${MOST_PARTS + 1}`;
}
