import { Money, plain, zero } from "../focus/money";
import { addDays, type Day, daysBetween, earlierOf, laterOf, type Period } from "../focus/period";
import { chanceAbove, type Outlook, outlook, restInterval } from "../forecast/outlook";
import type { PeriodAmount } from "./amount";
import type { Spend } from "./spend";

export type VerdictState = "on_track" | "at_risk" | "over" | "unknown" | "invalid" | "scheduled" | "closed";

/** How far the ledger reaches: `complete` is the last day that will hardly change any more. */
export type Reach = { through: Day; complete: Day };

/** Everything a verdict is made of; amounts are decimal strings, shares of one are plain numbers in text. */
export type Figures = {
  amount: string;
  /** Of the amount: what the period before left unspent. */
  rolledOver: string;
  actual: string;
  /** Actual as a share of the amount; null of a budget of zero. */
  used: string | null;
  days: number;
  elapsedDays: number;
  /** What would be spent by now if the amount were spent evenly, and how far actual is ahead of it. */
  expectedByNow: string;
  aheadOfPace: string;
  /** Mean cost of a day over the last seven complete ones. */
  dailyBurn: string | null;
  forecast: { amount: string; low: string | null; high: string | null } | null;
  /** Why there is no forecast. */
  forecastGap: string | null;
  /** That the period ends over the amount. */
  probability: string | null;
  crossedOn: Day | null;
  expectedCrossing: Day | null;
  /** Days from the last data on until the amount is spent at the daily burn; null where it is not within the period. */
  spentInDays: number | null;
};

const HISTORY_DAYS = 180;
const BURN_DAYS = 7;
const SOON_DAYS = 10;
const LIKELY = 0.5;
const ESTIMATE_PLACES = 2;
const RATIO_PLACES = 6;
// A share is shown with six places; dividing to the places that sums need takes ten times as long.
const Ratio = Money.clone({ precision: 60 });

export type Judged = { period: Period; amount: Money; rolledOver: Money; spend: Spend; reach: Reach };

/** Actual, pace, forecast, chance and crossing of one period. Nothing here depends on the clock. */
export function figuresOf(judged: Judged): Figures {
  const { period, amount, rolledOver, spend, reach } = judged;
  const actual = spend.sum(period);
  const days = daysBetween(period);
  const elapsedDays = Math.min(days, Math.max(0, daysBetween({ from: period.from, to: addDays(reach.through, 1) })));
  const part = elapsedDays === days ? amount : amount.times(elapsedDays).div(days);
  const expectedByNow = part.toDecimalPlaces(ESTIMATE_PLACES);
  const crossedOn = actual.gt(amount) ? spend.crossed(period, amount) : null;
  return {
    amount: plain(amount),
    rolledOver: plain(rolledOver),
    actual: plain(actual),
    used: amount.isZero() ? null : new Ratio(actual).div(amount).toDecimalPlaces(RATIO_PLACES).toFixed(),
    days,
    elapsedDays,
    expectedByNow: plain(expectedByNow),
    aheadOfPace: plain(actual.minus(expectedByNow)),
    crossedOn,
    ...aheadOf(judged, actual),
  };
}

type Ahead = Pick<
  Figures,
  "dailyBurn" | "forecast" | "forecastGap" | "probability" | "expectedCrossing" | "spentInDays"
>;

function aheadOf({ period, amount, spend, reach }: Judged, actual: Money): Ahead {
  const burn = dailyBurn(spend, reach);
  const dailyBurnText = burn === null ? null : plain(burn.toDecimalPlaces(ESTIMATE_PLACES));
  if (reach.through >= period.to) {
    const over = actual.gt(amount) ? "1" : "0";
    const forecast = { amount: plain(actual), low: plain(actual), high: plain(actual) };
    return {
      dailyBurn: null,
      forecast,
      forecastGap: null,
      probability: over,
      expectedCrossing: null,
      spentInDays: null,
    };
  }
  const spentInDays = runsOutIn({ period, amount, burn, actual, through: reach.through });
  const made = restOf(spend, period, reach);
  if (!made.known) {
    const none = { forecast: null, probability: null, expectedCrossing: null };
    return { dailyBurn: dailyBurnText, spentInDays, forecastGap: made.reason, ...none };
  }
  const settled = settledSum(spend, period, reach);
  const range = restInterval(made);
  const ending = (rest: number) => plain(settled.plus(rest).toDecimalPlaces(ESTIMATE_PLACES));
  const chance = chanceAbove(made, amount.minus(settled).toNumber());
  return {
    dailyBurn: dailyBurnText,
    forecast: {
      amount: ending(made.rest),
      low: range && ending(range.low),
      high: range && ending(range.high),
    },
    forecastGap: null,
    probability: chance === null ? null : new Money(chance).toDecimalPlaces(4).toFixed(),
    expectedCrossing: actual.gt(amount) ? null : crossing(made.path, { period, amount, settled, reach }),
    spentInDays,
  };
}

/** The outlook of what of the period is not complete yet. */
export function restOf(spend: Spend, period: Period, { complete, through }: Reach): Outlook {
  const from = addDays(complete, 1);
  const to = laterOf(period.to, from);
  const started = spend.started({ from, to: laterOf(addDays(through, 1), period.to) });
  const made = outlook(spend.history(complete, HISTORY_DAYS), started, { from, to });
  const before = daysBetween({ from, to: laterOf(from, period.from) });
  if (!made.known || before === 0) return made;
  const path = made.path.slice(before);
  return { ...made, path, rest: path.reduce((sum, cost) => sum + cost, 0) };
}

/** What the days of the period that are complete have cost. */
function settledSum(spend: Spend, { from, to }: Period, { complete }: Reach): Money {
  const end = earlierOf(to, addDays(complete, 1));
  return end > from ? spend.sum({ from, to: end }) : zero;
}

function dailyBurn(spend: Spend, { complete }: Reach): Money | null {
  if (spend.first === null || spend.first > complete) return null;
  const from = laterOf(spend.first, addDays(complete, 1 - BURN_DAYS));
  const days = { from, to: addDays(complete, 1) };
  return spend.sum(days).div(daysBetween(days));
}

type Running = { period: Period; amount: Money; burn: Money | null; actual: Money; through: Day };

function runsOutIn({ period, amount, burn, actual, through }: Running): number | null {
  const left = amount.minus(actual);
  if (burn === null || burn.lte(0) || left.lt(0)) return null;
  const days = left.div(burn).ceil().toNumber();
  return days < daysBetween({ from: addDays(through, 1), to: period.to }) ? days : null;
}

type Crossing = { period: Period; amount: Money; settled: Money; reach: Reach };

function crossing(path: Float64Array, { period, amount, settled, reach }: Crossing): Day | null {
  let total = settled.toNumber();
  const limit = amount.toNumber();
  const from = laterOf(period.from, addDays(reach.complete, 1));
  for (const [at, cost] of path.entries()) {
    total += cost;
    if (total > limit) return laterOf(addDays(from, at), addDays(reach.through, 1));
  }
  return null;
}

/** The state that the figures of a running period amount to, by the first rule that applies. */
export function stateOf(figures: Figures, isStale: boolean): VerdictState {
  if (new Money(figures.actual).gt(figures.amount)) return "over";
  if (isStale) return "unknown";
  return riskOf(figures) === null ? "on_track" : "at_risk";
}

export type Risk = "forecast" | "run_rate" | "chance";

/** Why a budget that is not spent is at risk. */
export function riskOf({ forecast, amount, spentInDays, probability }: Figures): Risk | null {
  if (forecast && new Money(forecast.amount).gt(amount)) return "forecast";
  if (spentInDays !== null && spentInDays <= SOON_DAYS) return "run_rate";
  return probability !== null && Number(probability) >= LIKELY ? "chance" : null;
}

/** What rolls over: what was left of a period, never a debt. */
export function unspent(amount: PeriodAmount, rolledOver: Money, actual: Money): Money {
  return amount.known ? Money.max(zero, amount.amount.plus(rolledOver).minus(actual)) : zero;
}
