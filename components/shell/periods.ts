import { addDays, addMonths, type Day, isDay, monthOf, type Period } from "@/lib/focus/period";
import type { Grain } from "@/lib/query/names";

export type Preset = { label: string; period: Period; grain: Grain; isDefault?: boolean };

/** The spans people ask for most, as of today; today itself is part of the running ones. */
export function presets(today: Day): Preset[] {
  const tomorrow = addDays(today, 1);
  const month = monthOf(today);
  const before = monthOf(addMonths(month.from, -1));
  const last = (days: number): Period => ({ from: addDays(tomorrow, -days), to: tomorrow });
  return [
    { label: "Last 7 days", period: last(7), grain: "day" },
    { label: "Last 30 days", period: last(30), grain: "day" },
    { label: "Last 90 days", period: last(90), grain: "day", isDefault: true },
    { label: "This month", period: { from: month.from, to: tomorrow }, grain: "day" },
    { label: "Last month", period: before, grain: "day" },
    { label: "This year", period: { from: `${today.slice(0, 4)}-01-01`, to: tomorrow }, grain: "month" },
    { label: "Last 13 months", period: { from: addMonths(month.from, -12), to: tomorrow }, grain: "month" },
  ];
}

/** What people call the end of a period: the last day that is in it. */
export function lastDayOf(end: Day): Day {
  return isDay(end) ? addDays(end, -1) : end;
}
