import { Money } from "../focus/money";
import type { BudgetSummary } from "./list";
import type { VerdictState } from "./verdict";

export const budgetOrders = ["risk", "name", "amount", "spent", "used", "forecast"] as const;
export type BudgetOrder = { by: (typeof budgetOrders)[number]; descending: boolean };

/** A budget in its place: `level` counts the budgets above it. */
export type PlacedBudget = { budget: BudgetSummary; level: number };

const urgency: VerdictState[] = ["over", "at_risk", "invalid", "unknown", "on_track", "scheduled", "closed"];

/**
 * Budgets with those that are part of one right below it. A family stands where its most urgent member would, so that
 * nothing that is over hides under a parent that is on track.
 */
export function budgetTree(budgets: BudgetSummary[], order: BudgetOrder): PlacedBudget[] {
  const known = new Set(budgets.map(({ id }) => id));
  const childrenOf = new Map<string, BudgetSummary[]>();
  for (const budget of budgets) {
    const parent = budget.parentId !== null && known.has(budget.parentId) ? budget.parentId : "";
    const children = childrenOf.get(parent) ?? [];
    childrenOf.set(parent, children);
    children.push(budget);
  }
  const compare = comparison(order);
  const familyOf = (budget: BudgetSummary): BudgetSummary[] => [
    budget,
    ...(childrenOf.get(budget.id) ?? []).flatMap(familyOf),
  ];
  const first = (budget: BudgetSummary) => (order.by === "risk" ? familyOf(budget).toSorted(compare)[0] : budget);
  const placed = (parent: string, level: number): PlacedBudget[] =>
    (childrenOf.get(parent) ?? [])
      .map((budget) => ({ budget, first: first(budget) ?? budget }))
      .sort((one, other) => compare(one.first, other.first) || byName(one.budget, other.budget))
      .flatMap(({ budget }) => [{ budget, level }, ...placed(budget.id, level + 1)]);
  return placed("", 0);
}

/** One list without levels, for what a filter leaves. */
export function budgetRanking(budgets: BudgetSummary[], order: BudgetOrder): PlacedBudget[] {
  return budgets.toSorted(comparison(order)).map((budget) => ({ budget, level: 0 }));
}

type Comparison = (one: BudgetSummary, other: BudgetSummary) => number;

function comparison({ by, descending }: BudgetOrder): Comparison {
  const ascending = by === "name" ? byName : by === "risk" ? byRisk : byNumber(by);
  return (one, other) => (descending ? -1 : 1) * ascending(one, other) || byName(one, other);
}

const byName: Comparison = (one, other) =>
  one.name.localeCompare(other.name, "en") || (one.id < other.id ? -1 : one.id > other.id ? 1 : 0);

/** The least urgent first. */
const byRisk: Comparison = (one, other) =>
  urgencyOf(other) - urgencyOf(one) || chanceOf(one) - chanceOf(other) || usedOf(one).cmp(usedOf(other));

function urgencyOf({ state, verdict }: BudgetSummary): number {
  if (state === "paused") return urgency.length;
  return verdict === null ? urgency.indexOf("unknown") : urgency.indexOf(verdict.state);
}

/** What is over is a fact: there only how far it is over counts. */
const chanceOf = ({ verdict }: BudgetSummary) =>
  verdict?.state === "over" ? 1 : Number(verdict?.figures?.probability ?? 0);

function usedOf({ verdict }: BudgetSummary): Money {
  const figures = verdict?.figures;
  if (!figures) return new Money(-1);
  if (figures.used !== null) return new Money(figures.used);
  return new Money(figures.actual).gt(0) ? new Money(Number.MAX_SAFE_INTEGER) : new Money(0);
}

function byNumber(by: "amount" | "spent" | "used" | "forecast"): Comparison {
  const numberOf = (budget: BudgetSummary): Money => {
    const figures = budget.verdict?.figures;
    if (!figures) return new Money(-1);
    if (by === "used") return usedOf(budget);
    if (by === "forecast") return new Money(figures.forecast?.amount ?? -1);
    return new Money(by === "amount" ? figures.amount : figures.actual);
  };
  return (one, other) => numberOf(one).cmp(numberOf(other));
}
