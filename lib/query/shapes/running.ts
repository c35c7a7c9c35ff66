import { Money, plain } from "../../focus/money";
import type { Stack } from "../stack";

/** Running totals of two periods, step by step; null where a period has not come that far yet. */
export type Running = {
  now: (string | null)[];
  before: (string | null)[];
};

/** Each period counts from its own first day, so that the fifth day of one stands above the fifth of the other. */
export function runningTotals(now: Stack, before: Stack | null): Running {
  const steps = now.buckets.length;
  const earlier = before ? summedUp(before.totals) : [];
  return { now: summedUp(now.totals), before: Array.from({ length: steps }, (_, step) => earlier[step] ?? null) };
}

/** A day without charges adds nothing, but after the last day with any there is nothing to tell. */
function summedUp(totals: (string | null)[]): (string | null)[] {
  const last = totals.findLastIndex((total) => total !== null);
  let sum = new Money(0);
  return totals.map((total, step) => {
    sum = sum.plus(total ?? 0);
    return step > last ? null : plain(sum);
  });
}
