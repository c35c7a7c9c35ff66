import { sumOf } from "../../focus/money";

/** A difference as a share of its control total; null when there is none or it is zero. */
export function shareOf(difference: string | null, control: string | null): string | null {
  if (difference === null || control === null || sumOf([control]).isZero()) return null;
  return sumOf([difference])
    .div(sumOf([control]).abs())
    .toDecimalPlaces(6)
    .toFixed();
}
