import type { Day } from "../focus/period";

/** By which days a relative period is meant: today, and the first month (1 to 12) of the year that finance counts in. */
export type Calendar = { today: Day; yearStart: number };

/** What the fiscal quarter or year that begins on this day is called; a fiscal year is named after the year it ends in. */
export function fiscalName(start: Day, grain: "quarter" | "year", yearStart: number): string {
  const year = Number(start.slice(0, 4));
  const month = Number(start.slice(5, 7));
  if (yearStart === 1) return grain === "year" ? String(year) : `Q${Math.ceil(month / 3)} ${year}`;
  const named = `FY${month >= yearStart ? year + 1 : year}`;
  const quarter = Math.floor(((month - yearStart + 12) % 12) / 3) + 1;
  return grain === "year" ? named : `Q${quarter} ${named}`;
}
