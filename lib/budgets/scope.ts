import type { Metric } from "../focus/charge";
import type { Period } from "../focus/period";
import type { Grain } from "../query/names";
import type { Condition, CostQuery } from "../query/spec";
import { type BudgetIncludes, excludableOf } from "./spec";

/** Which charges a budget counts. */
export type BudgetScope = { where: Condition[]; metric: Metric; includes: BudgetIncludes };

/** The question whose answer is the budget's spend: a chart that asks it shows the same number. */
export function budgetQuery(scope: BudgetScope, period: Period, grain: Grain): CostQuery {
  return { period, grain, groupBy: [], where: conditionsOf(scope), metric: scope.metric };
}

/** The conditions with those that the switches stand for. */
export function conditionsOf({ where, includes }: BudgetScope): Condition[] {
  const left = (Object.keys(excludableOf) as (keyof BudgetIncludes)[]).filter((name) => !includes[name]);
  if (left.length === 0) return where;
  return [...where, { dimension: "chargeKind", operator: "notin", values: left.map((name) => excludableOf[name]) }];
}
