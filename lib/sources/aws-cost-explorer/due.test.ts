import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { addMonths, monthOf } from "../../focus/period";
import { dueDays } from "./due";

const now = new Date("2026-11-22T10:00:00Z");

describe("the days that a sync reads", () => {
  it.each([
    ["a first reading takes all 14 months", "backfill", {}, "2025-10-01"],
    ["a first reading that failed is a first reading again", "backfill", { openFrom: "2026-11-01" }, "2025-10-01"],
    ["later only the open months", "sync", { openFrom: "2026-11-01" }, "2026-11-01"],
    ["and the previous one until it is final", "sync", { openFrom: "2026-10-01" }, "2026-10-01"],
    ["a source that slept for two years reads what is left", "sync", { openFrom: "2024-10-01" }, "2025-10-01"],
    ["nothing remembered is everything", "sync", {}, "2025-10-01"],
    ["a clock that went back still reads this month", "sync", { openFrom: "2027-01-01" }, "2026-11-01"],
  ] as const)("%s", (_why, purpose, memory, from) => {
    expect(dueDays(now, purpose, memory)).toEqual({ from, to: "2026-11-23" });
  });

  it("starts at the first of a month, at most 13 months back, and ends after today", () => {
    const instants = fc.date({ min: new Date("2000-01-01"), max: new Date("2100-01-01"), noInvalidDate: true });
    fc.assert(
      fc.property(instants, instants, (at, open) => {
        const { from, to } = dueDays(at, "sync", { openFrom: monthOf(open.toISOString().slice(0, 10)).from });
        const today = at.toISOString().slice(0, 10);
        return from.endsWith("-01") && from <= today && today < to && from >= addMonths(monthOf(today).from, -13);
      }),
    );
  });
});
