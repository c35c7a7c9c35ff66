import { Money, plain } from "../focus/money";
import { addDays, type Day, earlierOf } from "../focus/period";
import { EURO, LONGEST_GAP, type Rate } from "./rate";

/** A cross rate is rounded once, to this many decimals, half up; amounts are multiplied with it exactly. */
const FACTOR_DECIMALS = 24;

/** What one unit of a currency is worth in another on one day, and the rates that say so. */
export type Factor = {
  factor: string;
  /** One rate for a pair that has its own, two where it goes through a third currency. */
  rates: Rate[];
  /** The day that the older of the rates is of: the charge's own, or an earlier one. */
  rateDay: Day;
};

type Leg = { rate: Rate; inverse: boolean; reach: Day };

/** The rates of a workspace, ready to be asked for the factor of a day. */
export class RateBook {
  readonly #pairs = new Map<string, { points: Rate[]; spans: Rate[] }>();
  readonly #pivots: string[];

  constructor(rates: Rate[]) {
    const currencies = new Set<string>();
    // In this order the last of a day is the one entered by hand.
    for (const rate of rates.toSorted(byDayAndOrigin)) {
      currencies.add(rate.base).add(rate.quote);
      const pair = this.#pairs.get(pairOf(rate.base, rate.quote)) ?? { points: [], spans: [] };
      this.#pairs.set(pairOf(rate.base, rate.quote), pair);
      (rate.through > rate.day ? pair.spans : pair.points).push(rate);
    }
    currencies.delete(EURO);
    this.#pivots = [EURO, ...[...currencies].toSorted()];
  }

  /**
   * The newest rate counts; of rates for the same day the pair's own counts before one through the euro, that before
   * one through another currency, and one entered by hand before the ECB's. Null where all are too old.
   */
  factorOn(from: string, to: string, day: Day): Factor | null {
    if (from === to) return { factor: "1", rates: [], rateDay: day };
    let best: { legs: Leg[]; rateDay: Day } | null = null;
    for (const legs of this.#routes(from, to, day)) {
      const rateDay = legs.map(({ reach }) => reach).reduce(earlierOf);
      if (!best || rateDay > best.rateDay) best = { legs, rateDay };
      if (rateDay === day) break;
    }
    return best && { ...best, factor: product(best.legs), rates: best.legs.map(({ rate }) => rate) };
  }

  *#routes(from: string, to: string, day: Day): Generator<Leg[]> {
    const own = this.#leg(from, to, day);
    if (own) yield [own];
    for (const pivot of this.#pivots) {
      if (pivot === from || pivot === to) continue;
      const first = this.#leg(from, pivot, day);
      const second = first && this.#leg(pivot, to, day);
      if (second) yield [first, second];
    }
  }

  #leg(from: string, to: string, day: Day): Leg | null {
    const legs = [
      ...this.#newest(from, to, day).map((rate) => ({ rate, inverse: false, reach: earlierOf(rate.through, day) })),
      ...this.#newest(to, from, day).map((rate) => ({ rate, inverse: true, reach: earlierOf(rate.through, day) })),
    ].filter(({ reach }) => reach >= addDays(day, -LONGEST_GAP));
    return legs.toSorted(byReachAndOrigin)[0] ?? null;
  }

  #newest(base: string, quote: string, day: Day): Rate[] {
    const pair = this.#pairs.get(pairOf(base, quote));
    if (!pair) return [];
    const point = pair.points[lastAtMost(pair.points, day)];
    return [...(point ? [point] : []), ...pair.spans.filter((rate) => rate.day <= day)];
  }
}

function pairOf(base: string, quote: string): string {
  return `${base}/${quote}`;
}

function byDayAndOrigin(a: Rate, b: Rate): number {
  if (a.day !== b.day) return a.day < b.day ? -1 : 1;
  return rankOf(a) - rankOf(b);
}

function rankOf({ origin }: Rate): number {
  return origin === "hand" ? 1 : 0;
}

/** The newest first; by hand before the ECB's; of two entered by hand the one that begins later. */
function byReachAndOrigin(a: Leg, b: Leg): number {
  if (a.reach !== b.reach) return a.reach < b.reach ? 1 : -1;
  if (a.rate.origin !== b.rate.origin) return rankOf(b.rate) - rankOf(a.rate);
  if (a.rate.day !== b.rate.day) return a.rate.day < b.rate.day ? 1 : -1;
  return Number(a.inverse) - Number(b.inverse);
}

/** The place of the last rate that is not after the day; -1 where there is none. */
function lastAtMost(rates: Rate[], day: Day): number {
  let low = 0;
  let high = rates.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((rates[middle]?.day ?? day) <= day) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}

function product(legs: Leg[]): string {
  let over = new Money(1);
  let under = new Money(1);
  for (const { rate, inverse } of legs) {
    if (inverse) under = under.times(rate.rate);
    else over = over.times(rate.rate);
  }
  return plain(over.div(under).toDecimalPlaces(FACTOR_DECIMALS, Money.ROUND_HALF_UP));
}
