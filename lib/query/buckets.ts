import { addDays, addMonths, type Day, daysIn, earlierOf, laterOf, type Period, startOf } from "../focus/period";
import type { Grain } from "./names";

/** One step of the time axis, as SQL names it: its first day, or first hour as an instant. */
export type Bucket = {
  start: string;
  /** The days of it that the period covers. */
  days: Period;
  /** The period covers only a part of it. */
  cut: boolean;
};

/** Every bucket of the period in order, with or without charges; weeks start on Monday. */
export function bucketsOf(period: Period, grain: Grain, yearStart = 1): Bucket[] {
  if (grain === "total") return [{ start: period.from, days: period, cut: false }];
  if (grain === "hour") return daysIn(period).flatMap(hoursOf);
  const buckets: Bucket[] = [];
  for (let start = bucketStart(period.from, grain, yearStart); start < period.to; start = bucketEnd(start, grain)) {
    const end = bucketEnd(start, grain);
    const days = { from: laterOf(start, period.from), to: earlierOf(end, period.to) };
    buckets.push({ start, days, cut: days.from !== start || days.to !== end });
  }
  return buckets;
}

function hoursOf(day: Day): Bucket[] {
  const days = { from: day, to: addDays(day, 1) };
  return Array.from({ length: 24 }, (_, hour) => ({
    start: `${day}T${String(hour).padStart(2, "0")}:00:00Z`,
    days,
    cut: false,
  }));
}

type CalendarGrain = Exclude<Grain, "hour" | "total">;

/** The first day of the bucket that the day lies in; quarters and years are those of a year that begins in `yearStart`. */
export function bucketStart(day: Day, grain: CalendarGrain, yearStart = 1): Day {
  const monthsIn = (Number(day.slice(5, 7)) - yearStart + 12) % 12;
  const month = `${day.slice(0, 7)}-01`;
  switch (grain) {
    case "day":
      return day;
    case "week":
      return addDays(day, -((startOf(day).getUTCDay() + 6) % 7));
    case "month":
      return month;
    case "quarter":
      return addMonths(month, -(monthsIn % 3));
    case "year":
      return addMonths(month, -monthsIn);
  }
}

const months = { month: 1, quarter: 3, year: 12 } as const;

function bucketEnd(start: Day, grain: CalendarGrain): Day {
  if (grain === "day") return addDays(start, 1);
  if (grain === "week") return addDays(start, 7);
  return addMonths(start, months[grain]);
}
