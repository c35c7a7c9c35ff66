import { z } from "zod";
import { requireRole, type Scope } from "../auth/scope";
import { DomainError } from "../errors";
import { metrics } from "../focus/charge";
import { isDimension } from "../focus/dimension";
import { Money } from "../focus/money";
import { addDays, addMonths, type Day, monthOf } from "../focus/period";
import { completeThrough } from "../query/data-through";
import { type Dimension, dimensionLabel } from "../query/names";
import { askCosts } from "../query/run";
import type { CostQuery } from "../query/spec";
import { NewBudget } from "./spec";
import { roundedUp } from "./suggest-amount";

const MONTHS = 3;
const MOST = 1000;
const TOO_SMALL = 10;

/** "One budget per team": the dimension that tells them apart, and what they have in common. */
export const BudgetsPer = z.strictObject({
  per: z.custom<Dimension>((name) => typeof name === "string" && isDimension(name), "Unknown dimension."),
  metric: z.enum(metrics).default("effective"),
  /** Above the mean of the last months. */
  headroomPercent: z.number().min(-50).max(200).default(10),
});
export type BudgetsPer = z.output<typeof BudgetsPer>;

export type Suggestion = { budget: NewBudget; monthlyMean: string; value: string };

/**
 * A monthly budget for each value of a dimension and currency: the mean of its last three complete months and some
 * headroom, rounded up to two digits. What costs next to nothing gets none.
 */
export async function suggestedBudgets(scope: Scope, { per, metric, headroomPercent }: BudgetsPer, today: Day) {
  requireRole(scope, "editor");
  const asked = (period: CostQuery["period"]): CostQuery => {
    return { period, grain: "total", groupBy: [per], where: [], metric };
  };
  const everything = await askCosts(scope, asked({ from: addMonths(today, -24), to: addDays(today, 1) }));
  if (everything.dataThrough === null)
    throw new DomainError("conflict", "There are no charges to suggest amounts from.");
  const to = monthOf(addDays(completeThrough(everything.dataThrough, today), 1)).from;
  const { answers, labels } = await askCosts(scope, asked({ from: addMonths(to, -MONTHS), to }));
  const several = answers.length > 1;
  const suggestions = answers.flatMap(({ currency, rows }) =>
    rows.flatMap(({ keys, amount }): Suggestion[] => {
      const value = keys[per] ?? null;
      const mean = new Money(amount).div(MONTHS);
      if (value === null || mean.lt(TOO_SMALL)) return [];
      const label = labels[per]?.[value] ?? value;
      const budget = NewBudget.parse({
        name: `${dimensionLabel(per)}: ${label}${several ? ` (${currency})` : ""}`.slice(0, 200),
        currency,
        metric,
        where: [{ dimension: per, operator: "eq", values: [value] }, ...(scope.rows ?? [])],
        amount: { mode: "fixed", amount: roundedUp(mean.times(100 + headroomPercent).div(100)) },
      });
      return [{ budget, value, monthlyMean: mean.toFixed(2) }];
    }),
  );
  if (suggestions.length > MOST) {
    throw new DomainError("too_large", `There are more than ${MOST} values: choose a dimension with fewer.`);
  }
  return suggestions.sort((one, other) => new Money(other.monthlyMean).cmp(one.monthlyMean));
}
