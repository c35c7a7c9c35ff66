import type { Scope } from "../auth/scope";
import { Money, plain } from "../focus/money";
import type { Day } from "../focus/period";
import { type CostAnswer, type CostAnswers, type CostRow, MOST_ROWS } from "./answer";
import type { Asking } from "./asking";
import { bucketsOf } from "./buckets";
import { askTotals, type ManyNames } from "./many-names";
import { askCosts } from "./run";
import type { CostQuery, NarrowedQuery } from "./spec";
import { largestFirst, type Member, membersOf, type Stack, stack, stacks, type Tail, TOP } from "./stack";

const MANY_ROWS = 20_000;

/** A chart for each currency, the largest first, and every name over the whole period beside the comparison. */
export type Spend = { stacks: Stack[]; totals: CostAnswers };

/** `many`: from how many cells on the database sums the tail, because a chart shows no more than its top anyway. */
type Asked = { query: CostQuery; today: Day; top?: number; many?: number };

/** What a page shows of a question, also where it has far more names and days than anybody could look at. */
export async function askSpend(scope: Scope, asked: Asked, asking: Asking = {}): Promise<Spend> {
  const { query, today, top = TOP, many = MANY_ROWS } = asked;
  const found = await askTotals(scope, { query: { ...query, grain: "total" }, most: MOST_ROWS }, asking);
  const { totals, beyond } = found;
  if (query.grain === "total" && beyond.size === 0) return { totals, stacks: stacks(totals, { query, today, top }) };

  const { compare, ...rest } = query;
  const alone: NarrowedQuery = { ...rest, ...(query.currency && compare && { alongside: compare }) };
  const cells =
    Math.max(0, ...totals.answers.map(({ rows }) => rows.length)) *
    bucketsOf(query.period, query.grain, query.yearStart).length;
  if (cells < many && beyond.size === 0)
    return { totals, stacks: stacks(await askCosts(scope, alone, asking), { query, today, top }) };
  return { totals, stacks: await tailedStacks(scope, found, { query: alone, today, top, asking }) };
}

async function tailedStacks(
  scope: Scope,
  { totals, beyond }: ManyNames,
  { query, today, top, asking }: { query: NarrowedQuery; today: Day; top: number; asking: Asking },
): Promise<Stack[]> {
  const ranked = new Map(
    totals.answers.map((answer) => [answer.currency, membersOf(answer, { query, labels: totals.labels })]),
  );
  const only = [...ranked.values()].flatMap((members) =>
    shownOf(members, top).map((member) => valuesOf(member, query)),
  );
  const [named, whole] = await Promise.all([
    askCosts(scope, { ...query, only }, asking),
    askCosts(scope, { ...query, groupBy: [] }, asking),
  ]);
  return largestFirst(totals.answers).map(({ currency, total, missing }) => {
    const members = ranked.get(currency) ?? [];
    const shown = shownOf(members, top);
    const ids = new Set(shown.map(({ id }) => id));
    const rows = rowsOf(named, currency).filter((row) => ids.has(idOf(row, query)));
    const rest = members.slice(shown.length);
    const uncounted = beyond.get(currency)?.count ?? 0;
    const others = { members: rest, beyond: uncounted, rows: remainder(rowsOf(whole, currency), rows) };
    const tail = rest.length + uncounted > 0 ? others : undefined;
    const answer: CostAnswer = { currency, metric: query.metric, total, missing, rows };
    return stack(answer, { query, today, top, labels: totals.labels, dataThrough: whole.dataThrough }, tail);
  });
}

/** As a stack does: an "Other" of one name would only hide that name. */
function shownOf(members: Member[], top: number): Member[] {
  return members.length <= top + 1 ? members : members.slice(0, top);
}

function valuesOf({ keys }: Member, { groupBy }: CostQuery): (string | null)[] {
  return groupBy.map((dimension) => keys?.[dimension] ?? null);
}

function idOf({ keys }: CostRow, { groupBy }: CostQuery): string {
  return JSON.stringify(groupBy.map((dimension) => keys[dimension] ?? null));
}

function rowsOf({ answers }: CostAnswers, currency: string): CostRow[] {
  return answers.find((answer) => answer.currency === currency)?.rows ?? [];
}

/** What a bucket has beyond the names that are shown: exact, because both sides are. */
function remainder(whole: CostRow[], shown: CostRow[]): Tail["rows"] {
  const left = new Map(whole.map(({ bucket, amount }) => [bucket, new Money(amount)]));
  for (const { bucket, amount } of shown) left.set(bucket, new Money(left.get(bucket) ?? 0).minus(amount));
  return [...left].map(([bucket, amount]) => ({ bucket, keys: {}, amount: plain(amount) }));
}
