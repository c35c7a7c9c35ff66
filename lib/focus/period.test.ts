import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { addDays, addMonths, dayOf, daysBetween, daysIn, isDay, monthOf, monthsIn } from "./period";

const day = fc
  .date({ min: new Date("1990-01-01T00:00:00Z"), max: new Date("2100-12-31T00:00:00Z"), noInvalidDate: true })
  .map(dayOf);

describe("periods", () => {
  it.each([
    ["the end of January is the end of a short February", "2026-01-31", 1, "2026-02-28"],
    ["a leap February keeps its 29th", "2024-01-31", 1, "2024-02-29"],
    ["a year back from a leap day is the 28th", "2024-02-29", -12, "2023-02-28"],
    ["months cross the year", "2026-11-22", 3, "2027-02-22"],
  ])("%s", (_why, from, months, expected) => {
    expect(addMonths(from, months)).toBe(expected);
  });

  it.each(["2026-02-30", "2026-13-01", "26-01-01", "2026-1-1", "today", "2026-01-01T00:00:00Z", ""])(
    "%s is not a day",
    (text) => {
      expect(isDay(text)).toBe(false);
    },
  );

  it("a month is half-open and contains its days and no others", () => {
    fc.assert(
      fc.property(day, (any) => {
        const month = monthOf(any);
        return month.from <= any && any < month.to && month.from.endsWith("-01") && month.to.endsWith("-01");
      }),
    );
  });

  it("counts as many days as it lists, and each month of them once", () => {
    fc.assert(
      fc.property(day, fc.integer({ min: 1, max: 800 }), (from, length) => {
        const period = { from, to: addDays(from, length) };
        const listed = daysIn(period);
        expect(daysBetween(period)).toBe(length);
        expect(new Set(listed).size).toBe(length);
        expect(monthsIn(period)).toEqual([...new Set(listed.map((each) => monthOf(each).from))]);
      }),
      { numRuns: 50 },
    );
  });
});
