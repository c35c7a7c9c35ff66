import type { Scope } from "../auth/scope";
import { Money } from "../focus/money";
import { inSnapshot, type Reader } from "../query/snapshot";
import type { Budget } from "./budget";
import { type CourseDay, courseDays } from "./course";
import type { Drivers } from "./drivers";
import { contributorsTo, foundDrivers } from "./found-drivers";
import type { ShownVerdict } from "./list";
import { overrunOf } from "./overrun";
import { readSpend } from "./read-spend";
import type { Reach } from "./verdict";

/** How a period of a budget went and is expected to go on, and what drives it. */
export type PeriodCourse = {
  days: CourseDay[];
  /** Null where nothing is over the amount or ahead of its pace. */
  drivers: Drivers | null;
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
    return { days, drivers, reach: found.reach };
  });
}

async function driversNow(read: Reader, scope: Scope, budget: Budget, verdict: ShownVerdict): Promise<Drivers | null> {
  const { figures } = verdict;
  if (!figures) return null;
  const overrun = overrunOf(figures);
  if (overrun.reached.lte(overrun.reference)) return null;
  const overspent = { budget, verdict: { ...verdict, figures } };
  const [contributors = []] = await contributorsTo(read, scope, [overspent]);
  return await foundDrivers(read, scope, overspent, contributors);
}
