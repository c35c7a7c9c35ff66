import { expect, it } from "vitest";
import type { Stack } from "@/lib/query/stack";
import { columnData, firstDay } from "./column-data";
import { pointsOf } from "./plotted";

/** Two names of a bill; a bucket is its start, the first and the next day of it, and the amount of each name. */
function drawn(
  grain: Stack["grain"],
  given: [start: string, from: string, to: string, ...amounts: (string | null)[]][],
) {
  const buckets = given.map(([start, from, to], place) => {
    return { start, days: { from, to }, cut: start !== from, unfinished: place === given.length - 1 };
  });
  const series = ["EC2", "S3"].map((label, place) => ({
    ...{ id: label, keys: { service: label }, label, total: "0", role: "value" as const, members: [] },
    amounts: given.map((bucket) => bucket[place + 3] ?? null),
  }));
  const stack: Stack = {
    ...{ currency: "USD", metric: "billed", grain, yearStart: 1, buckets, series, total: "0", missing: 0 },
    totals: given.map(([, , , amount]) => amount ?? null),
    points: [],
  };
  return columnData(stack, {}, "Costs");
}

it("is looked into from the first day of the period, not of the week that it begins in", () => {
  const { buckets } = drawn("week", [
    ["2026-06-01", "2026-06-03", "2026-06-08", "1", "1"],
    ["2026-06-08", "2026-06-08", "2026-06-15", "1", "1"],
  ]);
  expect(buckets.map((bucket) => [bucket.start, firstDay(bucket), bucket.end])).toEqual([
    ["2026-06-01", "2026-06-03", "2026-06-08"],
    ["2026-06-08", "2026-06-08", "2026-06-15"],
  ]);
});

it("draws nothing where nobody was charged, a zero where one name was not, and knows what may still grow", () => {
  const data = drawn("day", [
    ["2026-06-03", "2026-06-03", "2026-06-04", "5", "1"],
    ["2026-06-04", "2026-06-04", "2026-06-05", null, null],
    ["2026-06-05", "2026-06-05", "2026-06-06", "7", "0"],
  ]);
  expect(pointsOf(data, data.series).map(({ values, unfinished }) => [...values, unfinished])).toEqual([
    [5, 1, false],
    [null, null, false],
    [7, 0, true],
  ]);
});
