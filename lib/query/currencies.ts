import type { Scope } from "../auth/scope";
import { addMonths, type Day, monthOf } from "../focus/period";
import { reportingCurrency } from "../rates/reporting-currency";
import { askCosts } from "./run";
import { largestFirst } from "./stack";

const MONTHS = 13;

/** The currencies of the last 13 months and this one, the one with most spend first. */
export type Currencies = {
  billed: string[];
  /** What is left to look at when pages ask in the reporting currency; that one first. Null where there is none. */
  reported: string[] | null;
};

export async function currenciesOf(scope: Scope, today: Day): Promise<Currencies> {
  const { from, to } = monthOf(today);
  const period = { from: addMonths(from, -MONTHS), to };
  const query = { period, grain: "total", groupBy: [], where: [], metric: "billed" } as const;
  const of = async (currency: string | null) => {
    const asked = { ...query, groupBy: [], where: [], ...(currency && { currency }) };
    return largestFirst((await askCosts(scope, asked)).answers).map((answer) => answer.currency);
  };
  const reporting = await reportingCurrency(scope);
  const billed = await of(null);
  if (!reporting || billed.every((currency) => currency === reporting)) return { billed, reported: null };
  return { billed, reported: [...new Set([reporting, ...(await of(reporting))])] };
}
