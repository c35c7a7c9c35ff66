import type { Scope } from "../../auth/scope";
import type { Metric } from "../../focus/charge";
import { Money, plain, sumOf } from "../../focus/money";
import { addDays, type Period } from "../../focus/period";
import type { CostAnswer, CostAnswers, CostRow } from "../answer";
import { type Change, change } from "../change";
import { keyLabel } from "../key-label";
import type { Dimension } from "../names";
import { askCosts } from "../run";
import type { CostQuery } from "../spec";
import { largestFirst } from "../stack";
import { type Frame, inCurrency } from "./frame";

const DAYS = 30;
const TOP = 8;

/** One name whose cost moved; `change.kind` tells what is new and what is gone. */
type Mover = { id: string; keys: CostRow["keys"]; label: string; before: string; now: string; change: Change };

/** The names that moved most; they and `rest` add up to the whole change. */
export type Movers = {
  currency: string;
  now: Period;
  before: Period;
  /** False where charges begin inside the earlier period, so that most of them look new. */
  comparable: boolean;
  movers: Mover[];
  rest: { count: number; amount: string };
  total: string;
  change: Change;
  query: CostQuery;
};

/** The last 30 complete days against the 30 before them. */
export async function topMovers(
  scope: Scope,
  { metric, groupBy = ["service"] }: { metric: Metric; groupBy?: Dimension[] },
  frame: Frame,
): Promise<Movers[]> {
  const period = { from: addDays(frame.complete, 1 - DAYS), to: addDays(frame.complete, 1) };
  const compare = { from: addDays(period.from, -DAYS), to: period.from };
  const query: CostQuery = { period, grain: "total", groupBy, where: [], metric, compare, ...inCurrency(frame) };
  return moversOf(await askCosts(scope, query), query, frame);
}

function moversOf({ answers, compared, labels }: CostAnswers, query: CostQuery, { begins }: Frame): Movers[] {
  const before = query.compare ?? query.period;
  const currencies = new Set([...answers, ...(compared ?? [])].map(({ currency }) => currency));
  const entries = [...currencies].map((currency): Movers => {
    const now = answers.find((answer) => answer.currency === currency);
    const then = compared?.find((answer) => answer.currency === currency);
    const moved = movedNames(query, labels, now, then);
    const [movers, rest] = [moved.slice(0, TOP), moved.slice(TOP)];
    return {
      currency,
      now: query.period,
      before,
      comparable: begins <= before.from,
      movers,
      rest: { count: rest.length, amount: plain(sumOf(rest.map((mover) => mover.change.amount))) },
      total: now?.total ?? "0",
      change: change(then?.total ?? null, now?.total ?? null),
      query,
    };
  });
  return largestFirst(entries);
}

function movedNames(
  { groupBy }: CostQuery,
  labels: CostAnswers["labels"],
  now: CostAnswer | undefined,
  then: CostAnswer | undefined,
): Mover[] {
  const names = new Map<string, { keys: CostRow["keys"]; before: string | null; now: string | null }>();
  const idOf = ({ keys }: CostRow) => JSON.stringify(groupBy.map((dimension) => keys[dimension] ?? null));
  for (const row of then?.rows ?? []) names.set(idOf(row), { keys: row.keys, before: row.amount, now: null });
  for (const row of now?.rows ?? []) {
    const known = names.get(idOf(row));
    names.set(idOf(row), { keys: row.keys, before: known?.before ?? null, now: row.amount });
  }
  return [...names]
    .map(([id, { keys, before, now: amount }]): Mover => {
      const label = keyLabel(groupBy, keys, labels);
      return { id, keys, label, before: before ?? "0", now: amount ?? "0", change: change(before, amount) };
    })
    .filter((mover) => mover.change.kind !== "same")
    .sort((a, b) => sizeOf(b).cmp(sizeOf(a)) || (a.id < b.id ? -1 : 1));
}

function sizeOf(mover: Mover): Money {
  return new Money(mover.change.amount).abs();
}
