import type { Scope } from "../auth/scope";
import type { Metric } from "../focus/charge";
import type { Day } from "../focus/period";
import type { RateOrigin } from "../rates/rate";
import type { Asking } from "./asking";
import type { Conversion } from "./convert";
import { askCosts } from "./run";
import type { CostQuery, NarrowedQuery } from "./spec";
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
  conversion: Converted | null;
};

/** In a few words how amounts came into the currency that was asked for, and what did not. */
export type Converted = {
  to: string;
  from: string[];
  origins: RateOrigin[];
  /** Days whose charges took the rate of an earlier one. */
  earlier: number;
  apart: Conversion["apart"];
};

/** Which credits, refunds, tax and support are in the amounts of a question, for each currency. */
export async function includesOf(scope: Scope, query: CostQuery, asking: Asking = {}): Promise<Includes[]> {
  const { period, where, metric, currency, compare } = query;
  const byKind: NarrowedQuery = {
    period,
    where,
    metric,
    grain: "total",
    groupBy: ["chargeKind"],
    ...(currency && { currency }),
    ...(compare && { alongside: compare }),
  };
  const { answers, dataThrough, conversion } = await askCosts(scope, byKind, asking);
  const converted = conversion ? inWords(conversion) : null;
  return largestFirst(answers).map(({ currency: own, missing, rows }) => {
    const of = (kind: string) => rows.find(({ keys }) => keys.chargeKind === kind)?.amount ?? null;
    const [credit, refund, tax, support] = [of("credit"), of("refund"), of("tax"), of("support")];
    return { currency: own, metric, dataThrough, missing, credit, refund, tax, support, conversion: converted };
  });
}

function inWords({ to, converted, apart }: Conversion): Converted | null {
  if (converted.length + apart.length === 0) return null;
  const rates = converted.flatMap(({ applied }) => applied.flatMap((stretch) => stretch.rates));
  return {
    to,
    from: converted.map(({ currency }) => currency),
    origins: [...new Set(rates.map(({ origin }) => origin))],
    earlier: converted.reduce((sum, each) => sum + each.earlier, 0),
    apart,
  };
}
