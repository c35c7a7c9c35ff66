import { expect, it } from "vitest";
import { addMonths } from "../focus/period";
import type { Budget } from "./budget";
import type { ShownVerdict } from "./list";
import { NewBudget } from "./spec";
import { yearToDate } from "./year-to-date";

const budget = (more: object = {}) =>
  NewBudget.parse({
    name: "b",
    currency: "USD",
    amount: { mode: "fixed", amount: "100" },
    ...more,
  }) as unknown as Budget;
const month = (from: string, actual: string, more: object = {}) =>
  ({
    period: { from, to: addMonths(from, 1) },
    figures: { actual, amount: "100", rolledOver: "0", days: 30, elapsedDays: 30, ...more },
  }) as unknown as ShownVerdict;

it("the year to date is what its periods cost against what they had until now", () => {
  const running = month("2026-03-01", "60.5", { elapsedDays: 15, amount: "120", rolledOver: "20" });
  const all = [running, month("2026-02-01", "80"), month("2026-01-01", "130"), month("2025-12-01", "999")];
  expect(yearToDate(budget(), all)).toEqual({ from: "2026-01-01", actual: "270.5", planned: "250", ahead: "20.5" });
  const fiscal = yearToDate(budget({ calendar: { firstMonth: 12 } }), all);
  expect(fiscal).toMatchObject({ from: "2025-12-01", actual: "1269.5", planned: "350" });
  expect(yearToDate(budget(), all.slice(-2))).toBeNull();
  expect(yearToDate(budget({ every: "week" }), all)).toBeNull();
  expect(yearToDate(budget(), [running, { ...month("2026-02-01", "80"), figures: null }])).toBeNull();
  expect(yearToDate(budget(), [])).toBeNull();
});
