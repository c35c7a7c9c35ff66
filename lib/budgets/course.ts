import { addDays, type Day, daysIn, earlierOf } from "../focus/period";
import { restInterval } from "../forecast/outlook";
import type { BudgetSpend, PeriodVerdict } from "./judge";
import { restOf } from "./verdict";

/** Cumulative spend of a period and where it is heading, for a chart: floats, for pixels only. */
export type Course = {
  spent: { day: Day; total: number }[];
  /** From the day after the last data on; the range holds 80 % of such periods. */
  expected: { day: Day; low: number; middle: number; high: number }[];
};

const MOST_POINTS = 120;

/** The way from the first day of the period to its end. Where the range of the end is not known there is no range. */
export function courseOf({ spend, reach }: BudgetSpend, { period, ended }: PeriodVerdict): Course | null {
  if (reach === null) return null;
  const known = { from: period.from, to: earlierOf(period.to, addDays(reach.through, 1)) };
  const spent = daysIn(known).map((day) => ({
    day,
    total: spend.sum({ from: period.from, to: addDays(day, 1) }).toNumber(),
  }));
  return { spent: thinned(spent), expected: ended ? [] : thinned(expectedOf({ spend, reach }, period)) };
}

type Known = { spend: BudgetSpend["spend"]; reach: NonNullable<BudgetSpend["reach"]> };

function expectedOf({ spend, reach }: Known, period: PeriodVerdict["period"]): Course["expected"] {
  const made = restOf(spend, period, reach);
  if (!made.known) return [];
  const range = restInterval(made) ?? { low: made.rest, high: made.rest };
  const first = reach.complete < period.from ? period.from : addDays(reach.complete, 1);
  let middle = first > period.from ? spend.sum({ from: period.from, to: first }).toNumber() : 0;
  return [...made.path].flatMap((cost, at) => {
    middle += cost;
    const day = addDays(first, at);
    // Errors of a sum of days grow with the square root of their number.
    const share = Math.sqrt((at + 1) / made.path.length);
    const point = {
      day,
      low: middle - (made.rest - range.low) * share,
      middle,
      high: middle + (range.high - made.rest) * share,
    };
    return day > reach.through && day < period.to ? [point] : [];
  });
}

/** A year has more days than the chart has room for; the last day stays. */
function thinned<Point>(points: Point[]): Point[] {
  const step = Math.ceil(points.length / MOST_POINTS);
  return points.filter((_, at) => (points.length - 1 - at) % step === 0);
}
