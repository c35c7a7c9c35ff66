import { describe, expect, it } from "vitest";
import type { ColumnData } from "@/components/charts/column-data";
import type { BudgetMark } from "@/lib/budgets/marks";
import type { CostQuery } from "@/lib/query/spec";
import { limitsOf } from "./limits";

const months = ["2026-09-01", "2026-10-01", "2026-11-01", "2026-12-01"];
const dataOf = (starts: string[]): ColumnData => ({
  ...{ label: "", currency: "USD", grain: "month", yearStart: 1, series: [], totals: [] },
  buckets: starts.slice(0, -1).map((start, index) => ({ start, end: starts[index + 1] ?? "", unfinished: false })),
});
const mark = (from: string, to: string): BudgetMark => ({
  ...{ budgetId: "b", name: "Payments", period: { from, to }, amount: "10000", currency: "USD", crossedOn: null },
});
const query = (from: string, to: string): CostQuery => ({
  ...{ period: { from, to }, grain: "month", groupBy: [], where: [], metric: "billed" },
});

describe("a budget on a chart", () => {
  it("is a line over the column of its period", () => {
    const data = dataOf(months);
    expect(
      limitsOf({ kind: "column", data }, [mark("2026-10-01", "2026-11-01")], query("2026-09-01", "2026-12-01")),
    ).toEqual([{ from: 1, to: 1, amount: "10000", label: "Payments $10K" }]);
  });

  it("is a line over the column of a period that still runs", () => {
    const data = dataOf(["2026-10-01", "2026-11-01", "2026-11-28"]);
    const [limit] = limitsOf(
      { kind: "column", data },
      [mark("2026-11-01", "2026-12-01")],
      query("2026-10-01", "2026-11-28"),
    );
    expect(limit).toMatchObject({ from: 1, to: 1 });
  });

  it("is none over columns that are a part of its period", () => {
    const data = dataOf(months);
    expect(
      limitsOf({ kind: "column", data }, [mark("2026-10-01", "2027-01-01")], query("2026-09-01", "2026-12-01")),
    ).toEqual([]);
  });

  it("is a line over the sum so far that began with it, as far as both go", () => {
    const data = dataOf(["2026-11-01", "2026-11-02", "2026-11-03"]);
    const of = (from: string) =>
      limitsOf({ kind: "cumulative", data }, [mark(from, "2026-12-01")], query("2026-11-01", "2026-11-03"));
    expect(of("2026-11-01")).toMatchObject([{ from: 0, to: 1 }]);
    expect(of("2026-10-15")).toEqual([]);
  });
});
