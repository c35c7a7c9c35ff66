import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { addDays, daysBetween } from "../focus/period";
import { bucketsOf } from "./buckets";
import { fiscalName } from "./calendar";
import { explorationFromUrl, explorationSearch } from "./exploration";
import {
  comparisonOf,
  periodOf,
  periodPresets,
  type RelativePeriod,
  relativeLabel,
  relativePeriod,
} from "./period-choice";
import { questionFromUrl, urlFromQuestion } from "./url";

const today = "2026-11-22"; // a Sunday
const calendar = { today, yearStart: 1 };
const april = { today, yearStart: 4 };
const span = (relative: RelativePeriod, by = calendar) => {
  const { from, to } = periodOf({ relative }, by);
  return `${from}..${to}`;
};

describe("a relative period", () => {
  it.each([
    ["last-7-days", "2026-11-16..2026-11-23"],
    ["last-30-days", "2026-10-24..2026-11-23"],
    ["last-2-weeks", "2026-11-09..2026-11-23"],
    ["last-12-months", "2025-12-01..2026-11-23"],
    ["last-14-complete-days", "2026-11-08..2026-11-22"],
    ["last-2-complete-weeks", "2026-11-02..2026-11-16"],
    ["last-3-complete-months", "2026-08-01..2026-11-01"],
    ["month-to-date", "2026-11-01..2026-11-23"],
    ["last-month", "2026-10-01..2026-11-01"],
    ["quarter-to-date", "2026-10-01..2026-11-23"],
    ["last-quarter", "2026-07-01..2026-10-01"],
    ["year-to-date", "2026-01-01..2026-11-23"],
    ["last-year", "2025-01-01..2026-01-01"],
  ] as [RelativePeriod, string][])("%s means %s", (relative, days) => {
    expect(span(relative)).toBe(days);
  });

  it("follows the fiscal year where there is one", () => {
    expect(span("year-to-date", april)).toBe("2026-04-01..2026-11-23");
    expect(span("last-year", april)).toBe("2025-04-01..2026-04-01");
    expect(span("quarter-to-date", { today, yearStart: 2 })).toBe("2026-11-01..2026-11-23");
    expect(span("last-quarter", { today, yearStart: 12 })).toBe("2026-06-01..2026-09-01");
    expect(fiscalName("2026-04-01", "year", 4)).toBe("FY2027");
    expect(fiscalName("2027-01-01", "quarter", 4)).toBe("Q4 FY2027");
    expect(fiscalName("2026-10-01", "quarter", 1)).toBe("Q4 2026");
  });

  it.each([
    ["month-to-date", "2026-11-30", "2026-10-01..2026-11-01"],
    ["month-to-date", "2026-03-30", "2026-02-01..2026-03-01"],
    ["month-to-date", "2026-11-22", "2026-10-01..2026-10-23"],
    ["quarter-to-date", "2026-11-22", "2026-07-01..2026-08-23"],
    ["last-month", "2026-11-22", "2026-09-01..2026-10-01"],
    ["last-quarter", "2026-11-22", "2026-04-01..2026-07-01"],
    ["last-12-months", "2026-11-22", "2024-12-01..2025-11-23"],
    ["last-7-days", "2026-11-22", "2026-11-09..2026-11-16"],
  ] as [RelativePeriod, string, string][])("%s on %s is compared with %s", (relative, day, days) => {
    const { from, to } = comparisonOf("previous", { relative }, { today: day, yearStart: 1 });
    expect(`${from}..${to}`).toBe(days);
  });

  it("never meets the period it is compared with, whatever the day and the fiscal year", () => {
    const words = periodPresets.map(({ relative }) => relative);
    const day = fc.integer({ min: 0, max: 3000 }).map((days) => addDays("2020-01-01", days));
    fc.assert(
      fc.property(fc.constantFrom(...words), day, fc.integer({ min: 1, max: 12 }), (relative, on, yearStart) => {
        const by = { today: on, yearStart };
        const period = periodOf({ relative }, by);
        const before = comparisonOf("previous", { relative }, by);
        expect(daysBetween(period)).toBeGreaterThan(0);
        expect(before.from < before.to && before.to <= period.from).toBe(true);
      }),
      { numRuns: 300 },
    );
  });

  it("stays relative in the URL and means other days tomorrow", () => {
    const url = urlFromQuestion(
      questionFromUrl(new URLSearchParams("period=month-to-date&compare=previous&exclude=tax,credit"), calendar)
        .question,
    );
    expect(url.toString()).toBe(
      "period=month-to-date&granularity=day&metric=billed&exclude=tax%2Ccredit&compare=previous",
    );
    const december = questionFromUrl(url, { today: "2026-12-02", yearStart: 1 }).query;
    expect(december).toMatchObject({
      period: { from: "2026-12-01", to: "2026-12-03" },
      compare: { from: "2026-11-01", to: "2026-11-03" },
      where: [{ dimension: "chargeKind", operator: "notin", values: ["tax", "credit"] }],
    });
  });

  it.each([
    "last-0-days",
    "last-99999-days",
    "last-3-years",
    "last--3-days",
    "tomorrow",
    "last-12-complete",
    "LAST-MONTH",
  ])("%s is none", (word) => {
    expect(relativePeriod(word)).toBeNull();
  });

  it("reads as a person would say it", () => {
    expect(
      ["last-1-complete-weeks", "last-30-days", "month-to-date"].map((each) => relativeLabel(each as RelativePeriod)),
    ).toEqual(["Last complete week", "Last 30 days", "Month to date"]);
  });
});

it("cuts fiscal quarters and years where they begin, and covers every day once", () => {
  const period = { from: "2025-05-17", to: "2027-02-03" };
  expect(bucketsOf(period, "year", 4).map(({ start }) => start)).toEqual(["2025-04-01", "2026-04-01"]);
  expect(
    bucketsOf(period, "quarter", 5)
      .map(({ start }) => start)
      .slice(0, 3),
  ).toEqual(["2025-05-01", "2025-08-01", "2025-11-01"]);
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 12 }),
      fc.constantFrom("quarter" as const, "year" as const),
      (yearStart, grain) => {
        const buckets = bucketsOf(period, grain, yearStart);
        expect(buckets.at(0)?.days.from).toBe(period.from);
        expect(buckets.at(-1)?.days.to).toBe(period.to);
        for (const [index, { days }] of buckets.entries())
          expect(buckets[index + 1]?.days.from ?? period.to).toBe(days.to);
      },
    ),
  );
});

describe("the URL of an exploration", () => {
  it("reads back as the same question and view, whatever is in it", () => {
    const text = fc.oneof(
      fc.string(),
      fc.constantFrom("-total", "2026-01-01", "all", "line", "share", "EUR", "12", "last-month"),
    );
    const params = fc.record({
      sort: text,
      show: text,
      top: text,
      rows: text,
      period: fc.constantFrom("last-month", "last-5-complete-weeks"),
    });
    fc.assert(
      fc.property(params, (typed) => {
        const first = explorationFromUrl(typed, april);
        expect(explorationFromUrl(new URLSearchParams(explorationSearch(first)), april)).toEqual(first);
      }),
      { numRuns: 300 },
    );
  });
});
