import { median, quantile, spread } from "./robust";

/** What a day is expected to cost, and whether so much would be beyond what is usual. */
export type Expectation = { expected: number; isBeyond: (cost: number) => boolean };

const LONGEST = 56;
/** Fewer say nothing. */
export const FEWEST_DAYS = 21;
const FEWEST_OF_LEVEL = 5;
const LEVEL_DAYS = 14;
const SPREAD_DAYS = 42;
const RISE = 4;
const DROP = 5;
const TAIL = 1.2;
const LEAST_SPREAD = 0.03;
const OFTEN = 0.6;
const NEW_PEAK = 1.5;

type Day = { at: number; cost: number; log: number /** Above the median of the week that it ends. */; beside: number };

/** The usual days of a series, as they are learnt one after another. */
export class UsualDays {
  readonly #least: number;
  readonly #days: Day[] = [];
  /** How far each weekday, from that of the first day on, stands above its week. */
  readonly #parts = Array.from({ length: 7 }, () => 0);
  /** Where the level of now began. */
  #since = 0;

  /** `least`: what is as good as nothing, because a zero has no logarithm. */
  constructor(least: number) {
    this.#least = least;
  }

  learn(at: number, cost: number): void {
    const log = this.#logOf(cost);
    const week = this.#days.filter((day) => day.at > at - 7 && day.at >= this.#since).map((day) => day.log);
    this.#days.push({ at, cost, log, beside: log - median([...week, log]) });
    if (this.#days.length > LONGEST) this.#days.shift();
    const same = this.#days.filter((day) => (day.at - at) % 7 === 0);
    this.#parts[at % 7] = median(same.map((day) => day.beside));
  }

  /** From here on days are of another level. */
  levelFrom(at: number): void {
    this.#since = at;
  }

  /**
   * By up to 56 usual days, at least 21; null where they are fewer or mostly credits. In logarithms, because weekdays
   * and noise grow with the cost: the level is the median of the last fourteen days without their weekday's part, which
   * is the median distance of such weekdays from their weeks. A day is unusual four robust standard deviations above or
   * five below, or a fifth beyond nearly all days. The scale is the median absolute deviation, which half of the days
   * may spoil before it breaks (Rousseeuw and Croux 1993, Alternatives to the Median Absolute Deviation); four in place
   * of the 3.5 of Iglewicz and Hoaglin (1993, How to Detect and Handle Outliers), because every day is asked. A name
   * that costs nothing on most days is unusual at half more than its highest day.
   */
  expected(at: number): Expectation | null {
    const ofLevel = this.#days.filter((day) => day.at >= this.#since);
    if (this.#days.length < FEWEST_DAYS || ofLevel.length < FEWEST_OF_LEVEL) return null;
    const charged = ofLevel.map(({ cost }) => cost).filter((cost) => cost !== 0);
    if (charged.length < OFTEN * ofLevel.length) return ofRare(charged);
    if (median(charged) <= 0) return null;
    return this.#byLevel(at, ofLevel);
  }

  #byLevel(at: number, ofLevel: Day[]): Expectation {
    const partOf = (each: number) => this.#parts[each % 7] ?? 0;
    const levels = ofLevel.map((day) => day.log - partOf(day.at));
    const level = median(levels.slice(-LEVEL_DAYS));
    const usual = level + partOf(at);
    const isBeyond = (cost: number) => {
      const beside = this.#days.slice(-SPREAD_DAYS).map((day) => day.beside - partOf(day.at));
      const wandering = levels.slice(-SPREAD_DAYS).map((each) => each - level);
      const isLong = wandering.length >= LEVEL_DAYS;
      const deviation = Math.max(LEAST_SPREAD, spread(beside), isLong ? spread(wandering) : 0);
      const tail = TAIL * quantile((isLong ? wandering : beside).map(Math.abs), 0.97);
      const log = this.#logOf(cost);
      // A workday that costs what a weekend does is a holiday.
      const weekend = level + Math.min(...this.#parts) - (RISE - 0.5) * deviation;
      return (
        log > usual + Math.max(RISE * deviation, tail) ||
        log < Math.min(usual - Math.max(DROP * deviation, tail), weekend)
      );
    };
    return { expected: Math.max(0, Math.exp(usual) - this.#least), isBeyond };
  }

  #logOf(cost: number): number {
    return Math.log(Math.max(cost, 0) + this.#least);
  }
}

function ofRare(charged: number[]): Expectation {
  const expected = charged.length === 0 ? 0 : median(charged);
  return { expected, isBeyond: (cost) => cost > NEW_PEAK * Math.max(0, ...charged) };
}
