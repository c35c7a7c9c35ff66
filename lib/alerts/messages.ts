import type { Scope } from "../auth/scope";
import type { Budget } from "../budgets/budget";
import { type Drivers, driversOf } from "../budgets/drivers";
import { explainedDrivers } from "../budgets/explained-drivers";
import type { BudgetSpend, PeriodVerdict } from "../budgets/judge";
import { comparedPeriods, overrunOf } from "../budgets/overrun";
import { manyScope } from "../budgets/read-spend";
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
    const periods = comparedPeriods(each.budget, each.verdict);
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
