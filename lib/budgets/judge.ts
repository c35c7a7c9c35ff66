import { Money, plain, zero } from "../focus/money";
import { addDays, type Day, earlierOf, laterOf, type Period } from "../focus/period";
import { dayInZone } from "../focus/zone";
import { amountOf, type Known, type PeriodAmount } from "./amount";
import type { Budget } from "./budget";
import type { Every } from "./calendar";
import { dayName, periodName } from "./period-name";
import { reasonOf } from "./reason";
import { periodAt, periodsUpTo } from "./rhythm";
import type { Spend } from "./spend";
import { type Figures, figuresOf, type Reach, restOf, stateOf, unspent, type VerdictState } from "./verdict";

/** What came of judging one period of a budget. */
export type PeriodVerdict = {
  period: Period;
  name: string;
  /** Charges of a later day are in: nothing is expected any more, though it may still be restated. */
  ended: boolean;
  state: VerdictState;
  reason: string;
  /** Null where there is nothing to compare: no charges, or no amount. */
  figures: Figures | null;
  dataThrough: Day | null;
};

/** A budget with the verdicts on its watched periods. */
export type Judgement = { budget: Budget; periods: PeriodVerdict[] };

/** What the ledger has for a budget; `reach` is null while no source of its scope has any charges. */
export type BudgetSpend = { spend: Spend; reach: Reach | null; otherCurrencies: string[] };

/** Charges usually arrive within two days. */
export const STALE_DAYS = 3;

/** How many periods are watched for charges that come late, the running one included. */
export const watchedPeriods: Record<Every, number> = { day: 35, week: 14, month: 14, quarter: 6, year: 3, once: 1 };

/**
 * The verdict on every watched period, oldest first. `now` decides nothing but whether the data is stale. `newest` begins
 * the newest period that was judged before: where charges do not reach it any more, it is judged all the same.
 */
export function judgedPeriods(
  budget: Budget,
  { spend, reach, otherCurrencies, newest = null }: BudgetSpend & { newest?: Day | null },
  now: Date,
): PeriodVerdict[] {
  const today = dayInZone(now, budget.timeZone);
  if (reach === null || spend.first === null) {
    const period = periodAt(budget, earlierOf(reach?.through ?? today, addDays(budget.endsOn ?? "2200-01-01", -1)));
    return [unjudged(budget, period, reach, nothingFound(reach, budget.currency, otherCurrencies))];
  }
  if (budget.startsOn !== null && reach.through < budget.startsOn) {
    const period = periodAt(budget, budget.startsOn);
    const reason = `It begins on ${dayName(budget.startsOn)}; charges are in until ${dayName(reach.through)}.`;
    return [unjudged(budget, period, reach, { state: "scheduled", reason })];
  }
  const periods = watched(budget, laterOf(reach.through, newest ?? reach.through));
  return withData({
    budget,
    periods,
    spend,
    reach,
    otherCurrencies,
    isStale: reach.through < addDays(today, -STALE_DAYS),
  });
}

/** The watched periods up to the last day with charges, oldest first. */
export function watched(budget: Budget, through: Day): Period[] {
  const last = budget.endsOn === null ? through : earlierOf(through, addDays(budget.endsOn, -1));
  return periodsUpTo(budget, last, watchedPeriods[budget.every]);
}

type Data = { spend: Spend; reach: Reach; otherCurrencies: string[]; isStale: boolean };

function withData({ budget, periods, ...data }: Data & { budget: Budget; periods: Period[] }): PeriodVerdict[] {
  const { spend, reach } = data;
  const known = knownFrom(spend, reach);
  let rolledOver = zero;
  const verdicts: PeriodVerdict[] = [];
  for (const period of periods) {
    const base = amountOf(budget.amount, budget, period, known);
    verdicts.push(judged(budget, { period, base, rolledOver, ...data }));
    if (budget.rollsOver && rollsFrom(budget) < period.to) rolledOver = unspent(base, rolledOver, spend.sum(period));
  }
  return verdicts;
}

/** Nothing is saved up in periods from before the budget was set. */
function rollsFrom({ startsOn, createdAt }: Budget): Day {
  return startsOn ?? createdAt.toISOString().slice(0, 10);
}

type Case = Data & { period: Period; base: PeriodAmount; rolledOver: Money };

function judged(budget: Budget, asked: Case): PeriodVerdict {
  const { period, base, rolledOver, spend, reach, otherCurrencies, isStale } = asked;
  if (!base.known) return unjudged(budget, period, reach, { state: "invalid", reason: base.reason });
  const ended = reach.through >= period.to;
  const figures = figuresOf({ period, amount: base.amount.plus(rolledOver), rolledOver, spend, reach });
  const isOver = budget.endsOn !== null && reach.through >= budget.endsOn && period.to >= budget.endsOn;
  const state = isOver && stateOf(figures, false) !== "over" ? "closed" : stateOf(figures, isStale && !ended);
  const reason = reasonOf({ state, figures, currency: budget.currency, through: reach.through, ended });
  const uncounted = otherCurrencies.length > 0 ? ` Charges in ${otherCurrencies.join(" and ")} are not counted.` : "";
  return { ...unjudged(budget, period, reach, { state, reason: `${reason}${uncounted}` }), ended, figures };
}

/** The verdict on a period without figures. */
export function unjudged(
  budget: Budget,
  period: Period,
  reach: Reach | null,
  { state, reason }: Pick<PeriodVerdict, "state" | "reason">,
): PeriodVerdict {
  return {
    period,
    name: periodName(budget, period),
    ended: reach !== null && reach.through >= period.to,
    state,
    reason,
    figures: null,
    dataThrough: reach?.through ?? null,
  };
}

function nothingFound(
  reach: Reach | null,
  currency: string,
  others: string[],
): Pick<PeriodVerdict, "state" | "reason"> {
  if (others.length > 0) {
    const reason = `The charges in its scope are in ${others.join(" and ")}, the budget is in ${currency}.`;
    return { state: "invalid", reason };
  }
  if (reach === null) return { state: "unknown", reason: "There are no charges yet." };
  return { state: "invalid", reason: "No charge matches its scope: check the filter for a name that has changed." };
}

function knownFrom(spend: Spend, reach: Reach): Known {
  return {
    spent: (period) => (spend.first !== null && spend.first <= period.from ? spend.sum(period) : null),
    foreseen: (period) => {
      const before = addDays(period.from, -1);
      const complete = earlierOf(before, reach.complete);
      const made = restOf(spend, period, { complete, through: complete });
      return made.known ? { known: true, amount: new Money(plain(made.rest)) } : made;
    },
  };
}
