import type { Scope } from "../auth/scope";
import type { Budget } from "../budgets/budget";
import { type Drivers, driversOf } from "../budgets/drivers";
import { explainedDrivers } from "../budgets/explained-drivers";
import type { BudgetSpend, PeriodVerdict } from "../budgets/judge";
import { comparedPeriods, overrunOf } from "../budgets/overrun";
import { manyScope } from "../budgets/read-spend";
import { contributorsOfMany } from "../query/contributors-of-many";
import type { Reader } from "../query/snapshot";
import type { Step } from "./step";

export type BudgetStep = { budget: Budget; verdict: PeriodVerdict; step: Step; spend: BudgetSpend };

/** Explaining prices reads single charges, so only those furthest over have it done in one evaluation. */
const MOST_EXPLAINED = 16;

const usedOf = ({ verdict }: BudgetStep) => Number(verdict.figures?.used ?? Number.MAX_VALUE);

/** The drivers for each step that has something to say. */
export async function messagesOf(read: Reader, scope: Scope, steps: BudgetStep[]): Promise<Map<BudgetStep, Drivers>> {
  const speaking = steps
    .filter(({ step }) => step.opens.some(({ state }) => state === "open"))
    .sort((one, other) => usedOf(other) - usedOf(one));
  const asked = speaking.map(({ budget, verdict }) => {
    return { scope: manyScope(budget), periods: comparedPeriods(budget, verdict) };
  });
  const contributors = await contributorsOfMany(read, scope, asked);
  const messages = new Map<BudgetStep, Drivers>();
  for (const [index, each] of speaking.entries()) {
    const { figures } = each.verdict;
    const periods = asked[index]?.periods;
    if (!figures || !periods) continue;
    const drivers = driversOf(overrunOf(figures), contributors[index] ?? []);
    const isExplained = messages.size < MOST_EXPLAINED;
    const unexplained = { budget: each.budget, periods, elapsedDays: figures.elapsedDays, drivers };
    messages.set(each, isExplained ? await explainedDrivers(read, scope, unexplained) : drivers);
  }
  return messages;
}
