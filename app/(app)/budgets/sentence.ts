import type { BudgetSummary } from "@/lib/budgets/list";
import { shownState } from "./view";

/** The one sentence the page opens with. */
export function budgetsSentence(budgets: BudgetSummary[]): string {
  const count = (state: string) => budgets.filter((budget) => shownState(budget) === state).length;
  const [over, atRisk, onTrack] = [count("over"), count("at_risk"), count("on_track")];
  const all = budgets.length === 1 ? "The only budget" : `All ${budgets.length} budgets`;
  if (onTrack === budgets.length) return `${all} ${budgets.length === 1 ? "is" : "are"} on track.`;
  const parts = [
    over > 0 && `${over} ${over === 1 ? "is" : "are"} over`,
    atRisk > 0 && `${atRisk} ${atRisk === 1 ? "is" : "are"} at risk`,
  ].filter(Boolean);
  if (parts.length === 0) return `None of ${budgets.length} budgets is over or at risk.`;
  return `Of ${budgets.length} ${budgets.length === 1 ? "budget" : "budgets"}, ${parts.join(" and ")}.`;
}
