import { type Day, daysBetween, type Period, startOf } from "../focus/period";

/**
 * Complete days in order without gaps, `first` onwards. `running` recurs by the day (usage, credits); `calendar` is what
 * providers charge on a day of the month; `once` is not expected again. Floats: nothing here is a sum that is billed.
 */
export type DailyHistory = { first: Day; running: Float64Array; calendar: Float64Array; once: Float64Array };

/** What later, unfinished days have already cost. */
export type StartedDay = { day: Day; usual: number; once: number };

/** What the days of a period that are still to come may cost. */
export type Outlook =
  | {
      known: true;
      /** Expected cost of each remaining day. */
      path: Float64Array;
      rest: number;
      /** Relative errors of the same projection made in past weeks, sorted; empty where history is too short. */
      errors: number[];
    }
  | { known: false; reason: string };

const RATE_DAYS = 28;
const FEWEST_DAYS = 14;
const FEWEST_TRIALS = 8;
const TRIAL_STEP = 7;
const LEAST_HORIZON = 7;

/**
 * The projection of `monthEnd` for a period of any length: each day is expected to cost the mean of its weekday over the
 * last 28 complete days, plus what calendar charges cost on the same day of the latest month that is known.
 *
 * Its errors are those of a rolling origin (Tashman 2000; Hyndman and Athanasopoulos, Forecasting: Principles and
 * Practice, section 5.10): the cumulative cost over as many days, projected from a day in each past week, against what
 * came. Where history is too short for the whole horizon, errors over the longest one that it allows are widened with
 * the square root of the length, as those of a random walk grow (same book, section 5.5).
 */
export function outlook(history: DailyHistory, started: StartedDay[], remaining: Period): Outlook {
  const count = history.running.length;
  if (count < FEWEST_DAYS) {
    return {
      known: false,
      reason: `A projection needs ${FEWEST_DAYS} complete days of charges; there are ${count}.`,
    };
  }
  const model = new DayModel(history);
  const path = model.expected(count, daysBetween(remaining));
  for (const { day, usual, once } of started) {
    const at = daysBetween({ from: remaining.from, to: day });
    if (at >= 0 && at < path.length) path[at] = Math.max(path[at] ?? 0, usual) + once;
  }
  return { known: true, path, rest: sum(path), errors: trialErrors(model, path.length) };
}

/**
 * The range that holds 80 % (or another share) of such periods: split-conformal bounds from past errors (Lei et al. 2018,
 * Distribution-Free Predictive Inference), at Hyndman-Fan type 6 quantiles, which keep the coverage in small samples.
 */
export function restInterval({ rest, errors }: Known, share = 0.8): { low: number; high: number } | null {
  if (errors.length === 0) return null;
  const tail = (1 - share) / 2;
  const ends = [tail, 1 - tail].map((each) => rest + Math.abs(rest) * quantile(errors, each));
  return { low: Math.min(rest, ...ends), high: Math.max(rest, ...ends) };
}

/**
 * How likely the rest costs more than `limit`: the conformal predictive distribution (Vovk et al. 2019, Nonparametric
 * predictive distributions based on conformal prediction) at its midpoint, so never quite 0 or 1 while days remain.
 */
export function chanceAbove({ path, rest, errors }: Known, limit: number): number | null {
  if (path.length === 0) return limit < 0 ? 1 : 0;
  if (rest >= 0 && limit < 0) return 1;
  if (errors.length === 0) return null;
  if (rest === 0) return limit < 0 ? 1 : 0;
  const needed = (limit - rest) / Math.abs(rest);
  const above = errors.filter((error) => error > needed).length + errors.filter((error) => error === needed).length / 2;
  return (above + 0.5) / (errors.length + 1);
}

type Known = Extract<Outlook, { known: true }>;

/** Knows for each day from the history on what it is expected to cost, seen from an earlier or the last day. */
class DayModel {
  readonly #history: DailyHistory;
  readonly #start: number;
  readonly #hasCalendar: boolean;

  constructor(history: DailyHistory) {
    this.#history = history;
    this.#hasCalendar = history.calendar.some((cost) => cost !== 0);
    this.#start = Math.round(startOf(history.first).getTime() / 86_400_000);
  }

  get days(): number {
    return this.#history.running.length;
  }

  /** Expected cost of `count` days from index `from` on, knowing only the days before it. */
  expected(from: number, count: number): Float64Array {
    const rates = this.#weekdayRates(from);
    return Float64Array.from({ length: count }, (_, at) => {
      return (rates[this.#weekday(from + at)] ?? 0) + this.#calendarCharge(from + at, from);
    });
  }

  actual(from: number, count: number): number {
    const { running, calendar, once } = this.#history;
    let total = 0;
    for (let at = from; at < from + count; at += 1) total += (running[at] ?? 0) + (calendar[at] ?? 0) + (once[at] ?? 0);
    return total;
  }

  #weekday(at: number): number {
    return (this.#start + at + 4) % 7;
  }

  #weekdayRates(end: number): number[] {
    const sums = new Array<number>(7).fill(0);
    const counts = new Array<number>(7).fill(0);
    for (let at = Math.max(0, end - RATE_DAYS); at < end; at += 1) {
      const weekday = this.#weekday(at);
      sums[weekday] = (sums[weekday] ?? 0) + (this.#history.running[at] ?? 0);
      counts[weekday] = (counts[weekday] ?? 0) + 1;
    }
    return sums.map((total, weekday) => total / Math.max(counts[weekday] ?? 0, 1));
  }

  /** Each day of a month is the same day of the next; what a short month lacks falls on its last day. */
  #calendarCharge(at: number, known: number): number {
    if (!this.#hasCalendar) return 0;
    const date = new Date((this.#start + at) * 86_400_000);
    const [year, month, day] = [date.getUTCFullYear(), date.getUTCMonth(), date.getUTCDate()];
    const isLast = day === monthLength(year, month);
    for (let back = 1; back <= MOST_MONTHS_BACK; back += 1) {
      const length = monthLength(year, month - back);
      const before = Math.round(Date.UTC(year, month - back, 1) / 86_400_000) - this.#start - 1;
      const last = isLast ? length : Math.min(day, length);
      if (before + last >= known) continue;
      let charge = 0;
      for (let each = day; each <= last; each += 1) charge += this.#history.calendar[before + each] ?? 0;
      return charge;
    }
    return 0;
  }
}

const MOST_MONTHS_BACK = 24;

function monthLength(year: number, month: number): number {
  return new Date(Date.UTC(year, month + 1, 0)).getUTCDate();
}

function trialErrors(model: DayModel, days: number): number[] {
  if (days === 0) return [];
  const longest = model.days - RATE_DAYS - 3 - (FEWEST_TRIALS - 1) * TRIAL_STEP;
  const horizon = Math.min(days, longest);
  if (horizon < Math.min(days, LEAST_HORIZON)) return [];
  const widened = Math.sqrt(days / horizon);
  const errors: number[] = [];
  // A calendar charge is only foreseen where the month before is known.
  for (let end = model.days - horizon; end >= RATE_DAYS + 3; end -= TRIAL_STEP) {
    const projected = sum(model.expected(end, horizon));
    if (projected === 0) continue;
    errors.push(((model.actual(end, horizon) - projected) / Math.abs(projected)) * widened);
  }
  return errors.length < FEWEST_TRIALS ? [] : errors.sort((one, other) => one - other);
}

/** At (n + 1) times the share, linear between neighbours, at most the extremes. */
function quantile(sorted: number[], share: number): number {
  const place = share * (sorted.length + 1) - 1;
  const below = Math.min(Math.max(Math.floor(place), 0), sorted.length - 1);
  const above = Math.min(below + 1, sorted.length - 1);
  const part = Math.min(Math.max(place - below, 0), 1);
  const [low = 0, high = 0] = [sorted[below], sorted[above]];
  return low + (high - low) * part;
}

function sum(values: Float64Array): number {
  let total = 0;
  for (const value of values) total += value;
  return total;
}
