import { Money, plain, sumOf } from "../focus/money";
import type { Budget } from "./budget";
import type { Stored } from "./list";

/** Whether the budgets under one add up to it. */
export type Hierarchy = {
  children: number;
  /** Of the children that can be added: same currency, same periods, and an amount. */
  sum: string;
  /** The amount less the sum: what is not given to anybody, or given twice where it is negative. */
  difference: string | null;
  /** Names of children that cannot be added. */
  unlike: string[];
};

/** Null of a budget without children. */
export function hierarchyOf(budget: Budget, all: Budget[], verdicts: Map<string, Stored>): Hierarchy | null {
  const children = all.filter(({ parentId }) => parentId === budget.id);
  if (children.length === 0) return null;
  const own = verdicts.get(budget.id);
  const amountOf = (child: Budget) => {
    const verdict = verdicts.get(child.id);
    const isLike = child.currency === budget.currency && verdict?.from === own?.from && verdict?.to === own?.to;
    return isLike ? (verdict?.figures?.amount ?? null) : null;
  };
  const amounts = children.flatMap((child) => amountOf(child) ?? []);
  const sum = sumOf(amounts);
  const amount = own?.figures?.amount;
  return {
    children: children.length,
    sum: plain(sum),
    difference: amount === undefined ? null : plain(new Money(amount).minus(sum)),
    unlike: children.filter((child) => amountOf(child) === null).map(({ name }) => name),
  };
}

const MOST_LEVELS = 10;

/** Why a budget cannot be put under another: it would be its own ancestor, or too deep. */
export function parentProblem(
  id: string | null,
  parentId: string,
  all: Pick<Budget, "id" | "parentId">[],
): string | null {
  const parents = new Map(all.map((each) => [each.id, each.parentId]));
  if (!parents.has(parentId)) return "There is no such parent budget in this workspace.";
  let levels = 1;
  for (let at: string | null | undefined = parentId; at; at = parents.get(at)) {
    if (at === id) return "A budget cannot be part of itself.";
    levels += 1;
    if (levels > MOST_LEVELS) return `Budgets stand at most ${MOST_LEVELS} levels deep.`;
  }
  return null;
}
