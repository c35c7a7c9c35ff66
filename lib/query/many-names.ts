import type { Scope } from "../auth/scope";
import { join, type Sql, sql } from "../db/sql";
import { Money, plain } from "../focus/money";
import { type CostAnswer, type CostAnswers, type CostRow, TooManyRows } from "./answer";
import type { Asking } from "./asking";
import { AnswerCache } from "./cache";
import { metricSql, type Table, tableName } from "./catalog";
import { dataThrough } from "./data-through";
import { labelsOf } from "./labels";
import { plan } from "./plan";
import { askCosts, estateOf } from "./run";
import { inParallel, inSnapshot, type Reader } from "./snapshot";
import type { CostQuery } from "./spec";
import { conditions, joins, keysOf } from "./sql";
import { dataVersion } from "./version";
import { type Limited, withinRows } from "./within-rows";

/** Names that an answer leaves out: how many, and what they cost in both periods. */
export type Beyond = { count: number; amount: string; before: string };

/** The names of each currency that cost most in either period; totals are of all of them, `beyond` of the others. */
export type ManyNames = { totals: CostAnswers; beyond: Map<string, Beyond> };

type Asked = { query: CostQuery; most: number };

/** Every name, or the largest and a sum of the others where there are too many; converted amounts are never so many. */
export async function askTotals(
  scope: Scope,
  asked: Asked,
  asking: Asking = {},
  askAll: typeof askCosts = askCosts,
): Promise<ManyNames> {
  const { query } = asked;
  const names = JSON.stringify([scope.workspaceId, query.groupBy, query.where]);
  if (knownToBeMany.has(names) && !query.currency) return await askManyNames(scope, asked, asking);
  try {
    return { totals: await askAll(scope, query, asking), beyond: new Map() };
  } catch (error) {
    if (!(error instanceof TooManyRows) || query.currency) throw error;
    if (knownToBeMany.size >= MOST_KNOWN) knownToBeMany.clear();
    knownToBeMany.add(names);
    return await askManyNames(scope, asked, asking);
  }
}

const MOST_KNOWN = 1000;
/** Groupings that had too many names before: asking for all of them again would fail after the same work. */
const knownToBeMany = new Set<string>();

const MOST_CHARACTERS = 32_000_000;
const ROW_CHARACTERS = 120;
// The chart and the table of a page ask this side by side.
const kept = new AnswerCache<ManyNames>(MOST_CHARACTERS, ({ totals: { answers, compared } }) =>
  [...answers, ...(compared ?? [])].reduce((sum, { rows }) => sum + rows.length * ROW_CHARACTERS, ROW_CHARACTERS),
);

/** Answers where there are more names than anybody could read: the largest are told, the others counted and summed. */
export async function askManyNames(scope: Scope, asked: Asked, asking: Asking = {}): Promise<ManyNames> {
  const key = JSON.stringify([scope.workspaceId, await dataVersion(scope), asked]);
  return await kept.remember(key, (shared) => inSnapshot((read) => manyNames(read, scope, asked), shared), asking);
}

type Tuple = [
  currency: string,
  shown: boolean,
  count: number,
  amount: string | null,
  before: string | null,
  missing: number,
  ...keys: (string | null)[],
];

async function manyNames(read: Reader, scope: Scope, { query, most }: Asked): Promise<ManyNames> {
  const estate = await estateOf(read, scope);
  const own = withinRows(scope, query);
  const from = plan(own, estate);
  const other = own.compare && { ...own, period: own.compare };
  const before = other && { query: other, table: plan(other, estate) };
  if ([from, before?.table].includes("charge")) await read.rows(inParallel);
  const tuples = await read.tuples<Tuple>(rankedSql(scope, [{ query: own, table: from }, before ?? null], most));
  const beyond = new Map<string, Beyond>();
  for (const [currency, shown, count, amount, then] of tuples) {
    if (!shown) beyond.set(currency, { count, amount: amount ?? "0", before: then ?? "0" });
  }
  const answers = answersOf(query, tuples, 3);
  const compared = other ? answersOf(query, tuples, 4) : null;
  return {
    beyond,
    totals: {
      answers,
      compared,
      dataThrough: await dataThrough(read, scope, query.period),
      from,
      labels: await labelsOf(
        read,
        scope,
        query.groupBy,
        [...answers, ...(compared ?? [])].flatMap(({ rows }) => rows),
      ),
    },
  };
}

function answersOf(query: CostQuery, tuples: Tuple[], at: 3 | 4): CostAnswer[] {
  const found = new Map<string, { rows: CostRow[]; total: Money; missing: number }>();
  for (const tuple of tuples) {
    const [currency, shown] = tuple;
    const amount = tuple[at];
    if (amount === null) continue;
    const answer = found.get(currency) ?? { rows: [], total: new Money(0), missing: 0 };
    found.set(currency, answer);
    answer.total = answer.total.plus(amount);
    answer.missing += at === 3 ? tuple[5] : 0;
    const keys = Object.fromEntries(query.groupBy.map((name, index) => [name, tuple[6 + index] as string | null]));
    if (shown) answer.rows.push({ bucket: null, keys, amount });
  }
  return [...found].map(([currency, { rows, total, missing }]) => ({
    currency,
    metric: query.metric,
    total: plain(total),
    rows,
    missing,
  }));
}

type Side = { query: Limited<CostQuery>; table: Table };
const keyNames = [sql`key_1`, sql`key_2`, sql`key_3`];

/** Both periods side by side, ranked by the larger of both, so that what vanished is not lost among what is small. */
function rankedSql(scope: Scope, [now, before]: [Side, Side | null], most: number): Sql {
  const keys = keyNames.slice(0, now.query.groupBy.length);
  const sides = [sideSql(scope, now, sql`true`), ...(before ? [sideSql(scope, before, sql`false`)] : [])];
  const sums = sql`trim_scale(sum(amount))::text, trim_scale(sum(before))::text, sum(missing)::int`;
  return sql`
    with side as (${join(sides, " union all ")}), named as (
      select ${join([sql`currency`, ...keys])}, sum(amount) filter (where now) as amount,
             sum(amount) filter (where not now) as before, coalesce(sum(missing) filter (where now), 0) as missing
      from side group by ${join([sql`currency`, ...keys])}
    ), ranked as (
      select *, row_number() over (partition by currency order by
        greatest(abs(coalesce(amount, 0)), abs(coalesce(before, 0))) desc, ${join(keys)}) as place
      from named
    )
    select currency, true, 1, trim_scale(amount)::text, trim_scale(before)::text, missing::int, ${join(keys)}
    from ranked where place <= ${most}
    union all
    select currency, false, count(*)::int, ${sums}, ${join(keys.map(() => sql`null::text`))}
    from ranked where place > ${most} group by currency`;
}

function sideSql(scope: Scope, { query, table }: Side, isNow: Sql): Sql {
  const keys = keysOf(query).map((key, index) => sql`${key} as ${keyNames[index] ?? sql`key`}`);
  const { amount, missing } = metricSql(query.metric, table);
  const places = [sql`2`, sql`3`, sql`4`, sql`5`].slice(0, keys.length + 1);
  return sql`
    select ${isNow} as now, ${join([sql`account.currency::text as currency`, ...keys])},
           ${amount} as amount, ${missing} as missing
    from ${tableName[table]} x ${joins(scope, query, table)}
    where ${join(conditions(scope, query, table), " and ")}
    group by ${join(places)}`;
}
