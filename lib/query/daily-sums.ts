import { Money, zero } from "../focus/money";
import { addDays, type Day, daysBetween, laterOf } from "../focus/period";

/** The places that whole units have; what an amount has beyond them is kept apart, so that no sum rounds. */
const PLACES = 10;

/** Amounts as whole units, and by their position what those leave. */
export type Units = { whole: bigint[]; rest: Map<number, Money> };

/** Reads decimal strings; an empty one is nothing. */
export function unitsOf(amounts: string[]): Units {
  const units: Units = { whole: [], rest: new Map() };
  for (const [index, amount] of amounts.entries()) {
    const point = amount.indexOf(".");
    const digits = point < 0 ? 0 : amount.length - point - 1;
    if (digits <= PLACES) units.whole.push(wholeOf(amount, point));
    else {
      const cut = amount.slice(0, point + 1 + PLACES);
      units.whole.push(wholeOf(cut, point));
      units.rest.set(index, new Money(amount).minus(cut));
    }
  }
  return units;
}

const MOST_DIGITS = 15;

function wholeOf(amount: string, point: number): bigint {
  if (amount === "") return 0n;
  const missing = point < 0 ? PLACES : PLACES - (amount.length - point - 1);
  // So few digits are exact as a number, which is read several times as fast.
  const digits = amount.length - (point < 0 ? 0 : 1) + missing;
  if (digits <= MOST_DIGITS) return BigInt(Math.round(Number(amount) * 10 ** PLACES));
  if (point < 0) return BigInt(amount) * 10n ** BigInt(PLACES);
  return BigInt(amount.slice(0, point) + amount.slice(point + 1).padEnd(PLACES, "0"));
}

/** Exactly so much money. */
export function moneyOf(whole: bigint, rest: Money = zero): Money {
  const digits = (whole < 0n ? -whole : whole).toString().padStart(PLACES + 1, "0");
  const text = `${whole < 0n ? "-" : ""}${digits.slice(0, -PLACES)}.${digits.slice(-PLACES)}`;
  return rest.isZero() ? new Money(text) : new Money(text).plus(rest);
}

/** Exact sums by day, of one kind of charge. */
export class KindSums {
  readonly whole: bigint[] = [];
  readonly rest = new Map<number, Money>();

  /** `offsets` count days from the first day of the period. */
  add(offsets: number[], { whole, rest }: Units): void {
    for (let at = 0; at < offsets.length; at += 1) {
      const offset = offsets[at] ?? 0;
      while (this.whole.length <= offset) this.whole.push(0n);
      const before = this.whole[offset] ?? 0n;
      const more = whole[at] ?? 0n;
      this.whole[offset] = before === 0n ? more : before + more;
    }
    for (const [at, left] of rest) {
      const offset = offsets[at] ?? 0;
      this.rest.set(offset, left.plus(this.rest.get(offset) ?? 0));
    }
  }
}

/** What the days of a scope cost by kind of charge; days without any charge are told from days that cost nothing. */
export class DailySums {
  readonly from: Day;
  readonly kinds = new Map<string, KindSums>();
  readonly charged = new Set<number>();

  constructor(from: Day) {
    this.from = from;
  }

  add(kind: string, offsets: number[], units: Units): void {
    const sums = this.kinds.get(kind) ?? new KindSums();
    this.kinds.set(kind, sums);
    sums.add(offsets, units);
    for (const offset of offsets) this.charged.add(offset);
  }

  /** From amounts by day and kind, as tests write them. */
  static of(days: Map<Day, Map<string, string>>): DailySums {
    const from = [...days.keys()].sort()[0] ?? "2000-01-01";
    const sums = new DailySums(from);
    for (const [day, kinds] of days) {
      for (const [kind, amount] of kinds) {
        sums.add(kind, [daysBetween({ from, to: laterOf(day, from) })], unitsOf([amount]));
      }
    }
    return sums;
  }

  /** The first day with a charge. */
  get first(): Day | null {
    let first = Number.POSITIVE_INFINITY;
    for (const offset of this.charged) first = Math.min(first, offset);
    return Number.isFinite(first) ? addDays(this.from, first) : null;
  }
}
