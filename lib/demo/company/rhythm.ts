import { type Day, daysBetween, daysInMonth, startOf } from "../../focus/period";
import { wobble } from "./chance";

/** How use moves over a week and a year. */
export type Rhythm = "shop" | "office" | "batch" | "steady";

export type Shape = {
  rhythm: Rhythm;
  /** What it finally grows by, as a share of the start; half of it is reached after five years. */
  growth: number;
  /** Largest random deviation of a day, as a share. */
  noise: number;
};

/** Monday first. Shops live from the week's end, offices from its middle, batch jobs catch up on Mondays. */
const weeks: Record<Rhythm, readonly number[]> = {
  shop: [0.97, 0.95, 0.96, 0.99, 1.02, 1.07, 1.04],
  office: [1.17, 1.22, 1.23, 1.21, 1.11, 0.55, 0.51],
  batch: [1.21, 1.01, 0.99, 1, 1.02, 0.91, 0.86],
  steady: [1, 1, 1, 1, 1, 1, 1],
};

/** Middle of January first: people furnish homes in autumn and buy presents in December. */
const shopYear = [0.95, 0.93, 0.95, 0.97, 0.99, 0.98, 0.96, 0.96, 1, 1.03, 1.09, 1.12];

const FOUNDED: Day = "2025-01-01";

/** What a day's use is worth against the average day at the company's start. */
export function usageLevel(day: Day, { rhythm, growth, noise }: Shape, name: string): number {
  return grown(day, growth) * weekly(day, rhythm) * yearly(day, rhythm) * (1 + noise * wobble(name, day));
}

/** Steep at first, flatter with the years, so that the company looks alike whenever it is opened. */
function grown(day: Day, growth: number): number {
  const months = Math.max(0, monthsFrom(FOUNDED, day));
  return 1 + (growth * months) / (months + 60);
}

/** Months between two days with the part of a month, exact enough for a curve. */
function monthsFrom(from: Day, day: Day): number {
  return fractionalMonth(day) - fractionalMonth(from);
}

/** Whole months since the year 0; the cycle of stories is counted in them. */
export function monthIndex(day: Day): number {
  return Number(day.slice(0, 4)) * 12 + Number(day.slice(5, 7)) - 1;
}

/** The providers know half of yesterday and a part of today; older days are complete. */
export function knownShare(day: Day, today: Day): number {
  const age = daysBetween({ from: day, to: today });
  if (age < 0) return 0;
  if (age === 0) return 0.31;
  return age === 1 ? 0.84 : 1;
}

function fractionalMonth(day: Day): number {
  return monthIndex(day) + (Number(day.slice(8)) - 1) / daysInMonth(day);
}

function weekly(day: Day, rhythm: Rhythm): number {
  const monday = (startOf(day).getUTCDay() + 6) % 7;
  return weeks[rhythm][monday] ?? 1;
}

function yearly(day: Day, rhythm: Rhythm): number {
  if (rhythm !== "shop") return 1;
  const place = fractionalMonth(day) - 0.5;
  const before = Math.floor(place);
  const share = place - before;
  const at = (index: number) => shopYear[((index % 12) + 12) % 12] ?? 1;
  return at(before) * (1 - share) + at(before + 1) * share;
}
