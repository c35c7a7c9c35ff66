import { covers } from "../auth/covers";
import type { Scope } from "../auth/scope";
import { DomainError } from "../errors";
import { type BudgetScope, conditionsOf } from "./scope";

/** Whether somebody may see a budget: only where they may see every charge that it counts. */
export function isSeen({ rows }: Pick<Scope, "rows">, budget: BudgetScope): boolean {
  return covers(rows, conditionsOf(budget));
}

/** Refuses a budget on charges that its author may not see. */
export function requireWithinRows(scope: Pick<Scope, "rows">, budget: BudgetScope): void {
  if (isSeen(scope, budget)) return;
  throw new DomainError(
    "forbidden",
    "This budget would count charges that you may not see. Narrow its filter to yours.",
  );
}
