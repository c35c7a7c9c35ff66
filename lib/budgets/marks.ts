import type { Scope } from "../auth/scope";
import { rowsOf, sql } from "../db/sql";
import type { Day, Period } from "../focus/period";
import type { Condition, CostQuery } from "../query/spec";
import { type Budget, budgetsWhere } from "./budget";
import { conditionsOf } from "./scope";

/** A judged period of a budget, for a chart of the very charges that the budget counts. */
export type BudgetMark = {
  budgetId: string;
  name: string;
  period: Period;
  amount: string;
  currency: string;
  /** The day on which it was spent. */
  crossedOn: Day | null;
};

type Asked = Pick<CostQuery, "where" | "metric" | "period">;

/** What budgets say of a question's days; only those of the same charges, cost and currency can be laid over its chart. */
export async function budgetMarks(scope: Scope, asked: Asked, currency: string): Promise<BudgetMark[]> {
  const budgets = await budgetsWhere(rowsOf, sql`workspace_id = ${scope.workspaceId}::uuid`);
  const fitting = budgets.filter((budget) => budget.currency === currency && isOfSameCharges(budget, asked));
  if (fitting.length === 0) return [];
  const rows = await rowsOf<Omit<BudgetMark, "name" | "currency" | "period"> & Period>(sql`
    select budget_id as "budgetId", period_start as "from", period_end as "to",
      evidence -> 'figures' ->> 'amount' as amount, evidence -> 'figures' ->> 'crossedOn' as "crossedOn"
    from budget_evaluation
    where budget_id = any(${fitting.map(({ id }) => id)}::uuid[])
      and period_start < ${asked.period.to}::date and period_end > ${asked.period.from}::date
      and evidence -> 'figures' ->> 'amount' is not null
    order by period_start, budget_id`);
  const names = new Map(fitting.map(({ id, name }) => [id, name]));
  return rows.map(({ from, to, ...row }) => {
    return { ...row, period: { from, to }, name: names.get(row.budgetId) ?? "", currency };
  });
}

function isOfSameCharges(budget: Budget, asked: Asked): boolean {
  return budget.metric === asked.metric && canonical(conditionsOf(budget)) === canonical(asked.where);
}

/** The same for conditions that stand, or name their values, in another order. */
function canonical(conditions: Condition[]): string {
  const each = conditions.map(({ dimension, operator, values }) =>
    JSON.stringify([dimension, operator, values.toSorted()]),
  );
  return each.toSorted().join("\n");
}
