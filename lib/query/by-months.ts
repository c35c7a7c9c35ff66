import { Money, plain } from "../focus/money";
import { addMonths, earlierOf, laterOf, monthsIn, type Period } from "../focus/period";
import type { CostRow } from "./answer";
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

/** An amount as a statement gives it: null where no charge states it, and how many charges do not. */
export type FoundAmount = Omit<CostRow, "amount"> & { currency: string; amount: string | null; missing: number };

/** Adds what several stretches, or several ids of one name, have of the same currency, bucket and keys. */
export function addedUp(parts: FoundAmount[][]): FoundAmount[] {
  const [only, ...more] = parts;
  if (only && more.length === 0) return only;
  const sums = new Map<string, FoundAmount>();
  for (const found of parts.flat()) {
    const id = JSON.stringify([found.currency, found.bucket, found.keys]);
    const known = sums.get(id);
    sums.set(id, known ? added(known, found) : found);
  }
  return [...sums.values()];
}

function added(one: FoundAmount, other: FoundAmount): FoundAmount {
  const [first = null, second] = [one.amount, other.amount].filter((amount) => amount !== null);
  const amount = second === undefined ? first : plain(new Money(first ?? 0).plus(second));
  return { ...one, amount, missing: one.missing + other.missing };
}
