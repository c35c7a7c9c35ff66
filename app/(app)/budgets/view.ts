import type { ShownState } from "@/components/budgets/budget-words";
import type { BudgetSummary } from "@/lib/budgets/list";
import { type BudgetOrder, budgetOrders } from "@/lib/budgets/order";

export type BudgetsParams = Record<string, string | string[] | undefined>;
export type BudgetsView = { show: Show; order: BudgetOrder };

export const shows = ["all", "over", "at_risk", "on_track", "other"] as const;
/** Which budgets the list shows; `other` are those that nothing is known of. */
export type Show = (typeof shows)[number];

const usual: BudgetOrder = { by: "risk", descending: true };

/** What the page's address asks for; words it does not know are left out. */
export function viewOf(params: BudgetsParams): BudgetsView {
  const [sort = "", show] = [params.sort, params.state].map((value) => [value].flat()[0]);
  const by = budgetOrders.find((name) => name === sort.replace(/^-/, ""));
  return {
    show: shows.find((name) => name === show) ?? "all",
    order: by ? { by, descending: sort.startsWith("-") } : usual,
  };
}

export function budgetsHref({ show, order }: BudgetsView): string {
  const params = new URLSearchParams();
  if (show !== "all") params.set("state", show);
  if (order.by !== usual.by || order.descending !== usual.descending) {
    params.set("sort", `${order.descending ? "-" : ""}${order.by}`);
  }
  return params.size > 0 ? `/budgets?${params}` : "/budgets";
}

/** What the list says of a budget. */
export function shownState({ state, verdict }: Pick<BudgetSummary, "state" | "verdict">): ShownState {
  if (state === "paused") return "paused";
  return verdict?.state ?? "waiting";
}

export function isShown(budget: BudgetSummary, show: Show): boolean {
  const state = shownState(budget);
  if (show === "all" || show === state) return true;
  return show === "other" && !["over", "at_risk", "on_track"].includes(state);
}
