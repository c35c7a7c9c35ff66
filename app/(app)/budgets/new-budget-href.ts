import { conditionText } from "@/lib/query/condition-text";
import { type Excludable, excludables } from "@/lib/query/names";
import type { CostQuery } from "@/lib/query/spec";

/** The form of a new budget for the charges of a question; kinds that it leaves out become switches. */
export function newBudgetHref({ where, metric }: Pick<CostQuery, "where" | "metric">, currency?: string): string {
  const params = new URLSearchParams({ metric });
  for (const condition of where) {
    if (isSwitch(condition)) params.set("exclude", condition.values.join(","));
    else params.append("where", conditionText(condition));
  }
  if (currency) params.set("currency", currency);
  return `/budgets/new?${params}`;
}

function isSwitch({ dimension, operator, values }: CostQuery["where"][number]): boolean {
  const isShort = (value: string) => excludables.includes(value as Excludable);
  return dimension === "chargeKind" && operator === "notin" && values.every(isShort);
}
