import { Money, plain, zero } from "../focus/money";
import { addDays, type Day, daysBetween, daysIn, earlierOf, laterOf, type Period } from "../focus/period";
import { restInterval } from "../forecast/outlook";
import type { BudgetSpend, PeriodVerdict } from "./judge";
import type { Spend } from "./spend";
import { type Reach, restOf } from "./verdict";

/** One day of a period: sums from its first day to the end of this one; null where there are none. */
export type CourseDay = {
  day: Day;
  spent: string | null;
  /** What would be spent if the amount were spent evenly. */
  pace: string;
  expected: { amount: string; low: string | null; high: string | null } | null;
};

const PLACES = 2;

type Running = { period: Period; amount: Money; reach: Reach };

/**
 * The range of the whole rest is known from past errors; on the way there it widens with the square root of the days, as
 * that of a random walk does.
 */
export function courseDays(spend: Spend, { period, amount, reach }: Running): CourseDay[] {
  const made = reach.through < addDays(period.to, -1) ? restOf(spend, period, reach) : null;
  const range = made?.known ? restInterval(made) : null;
  const settledTo = earlierOf(period.to, addDays(reach.complete, 1));
  const settled = settledTo > period.from ? spend.sum({ from: period.from, to: settledTo }) : zero;
  const length = daysBetween(period);
  let rest = 0;
  return daysIn(period).map((day, index): CourseDay => {
    const end = addDays(day, 1);
    const pace = plain(
      amount
        .times(index + 1)
        .div(length)
        .toDecimalPlaces(PLACES),
    );
    const spent = day <= reach.through ? plain(spend.sum({ from: period.from, to: end })) : null;
    if (!made?.known || day <= reach.complete) return { day, spent, pace, expected: null };
    const at = daysBetween({ from: laterOf(settledTo, period.from), to: day });
    rest += made.path[at] ?? 0;
    const widened = made.path.length > 0 ? Math.sqrt((at + 1) / made.path.length) : 1;
    const reached = (more: number) => plain(settled.plus(rest + more).toDecimalPlaces(PLACES));
    return {
      day,
      spent,
      pace,
      expected: {
        amount: reached(0),
        low: range && reached((range.low - made.rest) * widened),
        high: range && reached((range.high - made.rest) * widened),
      },
    };
  });
}

/** The same for a picture: floats, for pixels only, at most so many points. */
export type Course = {
  spent: { day: Day; total: number }[];
  /** From the day after the last data on; the range holds 80 % of such periods. */
  expected: { day: Day; low: number; middle: number; high: number }[];
};

const MOST_POINTS = 120;

/** Where the range of the end is not known it is as narrow as the line. */
export function courseOf({ spend, reach }: BudgetSpend, verdict: PeriodVerdict): Course | null {
  if (reach === null) return null;
  const amount = new Money(verdict.figures?.amount ?? 0);
  const days = courseDays(spend, { period: verdict.period, amount, reach });
  const spent = days.flatMap(({ day, spent: total }) => (total === null ? [] : [{ day, total: Number(total) }]));
  const expected = days.flatMap(({ day, expected: to }) => {
    if (to === null || day <= reach.through) return [];
    const middle = Number(to.amount);
    return [{ day, low: Number(to.low ?? middle), middle, high: Number(to.high ?? middle) }];
  });
  return { spent: thinned(spent), expected: verdict.ended ? [] : thinned(expected) };
}

/** A year has more days than the chart has room for; the last day stays. */
function thinned<Point>(points: Point[]): Point[] {
  const step = Math.ceil(points.length / MOST_POINTS);
  return points.filter((_, at) => (points.length - 1 - at) % step === 0);
}
