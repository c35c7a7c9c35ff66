import { Money, plain } from "../focus/money";
import { addMonths, earlierOf, laterOf, monthsIn, type Period } from "../focus/period";
import type { Table } from "./catalog";
import type { Reader } from "./snapshot";

/** The stretches that a question is read in: months of the fact where somebody watches how far it is, else one. */
export function stretchesOf(period: Period, table: Table, { meter }: Pick<Reader, "meter">): Period[] {
  if (!meter || table !== "charge") return [period];
  return monthsIn(period).map((month) => ({
    from: laterOf(month, period.from),
    to: earlierOf(addMonths(month, 1), period.to),
  }));
}

/** A row of a statement: currency, bucket and keys, then the exact sum (null where unknown) and the charges without it. */
export type Tuple = [currency: string, bucket: string | null, ...rest: (string | number | null)[]];

/** Adds the rows of several stretches that have the same currency, bucket and keys; in the order of one statement. */
export function addedUp(parts: Tuple[][]): Tuple[] {
  const [only, ...more] = parts;
  if (only && more.length === 0) return only;
  const sums = new Map<string, Tuple>();
  for (const tuple of parts.flat()) {
    const id = JSON.stringify(tuple.slice(0, -2));
    const known = sums.get(id);
    sums.set(id, known ? added(known, tuple) : tuple);
  }
  return [...sums.values()].sort(inOrder);
}

function added(one: Tuple, other: Tuple): Tuple {
  const [currency, bucket, ...rest] = one;
  const [first = null, second] = [one.at(-2), other.at(-2)].filter((amount) => typeof amount === "string");
  const amount = second === undefined ? first : plain(new Money(first ?? 0).plus(second));
  return [currency, bucket, ...rest.slice(0, -2), amount, Number(one.at(-1)) + Number(other.at(-1))];
}

/** Currency, bucket, the largest amount, and keys where amounts are the same. */
function inOrder(one: Tuple, other: Tuple): number {
  return (
    byText(one[0], other[0]) ||
    byText(one[1] ?? "", other[1] ?? "") ||
    byAmount(one.at(-2), other.at(-2)) ||
    byText(JSON.stringify(one), JSON.stringify(other))
  );
}

function byText(one: string, other: string): number {
  if (one === other) return 0;
  return one < other ? -1 : 1;
}

function byAmount(one: unknown, other: unknown): number {
  if (typeof one !== "string" || typeof other !== "string") return Number(one === null) - Number(other === null);
  return new Money(other).cmp(one);
}
