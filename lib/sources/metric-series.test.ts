import { expect, it } from "vitest";
import { lastDaysOf, type MetricSeries } from "./metric-series";

const HOUR = 3_600_000;
const hourly = (values: number[], expected = values.length): MetricSeries => ({
  unit: "percent",
  from: new Date("2026-08-01T00:00:00Z"),
  period: 3600,
  expected,
  present: values.length,
  points: { average: Float32Array.from(values) },
});

it("cuts a series to its last days, and counts again what is there", () => {
  const values = Array.from({ length: 72 }, (_, hour) => (hour === 60 ? Number.NaN : hour));
  const cut = lastDaysOf(hourly(values), 1);
  expect(cut).toMatchObject({ from: new Date(Date.parse("2026-08-01") + 48 * HOUR), expected: 24, present: 23 });
  expect([...(cut.points.average ?? [])].slice(0, 2)).toEqual([48, 49]);
});

it("leaves what is no longer than that, and does not expect more of what is younger", () => {
  const whole = hourly([1, 2, 3]);
  expect(lastDaysOf(whole, 7)).toBe(whole);
  expect(lastDaysOf(hourly(Array(72).fill(1), 10), 1).expected).toBe(10);
});
