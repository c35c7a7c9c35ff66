import type { BudgetSummary } from "../../lib/budgets/list";
import { percentText } from "../../lib/budgets/money-text";
import { tableLines } from "./table";

const states = {
  on_track: "on track",
  at_risk: "at risk",
  over: "over",
  unknown: "unknown",
  invalid: "invalid",
  scheduled: "scheduled",
  closed: "closed",
} as const;

const order = Object.keys(states);
const urgency = ["over", "at_risk", "invalid", "unknown", "on_track", "scheduled", "closed"];

/** A line for each budget, those that need attention first. */
export function budgetLines(budgets: BudgetSummary[]): string[] {
  if (budgets.length === 0) return ["There is no budget: set one with outlay budget add."];
  const headings = ["budget", "state", "period", ">spent", ">of", ">used", ">forecast", ">probability", ""];
  const place = ({ verdict }: BudgetSummary) => urgency.indexOf(verdict?.state ?? order[0] ?? "");
  return tableLines(headings, [...budgets].sort((one, other) => place(one) - place(other)).map(cells));
}

function cells({ name, currency, state, verdict }: BudgetSummary): string[] {
  const figures = verdict?.figures;
  const shown = verdict ? states[verdict.state] : "not judged yet";
  return [
    name,
    state === "paused" ? `${shown} (paused)` : shown,
    verdict?.name ?? "-",
    figures?.actual ?? "-",
    figures?.amount ?? "-",
    percentText(figures?.used ?? null) ?? "-",
    figures?.forecast?.amount ?? "-",
    percentText(figures?.probability ?? null) ?? "-",
    currency,
  ];
}
