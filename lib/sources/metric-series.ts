/** Those of volumes are worked out for the machine that uses them: reading and writing together. */
export const metricNames = [
  "cpu",
  "memory",
  "network in",
  "network out",
  "read operations",
  "write operations",
  "bytes read",
  "bytes written",
  "volume operations",
  "volume bandwidth",
  "connections",
  "free memory",
  "requests",
  "bytes processed",
  "bytes stored",
  "objects",
] as const;
export type MetricName = (typeof metricNames)[number];

/** Percent of what the resource has, a number of bytes, or a number of things. */
export type MetricUnit = "percent" | "bytes" | "count";
export type Statistic = "average" | "maximum" | "minimum" | "sum";

/**
 * One metric of one resource over the look-back, point after point from `from` on.
 * A place where there is no measurement is NaN: gaps stay visible and are never a zero.
 */
export type MetricSeries = {
  unit: MetricUnit;
  from: Date;
  /** Seconds that one point stands for. */
  period: number;
  /** Of a counter: seconds between the measurements whose highest is the maximum of a point. */
  sample?: number;
  /** Points the window has since the resource exists, and how many of them were measured. */
  expected: number;
  present: number;
  /** Gauges have averages and maxima, counters have sums, or maxima of single measurements, or both. */
  points: Partial<Record<Statistic, Float32Array>>;
};

/** Points that were measured: where sums are asked for as well, maxima may be missing of what has none. */
export function measuredIn({ sum, ...others }: MetricSeries["points"]): number {
  const counts = Object.values(sum ? { sum } : others).map((values) =>
    values.reduce((count, value) => count + (Number.isNaN(value) ? 0 : 1), 0),
  );
  return counts.length > 0 ? Math.min(...counts) : 0;
}

/** The same over its last days alone; all of it where it is no longer than that. */
export function lastDaysOf(series: MetricSeries, days: number): MetricSeries {
  const { from, period, expected } = series;
  const most = Math.ceil((days * 86_400) / period);
  const cut = Math.max(0, ...Object.values(series.points).map(({ length }) => length)) - most;
  if (cut <= 0) return series;
  const points = Object.fromEntries(
    Object.entries(series.points).map(([statistic, values]) => [statistic, values.subarray(cut)]),
  );
  const start = new Date(from.getTime() + cut * period * 1000);
  return { ...series, from: start, expected: Math.min(expected, most), present: measuredIn(points), points };
}

/** The value that so many percent of the measured points do not exceed; null when nothing was measured. */
export function percentileOf(points: Iterable<number>, percent: number): number | null {
  const sorted = Float64Array.from([...points].filter((value) => !Number.isNaN(value))).sort();
  const place = Math.max(0, Math.ceil((percent / 100) * sorted.length) - 1);
  return sorted[place] ?? null;
}

export type DayOfMetric = { day: string; p50: number; p95: number; p995: number; max: number };

/** Percentiles of each day that has a measurement, in UTC. */
export function daysOf({ from, period }: MetricSeries, points: Float32Array): DayOfMetric[] {
  const days = new Map<string, number[]>();
  for (const [index, value] of points.entries()) {
    if (Number.isNaN(value)) continue;
    const day = new Date(from.getTime() + index * period * 1000).toISOString().slice(0, 10);
    const known = days.get(day);
    if (known) known.push(value);
    else days.set(day, [value]);
  }
  return [...days].map(([day, values]) => ({
    day,
    p50: percentileOf(values, 50) ?? 0,
    p95: percentileOf(values, 95) ?? 0,
    p995: percentileOf(values, 99.5) ?? 0,
    max: Math.max(...values),
  }));
}
