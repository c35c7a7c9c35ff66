import type { Scope } from "../auth/scope";
import type { Budget } from "../budgets/budget";
import { type Basis, type Drivers, driversOf } from "../budgets/drivers";
import { earlierPart } from "../budgets/earlier-part";
import { explainedDrivers } from "../budgets/explained-drivers";
import type { BudgetSpend, PeriodVerdict } from "../budgets/judge";
import { manyScope } from "../budgets/read-spend";
import type { Figures } from "../budgets/verdict";
import { Money } from "../focus/money";
import { addDays, earlierOf, type Period } from "../focus/period";
import { type ContributorPeriods, contributorsOfMany } from "../query/contributors-of-many";
import type { Reader } from "../query/snapshot";
import type { Step } from "./step";

export type BudgetStep = { budget: Budget; verdict: PeriodVerdict; step: Step; spend: BudgetSpend };

/** Explaining prices reads single charges, so only so many budgets have it done in one evaluation. */
const MOST_EXPLAINED = 40;

/** The drivers for each step that has something to say. */
export async function messagesOf(read: Reader, scope: Scope, steps: BudgetStep[]): Promise<Map<BudgetStep, Drivers>> {
  const speaking = steps.filter(({ step }) => step.opens.some(({ state }) => state === "open"));
  const byPeriods = new Map<string, { periods: ContributorPeriods; members: BudgetStep[] }>();
  for (const each of speaking) {
    const periods = comparedPeriods(each);
    const key = JSON.stringify(periods);
    const group = byPeriods.get(key) ?? { periods, members: [] };
    byPeriods.set(key, group);
    group.members.push(each);
  }
  const messages = new Map<BudgetStep, Drivers>();
  for (const { periods, members } of byPeriods.values()) {
    const scopes = members.map(({ budget }) => manyScope(budget));
    const contributors = await contributorsOfMany(read, scope, scopes, periods);
    for (const [index, each] of members.entries()) {
      const { figures } = each.verdict;
      if (!figures) continue;
      const drivers = driversOf(overrunOf(figures), contributors[index] ?? []);
      const asked = { budget: each.budget, periods, elapsedDays: figures.elapsedDays, drivers };
      const isExplained = messages.size < MOST_EXPLAINED;
      messages.set(each, isExplained ? await explainedDrivers(read, scope, asked) : drivers);
    }
  }
  return messages;
}

function comparedPeriods({ budget, verdict }: BudgetStep): ContributorPeriods {
  const { period, dataThrough } = verdict;
  const elapsed: Period = {
    from: period.from,
    to: verdict.ended ? period.to : earlierOf(period.to, addDays(dataThrough ?? period.from, 1)),
  };
  return { now: period, before: earlierPart(budget, elapsed) };
}

/** Over what: the amount once it is spent or expected to be, and before that what would be spent by now. */
function overrunOf({ actual, amount, forecast, expectedByNow }: Figures): {
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
