import { Money } from "../focus/money";
import { addDays, earlierOf, type Period } from "../focus/period";
import type { ContributorPeriods } from "../query/contributors-of-many";
import type { Budget } from "./budget";
import type { Basis } from "./drivers";
import { earlierPart } from "./earlier-part";
import type { PeriodVerdict } from "./judge";
import type { Figures } from "./verdict";

/** The days of a period, and as many of the one before. */
export function comparedPeriods(
  budget: Budget,
  { period, ended, dataThrough }: Pick<PeriodVerdict, "period" | "ended" | "dataThrough">,
): ContributorPeriods {
  const elapsed: Period = {
    from: period.from,
    to: ended ? period.to : earlierOf(period.to, addDays(dataThrough ?? period.from, 1)),
  };
  return { now: period, before: earlierPart(budget, elapsed) };
}

/** Over what: the amount once it is spent or expected to be, and before that what would be spent by now. */
export function overrunOf({ actual, amount, forecast, expectedByNow }: Figures): {
  basis: Basis;
  reached: Money;
  reference: Money;
} {
  const [spent, limit] = [new Money(actual), new Money(amount)];
  if (spent.gt(limit)) return { basis: "actual", reached: spent, reference: limit };
  if (forecast && new Money(forecast.amount).gt(limit)) {
    return { basis: "forecast", reached: new Money(forecast.amount), reference: limit };
  }
  return { basis: "pace", reached: spent, reference: new Money(expectedByNow) };
}
