import type { Scope } from "../auth/scope";
import { Money, plain, zero } from "../focus/money";
import { addDays, type Day, daysBetween, daysIn, earlierOf, laterOf, type Period } from "../focus/period";
import { restInterval } from "../forecast/outlook";
import { contributorsOfMany } from "../query/contributors-of-many";
import { labelsOf } from "../query/labels";
import { inSnapshot, type Reader } from "../query/snapshot";
import type { Budget } from "./budget";
import { type Drivers, driversOf } from "./drivers";
import { explainedDrivers } from "./explained-drivers";
import type { ShownVerdict } from "./list";
import { comparedPeriods, overrunOf } from "./overrun";
import { manyScope, readSpend } from "./read-spend";
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

/** How a period of a budget went and is expected to go on, and what drives it. */
export type Course = {
  days: CourseDay[];
  /** Null where nothing is over the amount or ahead of its pace. */
  drivers: Drivers | null;
  accountNames: Record<string, string>;
  reach: Reach;
};

const PLACES = 2;

/** Read from the ledger as it is now; null for a verdict without figures. */
export async function budgetCourse(scope: Scope, budget: Budget, verdict: ShownVerdict): Promise<Course | null> {
  const { figures } = verdict;
  if (figures === null) return null;
  return await inSnapshot(async (read) => {
    const [found] = await readSpend(read, scope, [budget]);
    if (!found?.reach) return null;
    const days = courseDays(found.spend, {
      period: verdict.period,
      amount: new Money(figures.amount),
      reach: found.reach,
    });
    const drivers = await driversNow(read, scope, budget, verdict);
    return { days, drivers, accountNames: await accountNames(read, scope, drivers), reach: found.reach };
  });
}

async function accountNames(read: Reader, scope: Scope, drivers: Drivers | null): Promise<Record<string, string>> {
  const rows = drivers?.drivers.map(({ account }) => ({ bucket: null, keys: { subAccount: account }, amount: "0" }));
  return (await labelsOf(read, scope, ["subAccount"], rows ?? [])).subAccount ?? {};
}

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

async function driversNow(read: Reader, scope: Scope, budget: Budget, verdict: ShownVerdict): Promise<Drivers | null> {
  if (!verdict.figures) return null;
  const overrun = overrunOf(verdict.figures);
  if (overrun.reached.lte(overrun.reference)) return null;
  const periods = comparedPeriods(budget, verdict);
  const [contributors = []] = await contributorsOfMany(read, scope, [{ scope: manyScope(budget), periods }]);
  const drivers = driversOf(overrun, contributors);
  return await explainedDrivers(read, scope, { budget, periods, elapsedDays: verdict.figures.elapsedDays, drivers });
}
