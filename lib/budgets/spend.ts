import { type Money, zero } from "../focus/money";
import { addDays, type Day, daysBetween, type Period } from "../focus/period";
import type { DailyHistory, StartedDay } from "../forecast/outlook";
import { chargeRecurrence } from "../forecast/recurrence";
import { type DailySums, moneyOf } from "../query/daily-sums";

type Recurrence = ReturnType<typeof chargeRecurrence>;

/** What a scope cost by day: exact for what was spent, as floats for what may come. */
export class Spend {
  readonly first: Day | null;
  readonly #from: Day;
  /** Exact sums of all days before the one at the same place. */
  readonly #before: bigint[] = [0n];
  /** What those sums leave beyond whole units; empty where nothing has so many digits. */
  readonly #rests: { offset: number; rest: Money }[];
  readonly #charged: ReadonlySet<number>;
  readonly #costs: Record<Recurrence, Float64Array>;

  constructor(sums: DailySums) {
    this.first = sums.first;
    this.#from = sums.from;
    this.#charged = sums.charged;
    const all = [...sums.kinds];
    const length = all.reduce((most, [, { whole }]) => Math.max(most, whole.length), 0);
    const floats = () => new Float64Array(length);
    this.#costs = { running: floats(), calendar: floats(), once: floats() };
    this.#rests = all.flatMap(([, { rest }]) => [...rest].map(([offset, left]) => ({ offset, rest: left })));
    for (let at = 0; at < length; at += 1) {
      let total = this.#before[at] ?? 0n;
      for (const [, { whole }] of all) total += whole[at] ?? 0n;
      this.#before.push(total);
    }
    for (const [kind, { whole }] of all) {
      const costs = this.#costs[chargeRecurrence(kind)];
      for (const [at, units] of whole.entries()) costs[at] = (costs[at] ?? 0) + Number(units) / UNITS;
    }
  }

  /** Exactly what the days of the period cost. */
  sum({ from, to }: Period): Money {
    const [start, end] = [this.#place(from), this.#place(to)];
    if (end <= start) return zero;
    const rests = this.#rests.filter(({ offset }) => offset >= start && offset < end);
    const rest = rests.reduce((sum, each) => sum.plus(each.rest), zero);
    return moneyOf((this.#before[end] ?? 0n) - (this.#before[start] ?? 0n), rest);
  }

  /** The first day of the period by whose end it has cost more than the limit. */
  crossed(period: Period, limit: Money): Day | null {
    const start = this.#place(period.from);
    const least = BigInt(limit.times(UNITS).floor().toFixed());
    for (let at = start; at < this.#place(period.to); at += 1) {
      // What is not above in whole units is not above with what they leave out: that is less than one of them a day.
      const near = (this.#before[at + 1] ?? 0n) - (this.#before[start] ?? 0n) > least - BigInt(this.#rests.length);
      if (!near || !this.#charged.has(at)) continue;
      const end = addDays(this.#from, at + 1);
      if (this.sum({ from: period.from, to: end }).gt(limit)) return addDays(end, -1);
    }
    return null;
  }

  /** The last days up to `complete`, at most so many, from the first charge on. */
  history(complete: Day, most: number): DailyHistory {
    const oldest = addDays(complete, 1 - most);
    const first = this.first === null || this.first < oldest ? oldest : this.first;
    const length = this.first === null ? 0 : Math.max(0, daysBetween({ from: first, to: addDays(complete, 1) }));
    const start = daysBetween({ from: this.#from, to: first });
    const part = (costs: Float64Array) => Float64Array.from({ length }, (_, at) => costs[start + at] ?? 0);
    const { running, calendar, once } = this.#costs;
    return { first, running: part(running), calendar: part(calendar), once: part(once) };
  }

  /** Days that have charges but are not complete. */
  started({ from, to }: Period): StartedDay[] {
    const { running, calendar, once } = this.#costs;
    const days: StartedDay[] = [];
    for (let at = this.#place(from); at < this.#place(to); at += 1) {
      if (!this.#charged.has(at)) continue;
      const usual = (running[at] ?? 0) + (calendar[at] ?? 0);
      days.push({ day: addDays(this.#from, at), usual, once: once[at] ?? 0 });
    }
    return days;
  }

  /** How many days lie between the first that is known and this one, at most all of them. */
  #place(day: Day): number {
    const place = daysBetween({ from: this.#from, to: day });
    return Math.min(Math.max(place, 0), this.#before.length - 1);
  }
}

const UNITS = 1e10;
