import { type Money, zero } from "../focus/money";
import { addDays, type Day, daysBetween, type Period } from "../focus/period";
import type { DailyHistory, StartedDay } from "../forecast/outlook";
import { chargeRecurrence } from "../forecast/recurrence";
import type { ScopeDays } from "../query/daily-of-many";

type Cost = { running: number; calendar: number; once: number };

/** What a scope cost by day: exact for what was spent, as floats for what may come. */
export class Spend {
  readonly #days: Day[];
  /** Exact sums of all days before the one at the same place. */
  readonly #before: Money[];
  readonly #costs: Map<Day, Cost>;

  constructor({ days }: Pick<ScopeDays, "days">) {
    this.#days = [...days.keys()].sort();
    this.#before = [zero];
    this.#costs = new Map();
    for (const day of this.#days) {
      let total = this.#before.at(-1) ?? zero;
      const cost: Cost = { running: 0, calendar: 0, once: 0 };
      for (const [kind, amount] of days.get(day) ?? []) {
        total = total.plus(amount);
        cost[chargeRecurrence(kind)] += Number(amount);
      }
      this.#before.push(total);
      this.#costs.set(day, cost);
    }
  }

  /** The first day with a charge. */
  get first(): Day | null {
    return this.#days[0] ?? null;
  }

  /** Exactly what the days of the period cost. */
  sum({ from, to }: Period): Money {
    const [start = zero, end = zero] = [this.#before[this.#place(from)], this.#before[this.#place(to)]];
    return end.minus(start);
  }

  /** The first day of the period by whose end it has cost more than the limit. */
  crossed(period: Period, limit: Money): Day | null {
    const from = this.#place(period.from);
    const start = this.#before[from] ?? zero;
    for (let at = from; at < this.#place(period.to); at += 1) {
      if (this.#before[at + 1]?.minus(start).gt(limit)) return this.#days[at] ?? null;
    }
    return null;
  }

  /** The last days up to `complete`, at most so many, from the first charge on. */
  history(complete: Day, most: number): DailyHistory {
    const oldest = addDays(complete, 1 - most);
    const first = this.first === null || this.first < oldest ? oldest : this.first;
    const length = this.first === null ? 0 : Math.max(0, daysBetween({ from: first, to: addDays(complete, 1) }));
    const made = {
      running: new Float64Array(length),
      calendar: new Float64Array(length),
      once: new Float64Array(length),
    };
    for (let at = this.#place(first); at < this.#place(addDays(complete, 1)); at += 1) {
      const day = this.#days[at] ?? first;
      const cost = this.#costs.get(day);
      const place = daysBetween({ from: first, to: day });
      made.running[place] = cost?.running ?? 0;
      made.calendar[place] = cost?.calendar ?? 0;
      made.once[place] = cost?.once ?? 0;
    }
    return { first, ...made };
  }

  /** Days that have charges but are not complete. */
  started({ from, to }: Period): StartedDay[] {
    return this.#days.slice(this.#place(from), this.#place(to)).map((day) => {
      const { running = 0, calendar = 0, once = 0 } = this.#costs.get(day) ?? {};
      return { day, usual: running + calendar, once };
    });
  }

  /** How many days with charges lie before the day. */
  #place(day: Day): number {
    let [low, high] = [0, this.#days.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.#days[middle] ?? "") < day) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}
