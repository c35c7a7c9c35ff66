import type { Scope } from "../auth/scope";
import { Money, plain, sumOf } from "../focus/money";
import { addDays, type Day, daysBetween, laterOf, type Period } from "../focus/period";
import { completeThrough } from "../query/data-through";
import { askCosts } from "../query/run";
import { type BudgetCalendar, type Every, everies } from "./calendar";
import { periodName } from "./period-name";
import { periodAt } from "./rhythm";
import { type BudgetScope, budgetQuery } from "./scope";

const LOOK_BACK_DAYS = 430;
const PERIODS = 3;
const RATE_DAYS = 90;
const HEADROOM = 1.1;

/** What earlier periods of a scope cost, and the amount that follows from them. */
export type AmountSuggestion = {
  every: Every;
  /** The last complete periods, the oldest first; none where no whole period is known yet. */
  periods: { name: string; cost: string }[];
  /** A tenth above their mean, or above that of the last days, rounded up to two digits. */
  amount: string;
};

export type CurrencySuggestions = { currency: string; suggestions: AmountSuggestion[] };

/** For each currency that the scope was charged in, the largest first, an amount for each kind of period. */
export async function suggestedAmounts(
  scope: Scope,
  asked: BudgetScope & { calendar: BudgetCalendar },
  today: Day,
): Promise<CurrencySuggestions[]> {
  const span = { from: addDays(today, -LOOK_BACK_DAYS), to: addDays(today, 1) };
  const { answers, dataThrough } = await askCosts(scope, budgetQuery(asked, span, "day"));
  if (dataThrough === null) return [];
  const complete = completeThrough(dataThrough, today);
  return answers
    .filter(({ rows }) => rows.length > 0)
    .toSorted((one, other) => new Money(other.total).cmp(one.total))
    .map(({ currency, rows }) => {
      const days = new Map(rows.map(({ bucket, amount }) => [bucket ?? "", amount]));
      const suggestions = everies.flatMap(
        (every) => suggestion(days, { every, calendar: asked.calendar, complete }) ?? [],
      );
      return { currency, suggestions };
    });
}

type Asked = { every: Every; calendar: BudgetCalendar; complete: Day };

function suggestion(days: Map<Day, string>, { every, calendar, complete }: Asked): AmountSuggestion | null {
  const first = [...days.keys()].sort()[0];
  if (first === undefined || every === "once") return null;
  const rhythm = { every, calendar, startsOn: null, endsOn: null };
  const running = periodAt(rhythm, addDays(complete, 1));
  const whole: Period[] = [];
  for (let period = before(rhythm, running); whole.length < PERIODS && period.from >= first; ) {
    whole.unshift(period);
    period = before(rhythm, period);
  }
  if (whole.length > 0) {
    const costs = whole.map((period) => costOf(days, period));
    const mean = sumOf(costs.map(plain)).div(costs.length);
    const periods = whole.map((period, index) => ({
      name: periodName(rhythm, period),
      cost: plain(costs[index] ?? 0),
    }));
    return { every, periods, amount: roundedUp(mean.times(HEADROOM)) };
  }
  const latest = { from: laterOf(first, addDays(complete, 1 - RATE_DAYS)), to: addDays(complete, 1) };
  if (latest.to <= latest.from) return null;
  const daily = costOf(days, latest).div(daysBetween(latest));
  return { every, periods: [], amount: roundedUp(daily.times(daysBetween(running)).times(HEADROOM)) };
}

type OfPeriods = Parameters<typeof periodAt>[0];

const before = (rhythm: OfPeriods, { from }: Period) => periodAt(rhythm, addDays(from, -1));

function costOf(days: Map<Day, string>, { from, to }: Period): Money {
  return sumOf([...days].flatMap(([day, amount]) => (day >= from && day < to ? amount : [])));
}

/** 1,234 becomes 1,300: a suggestion should not look like a measurement. */
export function roundedUp(amount: Money): string {
  return Money.max(0, amount).toSignificantDigits(2, Money.ROUND_UP).toFixed();
}
