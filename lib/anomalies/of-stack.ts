import { sumText } from "../focus/money";
import { addDays, type Day } from "../focus/period";
import type { Stack } from "../query/stack";
import { median } from "./robust";
import { type Detector, unusualDays } from "./unusual-days";

/** Days on which one name of a chart cost much more, or less, than what was expected of it. */
export type Unusual = {
  from: Day;
  /** Part of it. */
  through: Day;
  /** The name, where the chart has several. */
  name: string | null;
  /** What was charged, exact. */
  amount: string;
  /** An estimate: what would have been usual. */
  expected: number;
  /** It stayed so for a week, and is usual from then on. */
  lasting: boolean;
};

const LEAST_SHARE = 0.02;
const LEAST = 1;
const MOST_DAYS = 800;

/**
 * The unusual days of a chart by day, those that cost most first. Each name is judged by itself, because a rise here may
 * hide a fall there. A difference counts from a fiftieth of what the whole chart costs on a usual day, and from one unit
 * of its currency. Days that charges may still arrive for are never judged.
 */
export function unusualOf({ grain, buckets, series, totals }: Stack, detect: Detector = unusualDays): Unusual[] {
  const first = buckets[0]?.days.from;
  if (grain !== "day" || first === undefined || buckets.length > MOST_DAYS) return [];
  const usual = median(totals.filter((total) => total !== null).map((total) => Math.abs(Number(total))));
  const least = Math.max(LEAST, LEAST_SHARE * (usual || 0));
  const found = series.flatMap(({ label, amounts }) => {
    const costs = amounts.map((amount, at) => (amount === null || buckets[at]?.unfinished ? null : Number(amount)));
    return detect({ first, costs }, least).map(({ from, through, expected, lasting }): Unusual => {
      const charged = amounts.slice(from, through + 1).filter((amount) => amount !== null);
      return {
        from: addDays(first, from),
        through: addDays(first, through),
        name: series.length > 1 ? label : null,
        amount: sumText(charged),
        expected,
        lasting,
      };
    });
  });
  return found.sort((one, other) => distance(other) - distance(one));
}

function distance({ amount, expected }: Unusual): number {
  return Math.abs(Number(amount) - expected);
}
