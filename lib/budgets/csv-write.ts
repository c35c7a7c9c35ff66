import { conditionText } from "../query/condition-text";
import { csvRecord } from "../query/csv-cell";
import type { Budget } from "./budget";
import { amountText } from "./csv-amount";
import { type CsvColumn, csvColumns } from "./csv-columns";

const unitSigns = { percent: " %", days: " days", amount: "" };

/** What is read from the file is what was written, to the last field. */
export function csvOfBudgets(budgets: Budget[]): string {
  const names = new Map(budgets.map(({ id, name }) => [id, name]));
  const plans = budgets.flatMap(({ amount }) => (amount.mode === "planned" ? amount.amounts : []));
  const days = [...new Set(plans.map(({ from }) => from))].sort();
  const rows = budgets.map((budget) => [
    ...csvColumns.map((column) => cellOf(column, budget, names)),
    ...days.map((day) => plannedOn(budget, day)),
  ]);
  return [[...csvColumns, ...days], ...rows].map(csvRecord).join("");
}

function plannedOn({ amount }: Budget, day: string): string {
  return amount.mode === "planned" ? (amount.amounts.find(({ from }) => from === day)?.amount ?? "") : "";
}

function cellOf(column: CsvColumn, budget: Budget, names: Map<string, string>): string {
  const cells: Record<CsvColumn, string | null> = {
    name: budget.name,
    parent: budget.parentId === null ? null : (names.get(budget.parentId) ?? null),
    currency: budget.currency,
    every: budget.every,
    amount: amountText(budget.amount),
    metric: budget.metric,
    where: budget.where.map((each) => conditionText(each).replaceAll("&", "&&")).join(" & "),
    exclude: Object.entries(budget.includes)
      .flatMap(([name, included]) => (included ? [] : name))
      .join("; "),
    owner: budget.owner,
    recipients: budget.recipients.join("; "),
    escalation: budget.escalation,
    thresholds:
      budget.thresholds.map(({ kind, value, unit }) => `${kind} ${value}${unitSigns[unit]}`).join("; ") || "none",
    starts_on: budget.startsOn,
    ends_on: budget.endsOn,
    time_zone: budget.timeZone,
    rolls_over: budget.rollsOver ? "yes" : "no",
    calendar: budget.calendar.kind,
    first_month: String(budget.calendar.firstMonth),
    week_start: String(budget.calendar.weekStart),
    pattern: budget.calendar.pattern,
    state: budget.state,
  };
  return cells[column] ?? "";
}
