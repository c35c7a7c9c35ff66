import { addDays, type Day, daysBetween, type Period, startOf } from "../focus/period";
import { fiscalName } from "../query/calendar";
import type { BudgetCalendar } from "./calendar";
import type { Rhythm } from "./rhythm";

/** What a person calls a period: "November 2026", "Q2 FY2027", "week of 16 Nov 2026", "3 Mar to 9 Apr 2026". */
export function periodName({ every, calendar }: Pick<Rhythm, "every" | "calendar">, { from, to }: Period): string {
  if (every === "day") return dayName(from);
  if (every === "week") return `week of ${dayName(from)}`;
  if (every === "once") return spanName({ from, to });
  if (calendar.kind === "weeks") return every === "month" ? spanName({ from, to }) : weeksName(calendar, from, every);
  if (every === "month") return words({ month: "long", year: "numeric" }, from);
  return fiscalName(from, every, calendar.firstMonth);
}

/** A day as it stands in a sentence. */
export function dayName(day: Day, locale = HOUSE): string {
  return words({ day: "numeric", month: "short", year: "numeric" }, day, locale);
}

function spanName({ from, to }: Period): string {
  if (daysBetween({ from, to }) === 1) return dayName(from);
  return `${dayName(from)} to ${dayName(addDays(to, -1))}`;
}

// A year of weeks begins up to three days off the first of its month, so its name is that of a day well inside.
function weeksName({ firstMonth }: BudgetCalendar, from: Day, every: "quarter" | "year"): string {
  return fiscalName(`${addDays(from, 10).slice(0, 7)}-01`, every, firstMonth);
}

/** How Outlay writes days where nobody has said how they want them. */
const HOUSE = "en-GB";

const formats = new Map<string, Intl.DateTimeFormat>();

function words(options: Intl.DateTimeFormatOptions, day: Day, locale = HOUSE): string {
  const key = `${locale} ${JSON.stringify(options)}`;
  const format = formats.get(key) ?? new Intl.DateTimeFormat(locale, { ...options, timeZone: "UTC" });
  formats.set(key, format);
  return format.format(startOf(day));
}
