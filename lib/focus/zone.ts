import type { Day } from "./period";

const formats = new Map<string, Intl.DateTimeFormat>();

/** The day that it is in a time zone; charges belong to UTC days, people live in their own. */
export function dayInZone(instant: Date, timeZone: string): Day {
  const format =
    formats.get(timeZone) ??
    new Intl.DateTimeFormat("en-CA", { timeZone, year: "numeric", month: "2-digit", day: "2-digit" });
  formats.set(timeZone, format);
  return format.format(instant);
}
