import { expect, it } from "vitest";
import { stacks } from "@/lib/query/stack";
import { columnData, firstDay } from "./column-data";
import { pointsOf } from "./plotted";

const asked = { groupBy: ["service" as const], where: [], metric: "billed" as const };

function drawn(grain: "day" | "week", rows: [bucket: string, service: string, amount: string][]) {
  const query = { ...asked, grain, period: { from: "2026-06-03", to: "2026-06-16" } };
  const found = rows.map(([bucket, service, amount]) => ({ bucket, keys: { service }, amount }));
  const answers = [{ currency: "USD", metric: "billed" as const, total: "0", rows: found, missing: 0 }];
  const given = { answers, compared: null, dataThrough: "2026-06-14", from: "rollup_day" as const, labels: {} };
  const [stack] = stacks(given, { query, today: "2026-07-01" });
  if (!stack) throw new Error("There is no stack.");
  return columnData(stack, {}, "Costs");
}

it("is looked into from the first day of the period, not of the week that it begins in", () => {
  const { buckets } = drawn("week", [["2026-06-01", "EC2", "1"]]);
  expect(buckets.map((bucket) => [bucket.start, firstDay(bucket), bucket.end])).toEqual([
    ["2026-06-01", "2026-06-03", "2026-06-08"],
    ["2026-06-08", "2026-06-08", "2026-06-15"],
    ["2026-06-15", "2026-06-15", "2026-06-16"],
  ]);
});

it("draws nothing where nobody was charged, a zero where one name was not, and knows the days that may still grow", () => {
  const data = drawn("day", [
    ["2026-06-03", "EC2", "5"],
    ["2026-06-03", "S3", "1"],
    ["2026-06-05", "EC2", "7"],
  ]);
  const points = pointsOf(data, data.series);
  expect(points.slice(0, 3).map(({ values }) => values)).toEqual([
    [5, 1],
    [null, null],
    [7, 0],
  ]);
  expect(points.filter(({ unfinished }) => unfinished).map(({ start }) => start)).toEqual(["2026-06-15"]);
});
