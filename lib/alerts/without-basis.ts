import type { Budget } from "../budgets/budget";
import { type BudgetSpend, type PeriodVerdict, unjudged, watched } from "../budgets/judge";
import { hasPeriod } from "../budgets/rhythm";
import type { Known } from "./known";

/** Where no charge matches a budget any more that is the verdict on all its watched periods that had another one. */
export function vanished(
  budget: Budget,
  periods: PeriodVerdict[],
  { spend, reach }: BudgetSpend,
  known: Known,
): PeriodVerdict[] {
  const [only] = periods;
  if (!only || spend.first !== null) return [];
  const oldest = reach === null ? "" : (watched(budget, reach.through)[0]?.from ?? only.period.from);
  return known
    .judged(budget.id)
    .filter((period) => period.from >= oldest && period.from !== only.period.from && hasPeriod(budget, period))
    .map((period) => unjudged(budget, period, reach, only));
}

/** What is said of alerts of periods that a budget does not have any more, since its dates or its calendar changed. */
export function outlived(budget: Budget, { reach }: BudgetSpend, known: Known): PeriodVerdict[] {
  const verdict = { state: "scheduled", reason: "The budget does not have this period any more." } as const;
  return known
    .alerted(budget.id)
    .filter((period) => !hasPeriod(budget, period))
    .map((period) => unjudged(budget, period, reach, verdict));
}
