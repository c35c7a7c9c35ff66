import type { Scope } from "../auth/scope";
import { Money } from "../focus/money";
import { contributorsOfMany } from "../query/contributors-of-many";
import { labelsOf } from "../query/labels";
import { inSnapshot, type Reader } from "../query/snapshot";
import type { Budget } from "./budget";
import { type CourseDay, courseDays } from "./course";
import { type Drivers, driversOf } from "./drivers";
import { explainedDrivers } from "./explained-drivers";
import type { ShownVerdict } from "./list";
import { comparedPeriods, overrunOf } from "./overrun";
import { manyScope, readSpend } from "./read-spend";
import type { Reach } from "./verdict";

/** How a period of a budget went and is expected to go on, and what drives it. */
export type PeriodCourse = {
  days: CourseDay[];
  /** Null where nothing is over the amount or ahead of its pace. */
  drivers: Drivers | null;
  accountNames: Record<string, string>;
  reach: Reach;
};

/** Read from the ledger as it is now; null for a verdict without figures. */
export async function budgetCourse(scope: Scope, budget: Budget, verdict: ShownVerdict): Promise<PeriodCourse | null> {
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

async function driversNow(read: Reader, scope: Scope, budget: Budget, verdict: ShownVerdict): Promise<Drivers | null> {
  if (!verdict.figures) return null;
  const overrun = overrunOf(verdict.figures);
  if (overrun.reached.lte(overrun.reference)) return null;
  const periods = comparedPeriods(budget, verdict);
  const [contributors = []] = await contributorsOfMany(read, scope, [{ scope: manyScope(budget), periods }]);
  const drivers = driversOf(overrun, contributors);
  return await explainedDrivers(read, scope, { budget, periods, elapsedDays: verdict.figures.elapsedDays, drivers });
}
