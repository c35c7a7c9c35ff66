import { Money, plain } from "../../focus/money";
import type { BreakdownRow } from "../breakdown";

export type ParetoBar = {
  id: string;
  keys: BreakdownRow["keys"] | null;
  label: string;
  amount: string;
  /** Of all spend above zero, this name and every larger one together. */
  reached: number;
};

export type Pareto = {
  bars: ParetoBar[];
  /** How many of how many names make up four fifths. */
  few: number;
  names: number;
  /** What is below zero has no place in it. */
  credits: string;
};

const FOUR_FIFTHS = 0.8;

/** Names from the largest down with the share they reach together; credits are told apart, or shares pass 100 %. */
export function pareto(rows: BreakdownRow[], most: number): Pareto {
  const spent = rows
    .filter(({ amount }) => new Money(amount).gt(0))
    .sort((a, b) => new Money(b.amount).cmp(a.amount) || (a.id < b.id ? -1 : 1));
  const whole = spent.reduce((sum, { amount }) => sum.plus(amount), new Money(0));
  let sum = new Money(0);
  const reached = spent.map(({ amount }) => {
    sum = sum.plus(amount);
    return sum.div(whole).toDecimalPlaces(6).toNumber();
  });
  const bars = spent.slice(0, most).map(({ id, keys, label, amount }, place) => {
    return { id, keys, label, amount, reached: reached[place] ?? 1 };
  });
  const rest = spent.slice(most);
  if (rest.length > 0) {
    const amount = plain(rest.reduce((total, row) => total.plus(row.amount), new Money(0)));
    bars.push({ id: "other", keys: {}, label: `Other (${rest.length})`, amount, reached: 1 });
  }
  const below = rows.filter(({ amount }) => new Money(amount).lt(0));
  return {
    bars,
    few: reached.findIndex((share) => share >= FOUR_FIFTHS) + 1,
    names: spent.length,
    credits: plain(below.reduce((total, row) => total.plus(row.amount), new Money(0))),
  };
}
