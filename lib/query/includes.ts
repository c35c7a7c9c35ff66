import type { Scope } from "../auth/scope";
import type { Metric } from "../focus/charge";
import type { Day } from "../focus/period";
import type { RateOrigin } from "../rates/rate";
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

/** In a few words how an amount came into its currency, or why it did not come into the one that was asked for. */
export type Converted =
  | { kind: "converted"; from: string[]; origins: RateOrigin[]; days: number; earlier: number }
  | { kind: "apart"; to: string; days: number; first: Day };

/** Which credits, refunds, tax and support are in the amounts of a question, for each currency. */
export async function includesOf(scope: Scope, query: CostQuery): Promise<Includes[]> {
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
  const { answers, dataThrough, conversion } = await askCosts(scope, byKind);
  return largestFirst(answers).map(({ currency: own, missing, rows }) => {
    const of = (kind: string) => rows.find(({ keys }) => keys.chargeKind === kind)?.amount ?? null;
    const [credit, refund, tax, support] = [of("credit"), of("refund"), of("tax"), of("support")];
    const converted = conversion ? convertedInto(own, conversion) : null;
    return { currency: own, metric, dataThrough, missing, credit, refund, tax, support, conversion: converted };
  });
}

export function convertedInto(currency: string, { to, converted, apart }: Conversion): Converted | null {
  const left = apart.find((each) => each.currency === currency);
  if (left) return { kind: "apart", to, days: left.days, first: left.first };
  if (currency !== to || converted.length === 0) return null;
  const rates = converted.flatMap(({ applied }) => applied.flatMap((stretch) => stretch.rates));
  return {
    kind: "converted",
    from: converted.map((each) => each.currency),
    origins: [...new Set(rates.map(({ origin }) => origin))],
    days: sum(converted.map(({ days }) => days)),
    earlier: sum(converted.map(({ earlier }) => earlier)),
  };
}

const sum = (numbers: number[]) => numbers.reduce((total, each) => total + each, 0);
