import { describe, expect, it } from "vitest";
import type { CostQuery } from "@/lib/query/spec";
import { narrowed } from "./drill";

const query: CostQuery = {
  period: { from: "2026-11-01", to: "2026-11-21" },
  grain: "day",
  groupBy: ["service"],
  where: [],
  metric: "billed",
};

describe("narrowed", () => {
  it("asks a picked service by resource", () => {
    const inside = narrowed(query, { service: "Amazon S3" });
    expect(inside?.where).toEqual([{ dimension: "service", operator: "eq", values: ["Amazon S3"] }]);
    expect(inside?.groupBy).toEqual(["resource"]);
  });

  it("picks what has no value", () => {
    expect(narrowed(query, { service: null })?.where).toEqual([
      { dimension: "service", operator: "absent", values: [] },
    ]);
  });

  it("shows a resource alone, over time", () => {
    expect(narrowed({ ...query, groupBy: ["resource"] }, { resource: "i-1" })?.groupBy).toEqual([]);
  });

  it("keeps several groupings", () => {
    const both = { ...query, groupBy: ["service", "region"] satisfies CostQuery["groupBy"] };
    expect(narrowed(both, { service: "Amazon S3", region: "eu-west-1" })?.groupBy).toEqual(["service", "region"]);
  });

  it("does not lead where one already is", () => {
    const inside = narrowed(query, { service: "Amazon S3" });
    const asked = { ...query, where: inside?.where ?? [] };
    expect(narrowed(asked, { service: "Amazon S3" })).toBeNull();
  });
});
