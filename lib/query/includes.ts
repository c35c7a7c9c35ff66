import type { Scope } from "../auth/scope";
import type { Metric } from "../focus/charge";
import type { Day } from "../focus/period";
import { askCosts } from "./run";
import type { CostQuery } from "./spec";
import { largestFirst } from "./stack";

/** What stands beside a number so that it can be compared with the bill; null where there is nothing of the kind. */
export type Includes = {
  currency: string;
  metric: Metric;
  dataThrough: Day | null;
  /** Charges whose source does not state this cost: the number is incomplete by them. */
  missing: number;
  credit: string | null;
  refund: string | null;
  tax: string | null;
  support: string | null;
};

/** Which credits, refunds, tax and support are in the amounts of a question, for each currency. */
export async function includesOf(scope: Scope, query: CostQuery): Promise<Includes[]> {
  const { period, where, metric } = query;
  const byKind: CostQuery = { period, where, metric, grain: "total", groupBy: ["chargeKind"] };
  const { answers, dataThrough } = await askCosts(scope, byKind);
  return largestFirst(answers).map(({ currency, missing, rows }) => {
    const of = (kind: string) => rows.find(({ keys }) => keys.chargeKind === kind)?.amount ?? null;
    const [credit, refund, tax, support] = [of("credit"), of("refund"), of("tax"), of("support")];
    return { currency, metric, dataThrough, missing, credit, refund, tax, support };
  });
}
