import { describe, expect, it } from "vitest";
import type { MonthEnd } from "@/lib/forecast/month-end";
import { change } from "@/lib/query/change";
import type { Compared, MonthToDate } from "@/lib/query/overview/month-to-date";
import { openingSentence } from "./sentence";

const today = "2026-11-22";

function spent(total: string, lastMonth: Compared): MonthToDate {
  const days = { from: "2026-11-01", to: "2026-11-21" };
  const query = {
    period: days,
    grain: "total",
    groupBy: [],
    where: [],
    metric: "billed",
  } satisfies MonthToDate["query"];
  return { currency: "USD", total, missing: 0, days, lastMonth, lastYear: lastMonth, query };
}

function october(total: string, now: string, shorter = false): Compared {
  const days = { from: "2026-10-01", to: "2026-10-21" };
  return { days, shorter, known: true, total, change: change(total, now) };
}

const ending: MonthEnd = {
  known: true,
  amount: "276000",
  charged: "184120.43",
  remaining: { from: "2026-11-21", to: "2026-12-01" },
  range: null,
};

describe("openingSentence", () => {
  it.each([
    ["more", october("173371.4", "184120.43"), "6.2 % above the same days of October"],
    ["less", october("200000", "184120.43"), "7.9 % below the same days of October"],
    ["the same", october("184120.43", "184120.43"), "the same as in the same days of October"],
    ["from nothing", october("0", "184120.43"), "where the same days of October had none"],
    ["a short month", october("173371.4", "184120.43", true), "6.2 % above all of October, which is shorter"],
  ])("compares: %s", (_why, lastMonth, words) => {
    const sentence = openingSentence(spent("184120.43", lastMonth), null, today);
    expect(sentence).toBe(`Spend is $184,120.43 this month through 20 Nov, ${words}.`);
  });

  it("says where the month is heading", () => {
    const sentence = openingSentence(spent("184120.43", october("173371.4", "184120.43")), ending, today);
    expect(sentence).toMatch(/October; at this pace the month ends near \$276,000\.$/);
  });

  it("does not compare with days that nobody has", () => {
    const lastMonth: Compared = {
      days: { from: "2026-10-01", to: "2026-10-21" },
      shorter: false,
      known: false,
      begins: "2026-10-15",
    };
    expect(openingSentence(spent("1", lastMonth), null, today)).toContain("charges begin on 15 Oct 2026");
  });

  it("does not call an old month this month", () => {
    const sentence = openingSentence(spent("184120.43", october("173371.4", "184120.43")), null, "2027-02-03");
    expect(sentence).toMatch(/^Spend was \$184,120\.43 in November 2026 through 20 Nov/);
  });
});
