import { Decimal } from "decimal.js";

/** Exact: amounts have up to 38 digits before the point and 60 after it, and no sum may round. */
export const Money = Decimal.clone({ precision: 110, toExpNeg: -60, toExpPos: 60 });
export type Money = Decimal;

export const zero = new Money(0);

/** Adds decimal strings exactly. */
export function sumOf(amounts: Iterable<string>): Money {
  let sum = zero;
  for (const amount of amounts) sum = sum.plus(amount);
  return sum;
}

/** Plain decimal notation without trailing zeros, as amounts travel in JSON and files. */
export function plain(amount: Decimal.Value): string {
  const value = new Money(amount);
  return value.isZero() ? "0" : value.toFixed();
}
