import { Decimal } from "decimal.js";

/** Exact: amounts have up to 38 digits before the point and 60 after it, and no sum may round. */
export const Money = Decimal.clone({ precision: 110, toExpNeg: -60, toExpPos: 60 });
export type Money = Decimal;

/** For parts of a whole, which are told to a few places: dividing to all places of an amount takes ten times as long. */
export const Ratio = Decimal.clone({ precision: 30, toExpNeg: -60, toExpPos: 60 });

export const zero = new Money(0);

/** Plain decimal notation without trailing zeros, as amounts travel in JSON and files. */
export function plain(amount: Decimal.Value): string {
  const value = new Money(amount);
  return value.isZero() ? "0" : value.toFixed();
}

/** The places that whole units have; nearly all amounts have no more. */
const PLACES = 10;
const ZEROS = Array.from({ length: PLACES + 1 }, (_, count) => "0".repeat(count));
const PLAIN = /^-?\d+(\.\d{0,10})?$/;
const MOST = 2 ** 52;

/** Adds decimal strings exactly: whole units in numbers as long as those are exact, and apart what units cannot hold. */
export class ExactSum {
  #small = 0;
  #large = 0n;
  #rest = zero;

  add(amount: string): this {
    const near = nearUnits(amount);
    if (near !== null) {
      this.#addSmall(near);
      return this;
    }
    if (!PLAIN.test(amount)) {
      this.#rest = this.#rest.plus(amount);
      return this;
    }
    const digits = digitsOf(amount);
    const units = Number(digits);
    if (Math.abs(units) > MOST) this.#large += BigInt(digits);
    else this.#addSmall(units);
    return this;
  }

  #addSmall(units: number): void {
    this.#small += units;
    if (Math.abs(this.#small) <= MOST) return;
    this.#large += BigInt(this.#small);
    this.#small = 0;
  }

  get money(): Money {
    return new Money(textOf(this.#units)).plus(this.#rest);
  }

  /** Plain decimal notation without trailing zeros. */
  get text(): string {
    return this.#rest.isZero() ? textOf(this.#units) : plain(this.money);
  }

  get #units(): bigint {
    return this.#large + BigInt(this.#small);
  }
}

/** Adds decimal strings exactly. */
export function sumOf(amounts: Iterable<string>): Money {
  return added(amounts).money;
}

/** The sum as plain text. */
export function sumText(amounts: Iterable<string>): string {
  return added(amounts).text;
}

function added(amounts: Iterable<string>): ExactSum {
  const sum = new ExactSum();
  for (const amount of amounts) sum.add(amount);
  return sum;
}

/** The larger amount first, whatever its sign; floats tell nearly all amounts apart, and their order is the same. */
export function bySize(one: string, other: string): number {
  if (one === other) return 0;
  return Math.abs(Number(other)) - Math.abs(Number(one)) || new Money(other).abs().cmp(new Money(one).abs());
}

/** The largest amount first, whatever its sign, and by id where two are the same. */
export function largestById<Item extends { id: string }>(items: Item[], amountOf: (item: Item) => string): Item[] {
  const sized = items.map((item) => ({ item, amount: amountOf(item), size: Math.abs(Number(amountOf(item))) }));
  // Read once and not in each comparison.
  sized.sort((a, b) => b.size - a.size || bySize(a.amount, b.amount) || (a.item.id < b.item.id ? -1 : 1));
  return sized.map(({ item }) => item);
}

/** Below this a float of the amount and one of its product with 10^10 are together off by a quarter of a unit at most. */
const NEAR = 2 ** 50;

/** The units of an amount of usual size, of which a float knows the nearest; null for all others. */
function nearUnits(amount: string): number | null {
  const point = amount.indexOf(".");
  if (point <= 0 || amount.length - point > PLACES + 1 || /e/i.test(amount)) return null;
  const units = Math.round(Number(amount) * 1e10);
  return Math.abs(units) < NEAR ? units : null;
}

function digitsOf(amount: string): string {
  const point = amount.indexOf(".");
  if (point < 0) return amount + (ZEROS[PLACES] ?? "");
  const missing = PLACES - (amount.length - point - 1);
  return amount.slice(0, point) + amount.slice(point + 1) + (ZEROS[missing] ?? "");
}

function textOf(units: bigint): string {
  const digits = (units < 0n ? -units : units).toString().padStart(PLACES + 1, "0");
  const fraction = digits.slice(-PLACES).replace(/0+$/, "");
  return `${units < 0n ? "-" : ""}${digits.slice(0, -PLACES)}${fraction === "" ? "" : `.${fraction}`}`;
}
