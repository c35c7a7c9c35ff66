import { addDays, addMonths, type Day, earlierOf, type Period } from "../focus/period";
import { bucketStart } from "./buckets";
import type { Calendar } from "./calendar";
import { previousPeriod, yearBefore } from "./comparison";

/** What stays relative when it is shared or saved: "last-30-days", "last-2-complete-weeks", "month-to-date". */
const named = ["month-to-date", "last-month", "quarter-to-date", "last-quarter", "year-to-date", "last-year"] as const;
type Named = (typeof named)[number];
type Unit = "days" | "weeks" | "months";
export type RelativePeriod = Named | `last-${number}-${Unit}` | `last-${number}-complete-${Unit}`;

/** A period as somebody chose it: a word that means other days tomorrow, or days. */
export type PeriodChoice = { relative: RelativePeriod } | Period;
export type ComparisonChoice = "previous" | "year" | Period;

/** What a page offers, in the order it offers it; the quarters and years are fiscal where the workspace says so. */
export const periodPresets: { relative: RelativePeriod; label: string }[] = [
  "last-7-days",
  "last-30-days",
  "last-90-days",
  "month-to-date",
  "last-month",
  "quarter-to-date",
  "last-quarter",
  "year-to-date",
  "last-year",
  "last-12-months",
].map((relative) => ({ relative: relative as RelativePeriod, label: relativeLabel(relative as RelativePeriod) }));

const MOST: Record<Unit, number> = { days: 3660, weeks: 520, months: 120 };

/** The word as it stands in a URL, or null where it is none. */
export function relativePeriod(text: string): RelativePeriod | null {
  if ((named as readonly string[]).includes(text)) return text as Named;
  const counted = countedOf(text);
  return counted && counted.count >= 1 && counted.count <= MOST[counted.unit] ? (text as RelativePeriod) : null;
}

/** What a person reads: "Last 30 days", "Last 2 complete weeks", "Month to date". */
export function relativeLabel(relative: RelativePeriod): string {
  const words = relative.replaceAll("-", " ").replace(/^last 1 (complete )?(day|week|month)s$/, "last $1$2");
  return `${words.charAt(0).toUpperCase()}${words.slice(1)}`;
}

/** The days that a choice means today; periods "to date" end with today. */
export function periodOf(choice: PeriodChoice, calendar: Calendar): Period {
  if (!("relative" in choice)) return choice;
  const counted = countedOf(choice.relative);
  return counted ? countedPeriod(counted, calendar.today) : namedPeriod(choice.relative as Named, calendar);
}

/** The days to compare with. A period to date is compared with the same days of the month, quarter or year before. */
export function comparisonOf(choice: ComparisonChoice, asked: PeriodChoice, calendar: Calendar): Period {
  if (typeof choice === "object") return choice;
  const period = periodOf(asked, calendar);
  if (choice === "year") return yearBefore(period);
  const months = "relative" in asked ? monthsBack(asked.relative) : null;
  return months === null ? previousPeriod(period) : sameDaysBefore(period, months);
}

type Counted = { count: number; complete: boolean; unit: Unit };

/** The number and the unit of a period such as "last-3-complete-months"; null of any other. */
export function countedOf(text: string): Counted | null {
  const [, count, complete, unit] = /^last-([1-9]\d{0,3})-(complete-)?(days|weeks|months)$/.exec(text) ?? [];
  return count && unit ? { count: Number(count), complete: complete !== undefined, unit: unit as Unit } : null;
}

/** Complete ones end before the day, week or month that is still running; the others end with today. */
function countedPeriod({ count, complete, unit }: Counted, today: Day): Period {
  const tomorrow = addDays(today, 1);
  const running = unit === "days" ? today : bucketStart(today, unit === "weeks" ? "week" : "month");
  const back = (from: Day, steps: number) =>
    unit === "months" ? addMonths(from, -steps) : addDays(from, -steps * (unit === "weeks" ? 7 : 1));
  if (complete) return { from: back(running, count), to: running };
  if (unit === "months") return { from: back(running, count - 1), to: tomorrow };
  return { from: back(tomorrow, count), to: tomorrow };
}

function namedPeriod(relative: Named, { today, yearStart }: Calendar): Period {
  const unit = unitOf(relative);
  const start = bucketStart(today, unit, yearStart);
  if (relative.endsWith("-to-date")) return { from: start, to: addDays(today, 1) };
  return { from: addMonths(start, -monthsOf[unit]), to: start };
}

const monthsOf = { month: 1, quarter: 3, year: 12 } as const;

function unitOf(relative: Named): keyof typeof monthsOf {
  if (relative.includes("quarter")) return "quarter";
  return relative.includes("year") ? "year" : "month";
}

/** How many months before one finds the same days; null where the days just before are meant. */
function monthsBack(relative: RelativePeriod): number | null {
  const counted = countedOf(relative);
  if (!counted) return monthsOf[unitOf(relative as Named)];
  return counted.unit === "months" ? counted.count : null;
}

// By the last day, so that 30 March meets all of a shorter February; never past the start, so that nothing counts twice.
function sameDaysBefore({ from, to }: Period, months: number): Period {
  const isWhole = from.endsWith("-01") && to.endsWith("-01");
  const end = isWhole ? addMonths(to, -months) : addDays(addMonths(addDays(to, -1), -months), 1);
  return { from: addMonths(from, -months), to: earlierOf(end, from) };
}
