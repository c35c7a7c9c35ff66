import { describe, expect, it } from "vitest";
import type { Dimension, Grain } from "./names";
import { coveringTables, plan } from "./plan";
import type { CostQuery } from "./spec";

const month = { from: "2026-06-01", to: "2026-07-01" };
const asked = (grain: Grain, groupBy: Dimension[], period = month): CostQuery => {
  return { period, grain, groupBy, where: [], metric: "billed" };
};

describe("the tables that can answer", () => {
  it.each<[string, CostQuery, string[]]>([
    ["a month by service: all", asked("month", ["service"]), ["rollup_month", "rollup_day", "charge"]],
    ["days by service: not the months", asked("day", ["service", "chargeKind"]), ["rollup_day", "charge"]],
    ["a month by tag: not the days", asked("total", ["tag.team", "region"]), ["rollup_month", "charge"]],
    ["days by tag: the fact", asked("day", ["tag.team"]), ["charge"]],
    [
      "a part of a month by tag: the fact",
      asked("total", ["tagging"], { from: "2026-06-01", to: "2026-06-30" }),
      ["charge"],
    ],
    ["hours: the fact", asked("hour", []), ["charge"]],
    ["a SKU: the fact", asked("year", ["sku"]), ["charge"]],
    ["a year by commitment: the fact", asked("year", ["commitment"]), ["charge"]],
    ["weeks of whole months: not the months", asked("week", ["source"]), ["rollup_day", "charge"]],
  ])("%s", (_why, query, tables) => {
    expect(coveringTables(query)).toEqual(tables);
  });

  it("follow a filter as they follow a grouping", () => {
    const where: CostQuery["where"] = [{ dimension: "resource", operator: "absent", values: [] }];
    expect(coveringTables({ ...asked("month", ["service"]), where })).toEqual(["rollup_month", "charge"]);
  });
});

it("the smaller of them answers", () => {
  const query = asked("month", ["service"]);
  expect(plan(query, { rollup_day: 1, rollup_month: 2, charge: 3 })).toBe("rollup_day");
  expect(plan(query, { rollup_day: 2, rollup_month: 1, charge: 3 })).toBe("rollup_month");
});
