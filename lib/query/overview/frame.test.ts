import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { addDays, daysBetween, monthOf } from "../../focus/period";
import { reachOf } from "../data-through";
import { frameOf, sameDays } from "./frame";

describe("the days of the overview", () => {
  it.each([
    ["yesterday is not complete yet", "2026-11-23", "2026-11-22", "2026-11-21", "2026-11-01"],
    ["what has not arrived is not complete", "2026-11-23", "2026-11-10", "2026-11-10", "2026-11-01"],
    ["on the 2nd of a month it is still the month before", "2026-12-02", "2026-12-01", "2026-11-30", "2026-11-01"],
    ["on the 3rd it is one day of the new month", "2026-12-03", "2026-12-02", "2026-12-01", "2026-12-01"],
    ["data that ended long ago shows its own last month", "2026-11-23", "2024-09-28", "2024-09-28", "2024-09-01"],
  ])("%s", (_why, today, dataThrough, complete, from) => {
    const frame = frameOf({ begins: "2024-01-01", dataThrough }, today);
    expect(frame.complete).toBe(complete);
    expect(frame.monthToDate).toEqual({ from, to: addDays(complete, 1) });
  });

  it.each([
    ["21 days of last month", "2026-11-01", "2026-11-22", 1, "2026-10-01", "2026-10-22"],
    ["30 days of March have only 28 in February", "2026-03-01", "2026-03-31", 1, "2026-02-01", "2026-03-01"],
    ["and 29 in a leap February", "2024-03-01", "2024-03-31", 1, "2024-02-01", "2024-03-01"],
    ["the leap day has no day a year before", "2024-02-01", "2024-03-01", 12, "2023-02-01", "2023-03-01"],
    [
      "28 days are not the whole leap February a year before",
      "2025-02-01",
      "2025-03-01",
      12,
      "2024-02-01",
      "2024-02-29",
    ],
    ["January compares with December", "2026-01-01", "2026-01-03", 1, "2025-12-01", "2025-12-03"],
  ])("%s", (_why, from, to, months, first, end) => {
    expect(sameDays({ from, to }, months)).toEqual({ from: first, to: end });
  });

  it("are compared with as many days or a whole shorter month", () => {
    const day = fc.integer({ min: 0, max: 15_000 }).map((days) => addDays("1995-01-01", days));
    fc.assert(
      fc.property(day, fc.constantFrom(1, 12), (last, months) => {
        const days = { from: monthOf(last).from, to: addDays(last, 1) };
        const earlier = sameDays(days, months);
        const month = monthOf(earlier.from);
        expect(earlier.from).toBe(month.from);
        expect(daysBetween(earlier)).toBe(Math.min(daysBetween(days), daysBetween(month)));
      }),
    );
  });
});

describe("data through", () => {
  it.each([
    ["nothing without sources", [], null],
    [
      "the live source that lags holds it back",
      [
        { live: true, through: "2026-11-20" },
        { live: true, through: "2026-11-22" },
      ],
      "2026-11-20",
    ],
    [
      "an old file does not",
      [
        { live: true, through: "2026-11-22" },
        { live: false, through: "2024-09-30" },
      ],
      "2026-11-22",
    ],
    [
      "without live sources it is the newest file",
      [
        { live: false, through: "2026-10-31" },
        { live: false, through: "2024-09-30" },
      ],
      "2026-10-31",
    ],
  ])("%s", (_why, sources, through) => {
    expect(reachOf(sources)).toBe(through);
  });
});
