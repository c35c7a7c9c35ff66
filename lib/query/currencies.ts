import type { Scope } from "../auth/scope";
import { addMonths, type Day, monthOf } from "../focus/period";
import { askCosts } from "./run";
import { largestFirst } from "./stack";

const MONTHS = 13;

/** The currencies of the last 13 months and this one, the one with most spend first. */
export async function currenciesOf(scope: Scope, today: Day): Promise<string[]> {
  const { from, to } = monthOf(today);
  const period = { from: addMonths(from, -MONTHS), to };
  const { answers } = await askCosts(scope, { period, grain: "total", groupBy: [], where: [], metric: "billed" });
  return largestFirst(answers).map(({ currency }) => currency);
}
