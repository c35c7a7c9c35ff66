import type { Threshold } from "../budgets/threshold";
import type { Figures } from "../budgets/verdict";
import { Money } from "../focus/money";

/** A threshold that tells of what may come is armed again once it is this far below, two loads in a row. */
const CALM_SHARE = 0.95;

/** The money that a threshold stands at. */
export function limitOf({ unit, value }: Threshold, amount: Money): Money {
  if (unit === "amount") return new Money(value);
  return unit === "percent" ? amount.times(value).div(100) : amount;
}

/** Whether so much spent reaches an actual threshold; of a budget of zero the first cost does. */
export function isReached(threshold: Threshold, actual: Money, amount: Money): boolean {
  const limit = limitOf(threshold, amount);
  return limit.isZero() ? actual.gt(0) : actual.gte(limit);
}

/** Whether the figures are over a threshold. What has ended is not expected any more. */
export function isCrossed(threshold: Threshold, figures: Figures, ended: boolean): boolean {
  const amount = new Money(figures.amount);
  if (threshold.kind === "actual") return isReached(threshold, new Money(figures.actual), amount);
  if (ended) return false;
  const measured = measureOf(threshold, figures);
  if (measured === null) return false;
  if (threshold.kind === "forecast") return measured.gt(limitOf(threshold, amount));
  return threshold.kind === "run_rate" ? measured.lte(threshold.value) : measured.gte(threshold.value);
}

/** Whether the figures are clearly below a threshold of what may come, so that it may be armed again. */
export function isCalm(threshold: Threshold, figures: Figures): boolean {
  const measured = measureOf(threshold, figures);
  // Not running out within the period at all is as calm as it gets; no forecast says nothing.
  if (measured === null) return threshold.kind === "run_rate";
  if (threshold.kind === "run_rate") return measured.gt(new Money(threshold.value).div(CALM_SHARE));
  const limit =
    threshold.kind === "forecast" ? limitOf(threshold, new Money(figures.amount)) : new Money(threshold.value);
  return measured.lt(limit.times(CALM_SHARE));
}

function measureOf({ kind }: Threshold, { forecast, probability, spentInDays }: Figures): Money | null {
  if (kind === "forecast") return forecast === null ? null : new Money(forecast.amount);
  if (kind === "probability") return probability === null ? null : new Money(probability).times(100);
  return spentInDays === null ? null : new Money(spentInDays);
}

const certainty: Record<Threshold["kind"], number> = { actual: 3, forecast: 2, probability: 1, run_rate: 0 };

/**
 * The order of thresholds that are crossed together, the one to speak of first: that the budget is spent outranks
 * whatever is expected, then the higher amount, then what is more certain.
 */
export function byUrgency(amount: Money): (one: Threshold, other: Threshold) => number {
  const isSpent = (each: Threshold) => each.kind === "actual" && limitOf(each, amount).gte(amount);
  return (one, other) =>
    Number(isSpent(other)) - Number(isSpent(one)) ||
    limitOf(other, amount).cmp(limitOf(one, amount)) ||
    certainty[other.kind] - certainty[one.kind] ||
    (one.value < other.value ? -1 : 1);
}
