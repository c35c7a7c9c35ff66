import type { Scope } from "@/lib/auth/scope";
import { BudgetCalendar } from "@/lib/budgets/calendar";
import { excludableOf } from "@/lib/budgets/spec";
import { usualThresholds } from "@/lib/budgets/threshold";
import type { Condition } from "@/lib/focus/condition";
import type { Calendar } from "@/lib/query/calendar";
import { BILLING } from "@/lib/query/names";
import { questionFromUrl } from "@/lib/query/url";

export type AskedParams = Record<string, string | string[] | undefined>;

const carried = ["where", "metric", "exclude"];

/** A new budget with the scope, metric and switches that a chart's address carries. */
export function askedBudget(scope: Scope, params: AskedParams, calendar: Calendar) {
  const asked = Object.fromEntries(Object.entries(params).filter(([name]) => carried.includes(name)));
  const { where, metric, exclude } = questionFromUrl({ metric: "effective", ...asked }, calendar).question;
  const counted = (name: keyof typeof excludableOf) => !exclude.includes(excludableOf[name]);
  const currency = [params.show, params.currency].flat().find((code) => code !== undefined && code !== BILLING);
  return {
    name: nameOf(where),
    where,
    metric,
    includes: {
      credits: counted("credits"),
      tax: counted("tax"),
      refunds: counted("refunds"),
      support: counted("support"),
    },
    currency: currency ?? "",
    every: "month" as const,
    calendar: BudgetCalendar.parse({ firstMonth: calendar.yearStart }),
    startsOn: null,
    endsOn: null,
    timeZone: "UTC",
    amount: { mode: "fixed" as const, amount: "" },
    rollsOver: false,
    thresholds: usualThresholds,
    parentId: null,
    owner: scope.actor.includes("@") ? scope.actor : null,
    recipients: [],
    escalation: null,
  };
}

const LONGEST = 100;

/** What the charges have in common. */
function nameOf(where: Condition[]): string {
  const values = where
    .filter(({ operator }) => operator === "eq" || operator === "in")
    .map((each) => each.values.join(", "));
  return values.join(": ").slice(0, LONGEST);
}
