import type { Calendar } from "./calendar";
import { BILLING, type Excludable } from "./names";
import { type ComparisonChoice, comparisonOf, type PeriodChoice, periodOf } from "./period-choice";
import type { Condition, CostQuery } from "./spec";

/**
 * A question as somebody put it: periods may be relative, and common conditions have short names. What the ledger
 * computes is the CostQuery that it means today.
 */
/** `currency` may be `billing`: each billing currency apart, also where a page would convert. */
export type Question = Omit<CostQuery, "period" | "compare"> & {
  period: PeriodChoice;
  compare: ComparisonChoice | null;
  exclude: Excludable[];
};

/** What the question means on a day; quarters and years are those of the workspace unless it says otherwise. */
export function queryOf({ period, compare, exclude, ...rest }: Question, calendar: Calendar): CostQuery {
  const { yearStart: own, where, currency, ...asked } = rest;
  const yearStart = own ?? calendar.yearStart;
  const bound: Calendar = { ...calendar, yearStart };
  const isFiscal = yearStart !== 1 && (rest.grain === "quarter" || rest.grain === "year");
  return {
    ...asked,
    period: periodOf(period, bound),
    where: [...where, ...without(exclude)],
    ...(compare && { compare: comparisonOf(compare, period, bound) }),
    ...(isFiscal && { yearStart }),
    ...(currency && currency !== BILLING && { currency }),
  };
}

/** The same question asked with days, as an answer or a link of the API has it. */
export function questionOf({ period, compare, ...rest }: CostQuery): Question {
  return { ...rest, period, compare: compare ?? null, exclude: [] };
}

function without(exclude: Excludable[]): Condition[] {
  return exclude.length === 0 ? [] : [{ dimension: "chargeKind", operator: "notin", values: exclude }];
}
