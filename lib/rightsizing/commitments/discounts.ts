import { z } from "zod";
import type { Discounts, Term } from "./what-if";

/**
 * Typical shares off the on-demand price of flexible compute commitments. They are an assumption and no quote: prices
 * differ by machine and region, and what a workspace already pays replaces them where the ledger tells.
 */
export const assumedDiscounts: Discounts = {
  1: { "no upfront": 0.26, "partial upfront": 0.28, "all upfront": 0.3 },
  3: { "no upfront": 0.45, "partial upfront": 0.48, "all upfront": 0.5 },
};

export type DiscountOrigin = "ledger" | "assumption" | "entered";

/** A discount that somebody was offered, in place of the assumption. */
export const OwnDiscount = z.coerce.number().gt(0, "More than 0.").lt(1, "Less than 1: 0.27 is 27 %.");

/** The same discount for one term and payment, the others moved by as much. */
export function movedDiscounts(known: { term: Term; payment: keyof Discounts[1]; discount: number }): Discounts {
  const by = known.discount - assumedDiscounts[known.term][known.payment];
  const moved = (value: number) => Math.min(0.9, Math.max(0.01, value + by));
  const all = (term: Term) =>
    Object.fromEntries(
      Object.entries(assumedDiscounts[term]).map(([name, value]) => [name, moved(value)]),
    ) as Discounts[Term];
  return { 1: all(1), 3: all(3) };
}
