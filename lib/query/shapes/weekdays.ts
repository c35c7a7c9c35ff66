import { addDays, type Day } from "../../focus/period";
import { bucketStart } from "../buckets";
import type { Stack } from "../stack";

/** A week of the heat map, Monday first; null for days outside the period or without any charges. */
export type Week = { monday: Day; days: ({ day: Day; amount: string | null; unfinished: boolean } | null)[] };

/** A stack by day as weeks of seven days. */
export function weeksOf({ buckets, totals }: Pick<Stack, "buckets" | "totals">): Week[] {
  const weeks = new Map<Day, Week>();
  buckets.forEach(({ start: day, unfinished }, index) => {
    const monday = bucketStart(day, "week");
    const week = weeks.get(monday) ?? { monday, days: Array.from({ length: 7 }, () => null) };
    weeks.set(monday, week);
    const place = Array.from({ length: 7 }, (_, offset) => addDays(monday, offset)).indexOf(day);
    week.days[place] = { day, amount: totals[index] ?? null, unfinished };
  });
  return [...weeks.values()];
}
