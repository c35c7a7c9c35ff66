import type { ChargeKind } from "../../focus/charge";
import { Money } from "../../focus/money";

/** One indivisible part of both periods. Costs are exact; a quantity is null where the period has no charges of it. */
export type Leaf = {
  currency: string;
  subAccount: string | null;
  service: string | null;
  region: string | null;
  sku: string | null;
  kind: ChargeKind;
  unit: string | null;
  /** What the question is grouped by, where it is. */
  part?: string | null;
  /** `new` and `vanished`: the resource was charged in one of the periods alone; `none`: charges without a resource. */
  life: "new" | "vanished" | "kept" | "none";
  /** Bought commitment that nobody used. */
  unused: boolean;
  resources: number;
  now: string;
  before: string;
  /** Of usage that a commitment covers, and of usage that none does; null where any charge states no quantity. */
  quantities: { covered: Measured; open: Measured } | null;
};
export type Measured = { now: string; before: string; costNow: string; costBefore: string };

/** Why a cost changed. What is not usage explains itself by its kind. */
export const causes = [
  "days",
  "new",
  "vanished",
  "quantity",
  "coverage",
  "price",
  "usage",
  "unused commitment",
  "commitment purchase",
  "commitment fee",
  "credit",
  "refund",
  "tax",
  "support",
  "adjustment",
  "unattributed",
] as const;
export type Cause = (typeof causes)[number];

export type Effects = Map<Cause, Money>;

/** How many days each period has. */
export type Lengths = { now: number; before: number };

const PLACES = 10;

/** The change of one leaf by cause; the effects add up to it exactly. */
export function effectsOf(leaf: Leaf, lengths: Lengths): Effects {
  const [now, before] = [new Money(leaf.now), new Money(leaf.before)];
  if (leaf.kind !== "usage") return new Map([[leaf.kind, now.minus(before)]]);
  if (leaf.unused) return new Map([["unused commitment", now.minus(before)]]);
  if (leaf.life === "new" || leaf.life === "vanished") return new Map([[leaf.life, now.minus(before)]]);

  // Usage comes day by day, so a longer period has more of it with nothing having changed.
  const ratio = new Money(lengths.now).div(lengths.before);
  const days = rounded(before.times(lengths.now - lengths.before).div(lengths.before));
  const expected = before.plus(days);
  const rest = now.minus(expected);
  const split = leaf.quantities && priceAndQuantity(leaf.quantities, { now, expected, ratio });
  if (!split)
    return effects([
      ["days", days],
      ["usage", rest],
    ]);
  const { quantity, coverage } = split;
  return effects([
    ["days", days],
    ["quantity", quantity],
    ["coverage", coverage],
    ["price", rest.minus(quantity).minus(coverage)],
  ]);
}

type Costs = { now: Money; expected: Money; ratio: Money };

/**
 * The price-volume split of standard costing (Horngren, Datar and Rajan, "Cost Accounting", flexible-budget variances):
 * quantity effect = (Q1 - Q0) x P0, price effect = (P1 - P0) x Q1. Of the price effect, what comes from commitments
 * covering another share of the same usage is the mix effect: Q1 x sum of (share1 - share0) x price of that part.
 * The price effect itself is taken as the rest, so that nothing is lost to division. Null where a price has no meaning.
 */
function priceAndQuantity(
  { covered, open }: NonNullable<Leaf["quantities"]>,
  { now, expected, ratio }: Costs,
): { quantity: Money; coverage: Money } | null {
  const parts = [covered, open].map((part) => ({
    q1: new Money(part.now),
    q0: new Money(part.before).times(ratio),
    c1: new Money(part.costNow),
    c0: new Money(part.costBefore).times(ratio),
  }));
  const q1 = sum(parts.map((part) => part.q1));
  const q0 = sum(parts.map((part) => part.q0));
  if (parts.some((part) => part.q0.lt(0) || part.q1.lt(0))) return null;
  if (q0.isZero() && q1.isZero()) return null;
  const all = now.minus(expected);
  if (q0.isZero() || q1.isZero()) return { quantity: all, coverage: new Money(0) };

  const quantity = rounded(expected.times(q1.minus(q0)).div(q0));
  const price = all.minus(quantity);
  if (isNoise(price, now, expected)) return { quantity: all, coverage: new Money(0) };
  const mix = sum(
    parts.map((part) => {
      const shift = part.q1.div(q1).minus(part.q0.div(q0));
      const unitPrice = part.q0.isZero() ? (part.q1.isZero() ? part.q1 : part.c1.div(part.q1)) : part.c0.div(part.q0);
      return shift.times(unitPrice);
    }),
  ).times(q1);
  const coverage = rounded(mix);
  // With the mix explained, what is left of the price may be nothing but rounding.
  return { quantity, coverage: isNoise(price.minus(coverage), now, expected) ? price : coverage };
}

/** No price changes by so little: it comes from digits that a quantity was rounded to, or a division cannot have. */
function isNoise(effect: Money, ...costs: Money[]): boolean {
  const largest = costs.reduce((most, cost) => (cost.abs().gt(most) ? cost.abs() : most), new Money(0));
  return effect.abs().lte(largest.times("1e-6").plus("1e-9"));
}

function effects(entries: [Cause, Money][]): Effects {
  return new Map(entries.filter(([, amount]) => !amount.isZero()));
}

function rounded(amount: Money): Money {
  return amount.toDecimalPlaces(PLACES);
}

function sum(amounts: Money[]): Money {
  return amounts.reduce((all, amount) => all.plus(amount), new Money(0));
}
