import { daysOf, type MetricName, type MetricSeries, percentileOf } from "../../sources/metric-series";
import type { Confidence } from "../words";
import type { Measured } from "./judged";

const LEAST_HOURS = 30;
const MINUTES_5 = 300;

/** Points that say how busy a resource was: averages of five minutes, maxima where a point is longer. */
function busyPoints({ points, period }: MetricSeries): Float32Array | undefined {
  return period <= MINUTES_5 ? (points.average ?? points.maximum) : (points.maximum ?? points.average);
}

/** Percentiles of a gauge, turned into another unit where it is told in one that says little by itself. */
export function gauge(
  metric: MetricName,
  series: MetricSeries | undefined,
  { percentile, unit, scale = (value) => value }: Scaled,
): Measured | null {
  const points = series && busyPoints(series);
  return series && points ? summary(metric, series, { points: points.map(scale), percentile, unit }) : null;
}

type Scaled = { percentile: number; unit: string; scale?: (value: number) => number };

/** Percentiles of a counter as a rate a second; some are told as one already. */
export function rateOf(metric: MetricName, series: MetricSeries | undefined, scaled: Scaled): Measured | null {
  return rateOfAll(metric, [series], scaled);
}

/** The same of several together, such as reading and writing; what one of them lacks at a point counts as nothing there. */
export function rateOfAll(
  metric: MetricName,
  all: (MetricSeries | undefined)[],
  { scale = (value) => value, ...scaled }: Scaled,
): Measured | null {
  const known = all.filter((series) => series !== undefined);
  const rates = known.flatMap((series) => ratesIn(series) ?? []);
  const [series, first] = [known[0], rates[0]];
  if (!(series && first)) return null;
  const points = first.map((_, index) => scale(added(rates.map((rate) => rate[index] ?? Number.NaN))));
  return summary(metric, series, { ...scaled, points });
}

function added(values: number[]): number {
  const measured = values.filter(Number.isFinite);
  return measured.length === 0 ? Number.NaN : measured.reduce((sum, value) => sum + value, 0);
}

/** The highest rate that a point tells of: of its busiest measurement where that is known, else its mean. */
function ratesIn(series: MetricSeries): Float32Array | undefined {
  const { points, period, sample } = series;
  const { sum, maximum } = points;
  const peaks = sample && maximum?.map((value) => value / sample);
  const means = sum?.map((value) => value / period);
  if (peaks && means) return means.map((mean, index) => higher(mean, peaks[index] ?? Number.NaN));
  return peaks || means || busyPoints(series);
}

const higher = (mean: number, peak: number) => (peak > mean || Number.isNaN(mean) ? peak : mean);

type Summed = { points: Float32Array; percentile: number; unit: string };

function summary(metric: MetricName, series: MetricSeries, { points, percentile, unit }: Summed): Measured | null {
  const finite = points.map((value) => (Number.isFinite(value) ? value : Number.NaN));
  const at = (percent: number) => percentileOf(finite, percent);
  const [p50, p95, p995, max, used] = [at(50), at(95), at(99.5), at(100), at(percentile)];
  if (p50 === null || p95 === null || p995 === null || max === null || used === null) return null;
  return {
    metric,
    unit,
    p50,
    p95,
    p995,
    max,
    used,
    capacity: null,
    targetCapacity: null,
    days: daysOf(series, finite),
  };
}

/** The highest value that was seen by any statistic; null when nothing was measured. */
export function highest(series: MetricSeries | undefined): number | null {
  const points = series?.points.maximum ?? series?.points.average;
  return points ? percentileOf(points, 100) : null;
}

/** The largest sum of a day; null when nothing was measured. */
export function largestDay(series: MetricSeries | undefined): number | null {
  return dailySums(series).reduce<number | null>((most, sum) => (most === null || sum > most ? sum : most), null);
}

function dailySums(series: MetricSeries | undefined): number[] {
  const sums = series?.points.sum;
  if (!(series && sums)) return [];
  const days = new Map<number, number>();
  for (const [index, value] of sums.entries()) {
    if (!Number.isFinite(value)) continue;
    const day = Math.floor((series.from.getTime() + index * series.period * 1000) / 86_400_000);
    days.set(day, (days.get(day) ?? 0) + value);
  }
  return [...days.values()];
}

/** Share of the window's points that were measured. */
export function presentShare(series: MetricSeries | undefined): number {
  return series && series.expected > 0 ? series.present / series.expected : 0;
}

/** True where there are too few points to say anything: AWS needs 30 hours of them as well. */
export function isTooThin(series: MetricSeries | undefined): boolean {
  if (!series) return true;
  return series.present * series.period < LEAST_HOURS * 3600;
}

export function confidenceOf(series: MetricSeries | undefined): Confidence {
  const share = presentShare(series);
  if (share >= 0.9) return "high";
  return share >= 0.6 ? "medium" : "low";
}
