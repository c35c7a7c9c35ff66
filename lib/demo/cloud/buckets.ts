import { addDays, addMonths, type Day, isDay, monthOf, type Period } from "../../focus/period";
import { invalidRequest } from "./aws-error";
import { type CloudEstate, historyStart } from "./estate";

export type Bucket = Period & { estimated: boolean };

/** Days into a new month in which the one before is still estimated. */
const SETTLING_DAYS = 5;

/** The days or months asked for, End exclusive; refuses what AWS refuses. */
export function bucketsOf(asked: { Start: string; End: string }, granularity: string, estate: CloudEstate): Bucket[] {
  const period = { from: soundDay("Start", asked.Start), to: soundDay("End", asked.End) };
  if (period.from >= period.to) throw invalidRequest("Start date (and hour) should be before end date (and hour)");
  if (period.from > estate.today) throw invalidRequest("start date is past the current date");
  if (period.to > monthOf(estate.today).to) throw invalidRequest("end date past the beginning of next month");
  if (period.from < historyStart(estate.today)) {
    throw invalidRequest("You haven't enabled historical data beyond 14 months");
  }
  return split(period, granularity).map((bucket) => ({ ...bucket, estimated: isEstimated(bucket, estate.today) }));
}

/** Amounts may still change: the open month, and in its first days the month before. */
function isEstimated({ to }: Period, today: Day): boolean {
  const open = monthOf(today).from;
  const settling = Number(today.slice(8)) <= SETTLING_DAYS;
  return to > (settling ? addMonths(open, -1) : open);
}

function split({ from, to }: Period, granularity: string): Period[] {
  const buckets: Period[] = [];
  for (let start = from; start < to; ) {
    const natural = granularity === "DAILY" ? addDays(start, 1) : monthOf(start).to;
    const end = natural < to ? natural : to;
    buckets.push({ from: start, to: end });
    start = end;
  }
  return buckets;
}

function soundDay(name: string, text: string): Day {
  if (isDay(text)) return text;
  if (/^\d{4}-\d{2}-\d{2}T/.test(text)) {
    throw invalidRequest(`${name} time ${text} needs HOURLY granularity, which is not enabled for this account.`);
  }
  throw invalidRequest(`${name} time ${text} is invalid. Valid format is: yyyy-MM-dd`);
}

/** Which of the buckets each day lies in; -1 for none. */
export function bucketFinder(buckets: readonly Bucket[]): (day: Day) => number {
  const places = new Map<Day, number>();
  for (const [index, { from, to }] of buckets.entries()) {
    for (let day = from; day < to; day = addDays(day, 1)) places.set(day, index);
  }
  return (day) => places.get(day) ?? -1;
}
