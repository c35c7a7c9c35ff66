import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { Money, plain, sumOf } from "../focus/money";
import { addDays, daysIn } from "../focus/period";
import type { CostAnswer, CostRow } from "./answer";
import { bucketStart, bucketsOf } from "./buckets";
import { absentLabel } from "./names";
import type { CostQuery } from "./spec";
import { stack, stacks } from "./stack";

const query: CostQuery = {
  period: { from: "2026-06-01", to: "2026-06-08" },
  grain: "day",
  groupBy: ["service"],
  where: [],
  metric: "billed",
};
const row = (bucket: string, service: string | null, amount: string): CostRow => ({
  bucket,
  keys: { service },
  amount,
});
const answer = (rows: CostRow[], currency = "USD"): CostAnswer => {
  return { currency, metric: "billed", total: plain(sumOf(rows.map(({ amount }) => amount))), rows, missing: 0 };
};
const asked = { query, today: "2026-07-01", labels: {}, dataThrough: "2026-06-30" };

describe("a stack", () => {
  it("has every bucket of the period, and a gap is not a zero", () => {
    const made = stack(answer([row("2026-06-02", "a", "1"), row("2026-06-04", "b", "2")]), asked);
    expect(made.buckets.map(({ start }) => start)).toEqual(daysIn(query.period));
    expect(made.series.map(({ label, amounts }) => [label, amounts])).toEqual([
      ["b", [null, "0", null, "2", null, null, null]],
      ["a", [null, "1", null, "0", null, null, null]],
    ]);
    expect(made.totals).toEqual([null, "1", null, "2", null, null, null]);
    expect(made.points[3]).toEqual([2, 0]);
  });

  it("sums the tail to an Other that keeps its members", () => {
    const rows = ["1", "-9", "3", "4", "5"].map((amount, index) => row("2026-06-01", `s${index}`, amount));
    const made = stack(answer(rows), { ...asked, top: 2 });
    expect(made.series.map(({ label, total, role }) => [label, total, role])).toEqual([
      ["s1", "-9", "value"],
      ["s4", "5", "value"],
      ["Other (3)", "8", "other"],
    ]);
    expect(made.series[2]?.members.map(({ label, total }) => [label, total])).toEqual([
      ["s3", "4"],
      ["s2", "3"],
      ["s0", "1"],
    ]);
  });

  it("has no Other for a single name", () => {
    const rows = ["1", "2", "3"].map((amount, index) => row("2026-06-01", `s${index}`, amount));
    expect(stack(answer(rows), { ...asked, top: 2 }).series.map(({ role }) => role)).toEqual([
      "value",
      "value",
      "value",
    ]);
  });

  it("names what has no name", () => {
    const rows = [row("2026-06-01", null, "2"), row("2026-06-01", "Unattributed", "1")];
    expect(stack(answer(rows), asked).series.map(({ label, role }) => [label, role])).toEqual([
      [absentLabel("service"), "absent"],
      ["Unattributed", "absent"],
    ]);
  });

  it.each([
    ["a day is unfinished until a full day has passed since it ended", "2026-06-06", "2026-06-07", [4, 5, 6]],
    ["a day is unfinished while a source has not delivered it", "2026-07-01", "2026-06-03", [3, 4, 5, 6]],
    ["settled days are finished", "2026-07-01", "2026-06-30", []],
    ["without charges nothing is unfinished", "2026-06-06", null, []],
  ])("%s", (_why, today, dataThrough, unfinished) => {
    const { buckets } = stack(answer([]), { ...asked, today, dataThrough });
    expect(buckets.flatMap((bucket, index) => (bucket.unfinished ? [index] : []))).toEqual(unfinished);
  });

  it("loses nothing: series, buckets and rows have one sum", () => {
    const cell = fc.record({
      day: fc.integer({ min: 0, max: 6 }),
      service: fc.option(fc.constantFrom(..."abcdefghijklmnop"), { nil: null }),
      units: fc.bigInt({ min: -(10n ** 30n), max: 10n ** 30n }),
    });
    fc.assert(
      fc.property(
        fc.uniqueArray(cell, { selector: ({ day, service }) => `${day} ${service}` }),
        fc.integer({ min: 1, max: 12 }),
        (cells, top) => {
          const rows = cells.map(({ day, service, units }) =>
            row(addDays("2026-06-01", day), service, plain(new Money(units.toString()).div("1e12"))),
          );
          const made = stack(answer(rows), { ...asked, top });
          expect(plain(sumOf(made.series.map(({ total }) => total)))).toBe(made.total);
          expect(plain(sumOf(made.totals.map((total) => total ?? "0")))).toBe(made.total);
          made.buckets.forEach((_, index) => {
            const column = made.series.map(({ amounts }) => amounts[index] ?? "0");
            expect(plain(sumOf(column))).toBe(made.totals[index] ?? "0");
          });
          for (const { amounts, total } of made.series) {
            expect(plain(sumOf(amounts.map((amount) => amount ?? "0")))).toBe(total);
          }
          expect(made.series.length).toBeLessThanOrEqual(top + 1);
        },
      ),
    );
  });

  it("is one for each currency, the largest first", () => {
    const answers = [answer([row("2026-06-01", "a", "1")], "EUR"), answer([row("2026-06-01", "a", "-5")], "USD")];
    const made = stacks(
      { answers, compared: null, dataThrough: null, from: "charge", labels: {} },
      { query, today: "2026-07-01" },
    );
    expect(made.map(({ currency }) => currency)).toEqual(["USD", "EUR"]);
  });
});

describe("buckets", () => {
  it.each([
    [
      "weeks start on Monday",
      "2026-06-01",
      "2026-06-10",
      "week",
      [
        ["2026-06-01", false],
        ["2026-06-08", true],
      ],
    ],
    ["a week that began before is cut", "2026-05-31", "2026-06-01", "week", [["2026-05-25", true]]],
    [
      "months end where they end",
      "2024-01-31",
      "2024-03-01",
      "month",
      [
        ["2024-01-01", true],
        ["2024-02-01", false],
      ],
    ],
    [
      "quarters are of the calendar",
      "2026-02-01",
      "2026-07-01",
      "quarter",
      [
        ["2026-01-01", true],
        ["2026-04-01", false],
      ],
    ],
    [
      "years too",
      "2025-12-31",
      "2027-01-01",
      "year",
      [
        ["2025-01-01", true],
        ["2026-01-01", false],
      ],
    ],
    ["the total is one", "2026-02-01", "2026-02-03", "total", [["2026-02-01", false]]],
  ] as const)("%s", (_why, from, to, grain, expected) => {
    expect(bucketsOf({ from, to }, grain).map(({ start, cut }) => [start, cut])).toEqual(expected);
  });

  it("are 24 hours a day", () => {
    const hours = bucketsOf({ from: "2026-03-28", to: "2026-03-30" }, "hour").map(({ start }) => start);
    expect([hours.length, hours[0], hours[47]]).toEqual([48, "2026-03-28T00:00:00Z", "2026-03-29T23:00:00Z"]);
  });

  it("cover every day of the period once, by any grain", () => {
    const day = fc.integer({ min: 0, max: 20_000 }).map((days) => addDays("1990-01-01", days));
    fc.assert(
      fc.property(
        day,
        fc.integer({ min: 1, max: 500 }),
        fc.constantFrom("day", "week", "month", "quarter", "year"),
        (from, length, grain) => {
          const period = { from, to: addDays(from, length) };
          const buckets = bucketsOf(period, grain);
          expect(buckets.flatMap(({ days }) => daysIn(days))).toEqual(daysIn(period));
          for (const { start, days } of buckets) expect(bucketStart(days.from, grain)).toBe(start);
        },
      ),
    );
  });
});
