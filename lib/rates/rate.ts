import type { Day } from "../focus/period";

/**
 * A day without a rate takes the last earlier one, at most this many days old. The ECB publishes on working days; its
 * longest breaks (Easter, Christmas) are five days.
 */
export const LONGEST_GAP = 7;

/** The currency that the ECB's reference rates are stated for. */
export const EURO = "EUR";

export type RateOrigin = "ecb" | "hand";

/** One unit of `base` is `rate` units of `quote`, from `day` up to and including `through`. */
export type Rate = { base: string; quote: string; day: Day; through: Day; origin: RateOrigin; rate: string };

export function isCurrency(text: string): boolean {
  return /^[A-Z]{3}$/.test(text);
}
