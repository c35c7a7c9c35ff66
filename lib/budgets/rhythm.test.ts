import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { addDays, type Day, daysBetween } from "../focus/period";
import { BudgetCalendar, type Every, everies } from "./calendar";
import { periodName } from "./period-name";
import { periodAt, periodsUpTo, type Rhythm } from "./rhythm";

const rhythm = (every: Every, calendar: object = {}): Rhythm => {
  return { every, calendar: BudgetCalendar.parse(calendar), startsOn: null, endsOn: null };
};
const weeks = (more: object = {}) => ({ kind: "weeks", ...more });

describe("the period of a day", () => {
  it.each<[string, Rhythm, Day, Day, Day, string]>([
    ["a leap day is a day", rhythm("day"), "2028-02-29", "2028-02-29", "2028-03-01", "29 Feb 2028"],
    ["a leap February has 29 days", rhythm("month"), "2028-02-10", "2028-02-01", "2028-03-01", "February 2028"],
    ["a week begins on Monday", rhythm("week"), "2026-11-22", "2026-11-16", "2026-11-23", "week of 16 Nov 2026"],
    ["or on Sunday", rhythm("week", { weekStart: 7 }), "2026-11-22", "2026-11-22", "2026-11-29", "week of 22 Nov 2026"],
    ["a fiscal quarter", rhythm("quarter", { firstMonth: 2 }), "2026-11-22", "2026-11-01", "2027-02-01", "Q4 FY2027"],
    ["a fiscal year", rhythm("year", { firstMonth: 7 }), "2026-06-30", "2025-07-01", "2026-07-01", "FY2026"],
    ["a 4-4-5 year near January", rhythm("year", weeks()), "2026-06-01", "2025-12-29", "2027-01-04", "2026"],
    [
      "has 53 weeks then, the last in its last month",
      rhythm("month", weeks()),
      "2026-12-31",
      "2026-11-23",
      "2027-01-04",
      "23 Nov 2026 to 3 Jan 2027",
    ],
    ["a 4-4-5 month", rhythm("month", weeks()), "2026-01-26", "2026-01-26", "2026-02-23", "26 Jan 2026 to 22 Feb 2026"],
    [
      "a 5-4-4 month",
      rhythm("month", weeks({ pattern: "5-4-4" })),
      "2026-01-26",
      "2025-12-29",
      "2026-02-02",
      "29 Dec 2025 to 1 Feb 2026",
    ],
    ["a 4-4-5 quarter", rhythm("quarter", weeks()), "2026-11-22", "2026-09-28", "2027-01-04", "Q4 2026"],
  ])("%s", (_why, own, day, from, to, name) => {
    expect(periodAt(own, day)).toEqual({ from, to });
    expect(periodName(own, { from, to })).toBe(name);
  });

  it("holds the day, and the next begins where it ends, in every calendar", () => {
    const calendar = fc.record({
      kind: fc.constantFrom("gregorian", "weeks"),
      firstMonth: fc.integer({ min: 1, max: 12 }),
      weekStart: fc.integer({ min: 1, max: 7 }),
      pattern: fc.constantFrom("4-4-5", "4-5-4", "5-4-4"),
    });
    const every = fc.constantFrom(...everies.filter((each) => each !== "once"));
    fc.assert(
      fc.property(every, calendar, fc.integer({ min: 0, max: 20_000 }), (each, own, offset) => {
        const made = rhythm(each, own);
        const day = addDays("2000-01-01", offset);
        const { from, to } = periodAt(made, day);
        expect(from <= day && day < to).toBe(true);
        expect(periodAt(made, from)).toEqual({ from, to });
        expect(periodAt(made, addDays(to, -1))).toEqual({ from, to });
        expect(periodAt(made, to).from).toBe(to);
        if (own.kind === "weeks" && each !== "day") expect(daysBetween({ from, to }) % 7).toBe(0);
      }),
      { numRuns: 300 },
    );
  });

  it("is the one of its dates where a budget has them, and none lies before its start", () => {
    const once: Rhythm = { ...rhythm("once"), startsOn: "2026-03-05", endsOn: "2026-04-01" };
    expect(periodsUpTo(once, "2026-11-01", 5)).toEqual([{ from: "2026-03-05", to: "2026-04-01" }]);
    const started = { ...rhythm("month"), startsOn: "2026-09-15" };
    expect(periodsUpTo(started, "2026-11-22", 14).map(({ from }) => from)).toEqual([
      "2026-09-01",
      "2026-10-01",
      "2026-11-01",
    ]);
  });
});
