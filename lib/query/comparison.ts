import { addDays, addMonths, type Day, daysBetween, monthsIn, type Period } from "../focus/period";

/** The span of the same length that ends where this one starts; whole months are compared with whole months. */
export function previousPeriod(period: Period): Period {
  const { from, to } = period;
  if (isFirst(from) && isFirst(to)) return { from: addMonths(from, -monthsIn(period).length), to: from };
  return { from: addDays(from, -daysBetween(period)), to: from };
}

/** The same days of last year; the leap day has none, so a period of it alone is compared with the 28th. */
export function yearBefore(period: Period): Period {
  const from = addMonths(period.from, -12);
  const to = addMonths(period.to, -12);
  return from < to ? { from, to } : { from, to: addDays(from, 1) };
}

function isFirst(day: Day): boolean {
  return day.endsWith("-01");
}
