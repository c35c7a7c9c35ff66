import { describe, expect, it } from "vitest";
import { previousPeriod } from "@/lib/query/comparison";
import type { CostQuery } from "@/lib/query/spec";
import { exploreHref } from "./href";
import { askedQuestion, type ExploreParams } from "./question";

const today = "2026-11-22";

function paramsOf(href: string): ExploreParams {
  const params = new URL(href, "http://outlay").searchParams;
  return Object.fromEntries([...params.keys()].map((name) => [name, params.getAll(name)]));
}

/** Where a form's fields lead. */
function ledTo(fields: ExploreParams): ExploreParams {
  try {
    askedQuestion(fields, today);
  } catch (error) {
    const [, , href = ""] = String((error as { digest?: string }).digest).split(";");
    return paramsOf(href);
  }
  throw new Error("The form led nowhere.");
}

describe("the question in the address", () => {
  it("is the last 90 days by service where the address says nothing", () => {
    expect(askedQuestion({}, today)).toMatchObject({
      query: { period: { from: "2026-08-25", to: "2026-11-23" }, grain: "day", groupBy: ["service"], metric: "billed" },
    });
  });

  it("survives the address, also without a grouping", () => {
    const period = { from: "2026-11-01", to: "2026-11-21" };
    const query: CostQuery = {
      ...{ period, grain: "week", groupBy: [], metric: "effective", compare: previousPeriod(period) },
      where: [{ dimension: "tag.team", operator: "in", values: ["a,b", "c:d\\"] }],
    };
    expect(askedQuestion(paramsOf(exploreHref(query, { currency: "EUR" })), today)).toEqual({
      query,
      view: { currency: "EUR", rows: undefined },
    });
  });

  it("keeps a relative comparison relative", () => {
    const period = { from: "2026-11-01", to: "2026-11-21" };
    const query: CostQuery = { period, grain: "day", groupBy: ["service"], where: [], metric: "billed" };
    expect(exploreHref({ ...query, compare: previousPeriod(period) })).toContain("compare=previous");
    expect(exploreHref({ ...query, compare: { from: "2026-01-01", to: "2026-01-02" } })).toContain(
      "2026-01-01..2026-01-02",
    );
  });

  it.each([
    ["an unknown dimension", { groupBy: "foo" }, /Unknown dimension "foo"/],
    ["a date that is none", { from: "2026-02-30" }, /from/],
    ["a period that ends before it starts", { from: "2026-11-02", to: "2026-11-01" }, /from and to/],
    ["a filter of an unknown dimension", { filter: "foo", operator: "eq", value: "x" }, /Unknown dimension "foo"/],
    ["a filter of an unknown operator", { filter: "service", operator: "like", value: "x" }, /where/],
    ["hostile text", { where: "service:eq:x'; drop table charge;--", metric: "<script>" }, /metric/],
  ])("is refused in a sentence: %s", (_what, params: ExploreParams, sentence) => {
    expect(askedQuestion(params, today)).toEqual({ refusal: expect.stringMatching(sentence) });
  });
});

describe("the forms", () => {
  it("name the last day, and each grouping by itself", () => {
    const fields = {
      from: "2026-11-01",
      last: "2026-11-20",
      by: ["service", "region", ""],
      granularity: "day",
      compare: "",
    };
    expect(ledTo(fields)).toMatchObject({ from: ["2026-11-01"], to: ["2026-11-21"], groupBy: ["service,region"] });
  });

  it("add one condition to those there are", () => {
    const fields = { where: "provider:eq:AWS", filter: "service", operator: "contains", value: "S3, really" };
    expect(ledTo(fields).where).toEqual(["provider:eq:AWS", "service:contains:S3\\, really"]);
    expect(ledTo({ filter: "region", operator: "absent", value: "" }).where).toEqual(["region:absent"]);
  });

  it("group by nothing when asked to", () => {
    expect(ledTo({ from: "2026-11-01", last: "2026-11-20", by: ["", ""] }).groupBy).toEqual([""]);
  });
});
