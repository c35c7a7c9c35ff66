import { Money, plain, sumOf } from "../focus/money";
import type { Day } from "../focus/period";
import type { Budget } from "./budget";
import type { ShownVerdict } from "./list";
import { periodAt } from "./rhythm";

/** What the year of the newest period has cost so far, against what its periods had for that time. */
export type YearToDate = { from: Day; actual: string; planned: string; ahead: string };

const ESTIMATE_PLACES = 2;

/**
 * Of budgets by month or quarter, in their own calendar. What rolled over is money of an earlier period and counts once.
 * Null where a period of the year has no amount, or the newest is the first of its year.
 */
export function yearToDate(budget: Budget, history: ShownVerdict[]): YearToDate | null {
  const [newest] = history;
  if (!newest || (budget.every !== "month" && budget.every !== "quarter")) return null;
  const year = periodAt({ ...budget, every: "year" }, newest.period.from);
  const own = history.filter(({ period }) => period.from >= year.from);
  const figures = own.flatMap((each) => each.figures ?? []);
  if (figures.length < 2 || figures.length < own.length) return null;
  const actual = sumOf(figures.map((each) => each.actual));
  const planned = sumOf(
    figures.map(({ amount, rolledOver, elapsedDays, days }) => {
      const fresh = new Money(amount).minus(rolledOver);
      return plain(elapsedDays === days ? fresh : fresh.times(elapsedDays).div(days).toDecimalPlaces(ESTIMATE_PLACES));
    }),
  );
  const from = own.at(-1)?.period.from ?? year.from;
  return { from, actual: plain(actual), planned: plain(planned), ahead: plain(actual.minus(planned)) };
}
