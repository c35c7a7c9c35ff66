import { Money, plain, sumOf, zero } from "../focus/money";
import { addDays, addMonths, type Day, daysIn, monthOf, type Period, startOf } from "../focus/period";

/**
 * What one day cost. `running` recurs by the day (usage, credits); `calendar` is what providers charge on a day of the
 * month (tax, support, commitment fees) and would distort a daily rate; `once` is bought or given back and not expected
 * again (purchases, refunds).
 */
export type DayCost = { day: Day; running: string; calendar: string; once: string };

/** Where the month will end, what of it is charged already, and how far such projections were off before. */
export type MonthEnd =
  | {
      known: true;
      amount: string;
      charged: string;
      remaining: Period;
      /** 80 % of the past projections over as many days would have fallen inside; null where history is too short. */
      range: { low: string; high: string; trials: number } | null;
    }
  | { known: false; reason: string };

const RATE_DAYS = 28;
const FEWEST_DAYS = 14;
const STALE_DAYS = 9;
const FEWEST_TRIALS = 8;
const TRIAL_STEP = 7;
const ESTIMATE_PLACES = 2;

/**
 * Charged so far + the sum over the remaining days of what each is expected to cost. A day is expected to cost the mean
 * of its weekday over the last 28 complete days, plus what the calendar charges cost on the same day of last month.
 * An unfinished day counts with what is charged already once that is more than expected.
 * The range: the same projection made from a day in each past week over the same number of days, its relative errors,
 * and the remaining days multiplied by their 10 % and 90 % quantiles.
 * `history`: complete days in order without gaps; `started`: later days that have charges already.
 */
export function monthEnd(history: DayCost[], started: DayCost[], today: Day): MonthEnd {
  const last = history.at(-1)?.day;
  if (last === undefined || history.length < FEWEST_DAYS) {
    return {
      known: false,
      reason: `A projection needs ${FEWEST_DAYS} complete days of charges; there are ${history.length}.`,
    };
  }
  if (last < addDays(today, -STALE_DAYS)) {
    return { known: false, reason: "The charges end too long ago for a projection; bring their source up to date." };
  }
  const month = monthOf(last);
  const remaining = { from: addDays(last, 1), to: month.to };
  const charged = sumOfDays(history.filter(({ day }) => day >= month.from));
  const expected = expectedDays(history, remaining);
  const rest = remainingCost(expected, started);
  const amount = charged.plus(rest);
  return {
    known: true,
    amount: rest.isZero() ? plain(charged) : estimate(amount),
    charged: plain(charged.plus(sumOfDays(started.filter(({ day }) => day < month.to)))),
    remaining,
    range: rangeOf(history, expected.length, charged, rest),
  };
}

type Expected = { day: Day; cost: Money };

/** What each day of a period is expected to cost, seen from the end of the history. */
function expectedDays(history: DayCost[], period: Period): Expected[] {
  const rates = weekdayRates(history.slice(-RATE_DAYS));
  const calendar = new Map(history.map(({ day, calendar: cost }) => [day, cost]));
  return daysIn(period).map((day) => ({
    day,
    cost: (rates[weekday(day)] ?? zero).plus(sameDayLastMonth(calendar, day)),
  }));
}

function weekdayRates(days: DayCost[]): Money[] {
  return Array.from({ length: 7 }, (_, index) => {
    const same = days.filter(({ day }) => weekday(day) === index).map(({ running }) => running);
    return same.length === 0 ? zero : same.reduce((sum, cost) => sum.plus(cost), zero).div(same.length);
  });
}

/** Every day of last month is the same day of one day of this month; what a short month lacks falls on its last day. */
function sameDayLastMonth(calendar: Map<Day, string>, day: Day): Money {
  const before = addMonths(day, -1);
  if (before.slice(8) !== day.slice(8)) return zero;
  const isLast = addDays(day, 1) === monthOf(day).to;
  const days = isLast ? daysIn({ from: before, to: monthOf(before).to }) : [before];
  return days.reduce((sum, each) => sum.plus(calendar.get(each) ?? 0), zero);
}

function remainingCost(expected: Expected[], started: DayCost[]): Money {
  const charges = new Map(started.map((cost) => [cost.day, cost]));
  return expected.reduce((sum, { day, cost }) => {
    const charged = charges.get(day);
    if (!charged) return sum.plus(cost);
    return sum.plus(Money.max(cost, sumOf([charged.running, charged.calendar]))).plus(charged.once);
  }, zero);
}

function rangeOf(history: DayCost[], days: number, charged: Money, rest: Money) {
  const errors = days === 0 ? [] : trialErrors(history, days);
  if (errors.length < FEWEST_TRIALS) return null;
  const ends = [0.1, 0.9].map((share) => charged.plus(rest).plus(rest.abs().times(quantile(errors, share))));
  const amount = charged.plus(rest);
  return {
    low: estimate(Money.min(amount, ...ends)),
    high: estimate(Money.max(amount, ...ends)),
    trials: errors.length,
  };
}

/** How far off, relative to itself, the projection over so many days would have been from a day in each past week. */
function trialErrors(history: DayCost[], days: number): Money[] {
  const errors: Money[] = [];
  // A calendar charge is only foreseen where the month before is known.
  for (let end = history.length - days; end >= RATE_DAYS + 3; end -= TRIAL_STEP) {
    const after = history.slice(end, end + days);
    const first = after[0]?.day ?? "";
    const projected = expectedDays(history.slice(0, end), { from: first, to: addDays(first, days) }).reduce(
      (sum, { cost }) => sum.plus(cost),
      zero,
    );
    if (!projected.isZero()) errors.push(sumOfDays(after).minus(projected).div(projected.abs()));
  }
  return errors;
}

/** Linear between the two nearest of the sorted values. */
function quantile(values: Money[], share: number): Money {
  const sorted = values.toSorted((a, b) => a.cmp(b));
  const place = share * (sorted.length - 1);
  const below = sorted[Math.floor(place)] ?? zero;
  const above = sorted[Math.ceil(place)] ?? below;
  return below.plus(above.minus(below).times(place - Math.floor(place)));
}

function sumOfDays(days: DayCost[]): Money {
  return days.reduce((sum, { running, calendar, once }) => sum.plus(running).plus(calendar).plus(once), zero);
}

function weekday(day: Day): number {
  return startOf(day).getUTCDay();
}

function estimate(amount: Money): string {
  return plain(amount.toDecimalPlaces(ESTIMATE_PLACES));
}
