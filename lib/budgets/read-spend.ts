import type { Scope } from "../auth/scope";
import { addDays, type Day, earlierOf, laterOf } from "../focus/period";
import { dailyOfMany, type ScopeDays } from "../query/daily-of-many";
import { DailySums } from "../query/daily-sums";
import { completeThrough, reachOf } from "../query/data-through";
import type { ManyScope } from "../query/of-many";
import type { Reader } from "../query/snapshot";
import { type SourceReach, sourceReaches } from "../query/source-reach";
import type { Budget } from "./budget";
import { type BudgetSpend, watchedPeriods } from "./judge";
import { periodAt, periodsUpTo } from "./rhythm";
import { conditionsOf } from "./scope";
import { Spend } from "./spend";
import type { Reach } from "./verdict";

/** A projection looks back so far, and finds in it what it was off by before. */
const HISTORY_DAYS = 182;
/** Budgets that look back further are read apart, so that they do not make all others wait. */
const USUAL_DAYS = 430;

/** What the scopes of these budgets cost, in their order; budgets of one scope are read once. */
export async function readSpend(read: Reader, scope: Scope, budgets: Budget[]): Promise<BudgetSpend[]> {
  const reaches = await sourceReaches(read, scope);
  const last = reaches
    .map(({ through }) => through)
    .sort()
    .at(-1);
  if (last === undefined) return budgets.map(() => none);
  const found = new Map<string, BudgetSpend>();
  const usual = budgets.filter((budget) => firstDay(budget, last) >= addDays(last, -USUAL_DAYS));
  const long = budgets.filter((budget) => !usual.includes(budget));
  for (const batch of [usual, long]) {
    if (batch.length === 0) continue;
    const wanted = new Map(batch.map((budget) => [scopeKey(budget), manyScope(budget)]));
    const from = batch.map((budget) => firstDay(budget, last)).reduce(earlierOf);
    const to = batch.map((budget) => periodAt(budget, last).to).reduce(laterOf, addDays(last, 1));
    const answers = await dailyOfMany(read, scope, [...wanted.values()], { from, to });
    [...wanted.keys()].forEach((key, index) => {
      const days = answers[index];
      if (days) found.set(`${batch === long} ${key}`, spendOf(days, reaches));
    });
  }
  const longOnes = new Set(long);
  return budgets.map((budget) => found.get(`${longOnes.has(budget)} ${scopeKey(budget)}`) ?? none);
}

const none: BudgetSpend = { spend: new Spend(new DailySums("2000-01-01")), reach: null, otherCurrencies: [] };

export function manyScope(budget: Budget): ManyScope {
  return { where: conditionsOf(budget), metric: budget.metric, currency: budget.currency };
}

function scopeKey(budget: Budget): string {
  return JSON.stringify(manyScope(budget));
}

function firstDay(budget: Budget, last: Day): Day {
  const [oldest] = periodsUpTo(budget, last, watchedPeriods[budget.every]);
  let from = earlierOf(oldest?.from ?? last, addDays(last, -HISTORY_DAYS));
  if (budget.amount.mode === "forecast") from = earlierOf(from, addDays(oldest?.from ?? last, -HISTORY_DAYS));
  if (budget.amount.mode !== "history") return from;
  let period = oldest ?? periodAt(budget, last);
  for (let back = 0; back < budget.amount.periods; back += 1) period = periodAt(budget, addDays(period.from, -1));
  return earlierOf(from, period.from);
}

/** Sources without charges in a scope say nothing about how far it reaches. */
function spendOf(days: ScopeDays, reaches: SourceReach[]): BudgetSpend {
  const touching = reaches.filter(({ id }) => days.sources.has(id));
  return {
    spend: new Spend(days.sums),
    reach: reachAmong(touching.length > 0 ? touching : reaches),
    otherCurrencies: [...days.otherCurrencies].sort(),
  };
}

// Complete by the day of the import, not of the clock: every replica and every repetition finds the same.
function reachAmong(sources: SourceReach[]): Reach | null {
  const through = reachOf(sources);
  if (through === null) return null;
  const imported = sources.map((source) => source.imported).reduce(laterOf);
  return { through, complete: completeThrough(through, imported) };
}
