import type { Budget } from "@/lib/budgets/budget";
import { addDays } from "@/lib/focus/period";
import { conditionText } from "@/lib/query/condition-text";
import { conditionField, type FormValues, planField, thresholdField } from "./field-names";

type Given = Omit<Budget, "id" | "state" | "createdBy" | "createdAt">;

/** A budget as the fields of its form; what is not checked is not among them. */
export function shownValues(budget: Given): FormValues {
  const { where, thresholds, includes, calendar, recipients } = budget;
  return {
    name: budget.name,
    metric: budget.metric,
    currency: budget.currency,
    every: budget.every,
    startsOn: budget.startsOn ?? "",
    lastDay: budget.endsOn === null ? "" : addDays(budget.endsOn, -1),
    timeZone: budget.timeZone,
    calendar: calendar.kind,
    firstMonth: String(calendar.firstMonth),
    weekStart: String(calendar.weekStart),
    pattern: calendar.pattern,
    parentId: budget.parentId ?? "",
    owner: budget.owner ?? "",
    recipients: recipients.join("\n"),
    escalation: budget.escalation ?? "",
    ...amountValues(budget.amount),
    ...Object.fromEntries(where.map((condition, index) => [conditionField(index), conditionText(condition)])),
    ...Object.fromEntries(
      thresholds.flatMap(({ kind, unit, value }, index) => [
        [thresholdField(index, "kind"), kind],
        [thresholdField(index, "unit"), unit],
        [thresholdField(index, "value"), value],
      ]),
    ),
    ...checked(Object.entries(includes)),
    ...(budget.rollsOver && { rollsOver: "on" }),
  };
}

const checked = (switches: [string, boolean][]) =>
  Object.fromEntries(switches.flatMap(([name, on]) => (on ? [[`include.${name}`, "on"]] : [])));

function amountValues(amount: Given["amount"]): FormValues {
  const usual = { mode: amount.mode, each: "year", periods: "3", percent: "0" };
  switch (amount.mode) {
    case "fixed":
      return { ...usual, amount: amount.amount };
    case "planned":
      return { ...usual, ...Object.fromEntries(amount.amounts.map((each) => [planField(each.from), each.amount])) };
    case "growing":
      return { ...usual, amount: amount.amount, since: amount.since, percent: amount.percent, each: amount.each };
    case "history":
      return { ...usual, periods: String(amount.periods), percent: amount.percent };
    case "forecast":
      return { ...usual, percent: amount.percent };
  }
}
