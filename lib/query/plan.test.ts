import { describe, expect, it } from "vitest";
import type { Dimension, Grain } from "./names";
import { coveringTables, plan } from "./plan";
import type { CostQuery } from "./spec";
import { nameOfKeys } from "./tracked-keys";

const month = { from: "2026-06-01", to: "2026-07-01" };
const asked = (grain: Grain, groupBy: Dimension[], period = month): CostQuery => {
  return { period, grain, groupBy, where: [], metric: "billed" };
};

const few = ["rollup_day", "charge"];
const tracked = new Set([["team"], ["team", "env"]].map(nameOfKeys));

describe("the tables that can answer", () => {
  it.each<[string, CostQuery, string[]]>([
    [
      "a month by service",
      asked("month", ["service"]),
      ["rollup_month", "rollup_service_month", "rollup_day", "rollup_service", "charge"],
    ],
    ["days by service and kind", asked("day", ["service", "chargeKind"]), ["rollup_day", "rollup_service", "charge"]],
    [
      "days by account and kind",
      asked("day", ["subAccount", "chargeKind"]),
      ["rollup_day", "rollup_account", "charge"],
    ],
    ["days by account and service: not one alone", asked("day", ["provider", "service"]), few],
    ["days by region: not the days without", asked("day", ["region"]), ["rollup_region", "charge"]],
    ["days by region and service: the fact", asked("day", ["region", "service"]), ["charge"]],
    ["a month by tag: not the days", asked("total", ["tag.team", "region"]), ["rollup_month", "charge"]],
    ["days by a tracked tag", asked("day", ["tag.team", "chargeKind", "source"]), ["rollup_tag", "charge"]],
    ["days by another tag: the fact", asked("day", ["tag.app"]), ["charge"]],
    ["days by a tracked pair of tags", asked("day", ["tag.env", "tag.team"]), ["rollup_tag", "charge"]],
    ["days by one of a pair that is not tracked alone: the fact", asked("day", ["tag.env"]), ["charge"]],
    ["days by two other tags: the fact", asked("day", ["tag.team", "tag.app"]), ["charge"]],
    ["days by a tracked tag and tagging: the fact", asked("day", ["tag.team", "tagging"]), ["charge"]],
    [
      "a part of a month by tagging: the fact",
      asked("total", ["tagging"], { from: "2026-06-01", to: "2026-06-30" }),
      ["charge"],
    ],
    ["hours: the fact", asked("hour", []), ["charge"]],
    ["a SKU: the fact", asked("year", ["sku"]), ["charge"]],
    ["a year by commitment", asked("year", ["commitment", "source"]), ["rollup_commitment", "charge"]],
  ])("%s", (_why, query, covering) => {
    expect(coveringTables(query, tracked)).toEqual(covering);
  });

  it("of a total are all but the hours' and the months' where weeks are asked", () => {
    expect(coveringTables(asked("week", ["source"]), tracked)).toEqual([
      ...["rollup_day", "rollup_account", "rollup_service", "rollup_region", "rollup_commitment", "charge"],
    ]);
  });

  it("follow a filter as they follow a grouping", () => {
    const where: CostQuery["where"] = [{ dimension: "resource", operator: "absent", values: [] }];
    expect(coveringTables({ ...asked("month", ["service"]), where })).toEqual(["rollup_month", "charge"]);
    const ofTeam: CostQuery["where"] = [{ dimension: "tag.team", operator: "eq", values: ["a"] }];
    expect(coveringTables({ ...asked("day", []), where: ofTeam }, tracked)).toEqual(["rollup_tag", "charge"]);
    expect(coveringTables({ ...asked("day", ["tag.app"]), where: ofTeam }, tracked)).toEqual(["charge"]);
  });
});

it("the smaller of them answers", () => {
  const query = asked("month", ["service"]);
  const sizes = {
    rollup_account: 0,
    rollup_service: 9,
    rollup_region: 0,
    rollup_commitment: 0,
    rollup_tag: 0,
    rollup_service_month: 10,
    charge: 10,
  };
  const estate = (day: number, months: number) => ({
    sizes: { ...sizes, rollup_day: day, rollup_month: months },
    trackedTags: tracked,
  });
  expect(plan(query, estate(1, 2))).toBe("rollup_day");
  expect(plan(query, estate(2, 1))).toBe("rollup_month");
  expect(plan(query, estate(20, 10))).toBe("rollup_service");
});
