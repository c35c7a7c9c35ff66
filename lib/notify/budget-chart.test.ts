import { describe, expect, it } from "vitest";
import { type BudgetChart, budgetChartPng, budgetChartSvg } from "./budget-chart";

const chart: BudgetChart = {
  period: { from: "2026-11-01", to: "2026-12-01" },
  limit: 10_000,
  spent: [
    { day: "2026-11-01", total: 400 },
    { day: "2026-11-20", total: 11_240 },
  ],
  expected: [{ day: "2026-11-30", low: 14_200, middle: 14_900, high: 15_600 }],
  short: (amount) => `$${amount / 1000}K`,
  dayName: (day) => `${Number(day.slice(8))} Nov`,
  words: { budget: "Budget <$10,000>", spent: "Spent $11,240", expected: "80 % sure: $14.2K to $15.6K" },
};

describe("the chart of a budget", () => {
  it("is a picture that any mail client shows, twice as sharp as it is wide", () => {
    for (const theme of ["light", "dark"] as const) {
      const png = Buffer.from(budgetChartPng(chart, theme));
      expect(png.subarray(1, 4).toString()).toBe("PNG");
      expect(png.readUInt32BE(16)).toBe(1120);
    }
  });

  it("says its figures, with names as text", () => {
    const svg = budgetChartSvg(chart, "light");
    expect(svg).toContain("Spent $11,240");
    expect(svg).toContain("Budget &#60;$10,000&#62;");
    expect(svg).not.toMatch(/NaN|Infinity/);
  });

  it("has the ground of the mail, in the light and in the dark", () => {
    expect(budgetChartSvg(chart, "light")).toContain('height="264" fill="#ffffff"');
    expect(budgetChartSvg(chart, "dark")).toContain('height="264" fill="#1c1f26"');
  });

  it("has room for credits, for a budget of zero and for a period without a charge", () => {
    for (const change of [{ limit: 0, spent: [], expected: [] }, { spent: [{ day: "2026-11-02", total: -5 }] }]) {
      expect(budgetChartSvg({ ...chart, ...change }, "light")).not.toMatch(/NaN|Infinity/);
    }
  });
});
