import type { Scope } from "@/lib/auth/scope";
import { type BudgetSummary, budgetById, isBeingJudged } from "@/lib/budgets/list";

export type ShownBudget = BudgetSummary & { beingJudged: boolean };

/** A budget, and whether its verdict may be the one from before the last change. */
export async function shownBudget(scope: Scope, id: string, now: Date): Promise<ShownBudget> {
  const beingJudged = await isBeingJudged(scope);
  return { ...(await budgetById(scope, id, now)), beingJudged };
}
