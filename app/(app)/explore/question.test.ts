import { describe, expect, it } from "vitest";
import { previousPeriod } from "@/lib/query/comparison";
import { questionOf } from "@/lib/query/question";
import type { CostQuery } from "@/lib/query/spec";
import { exploreHref } from "./href";
import { askedExploration, type ExploreParams } from "./question";

const calendar = { today: "2026-11-22", yearStart: 1 };
const ask = (params: ExploreParams) => askedExploration(params, calendar);

function paramsOf(href: string): ExploreParams {
  const params = new URL(href, "http://outlay").searchParams;
  return Object.fromEntries([...params.keys()].map((name) => [name, params.getAll(name)]));
}

/** Where a form's fields lead. */
function ledTo(fields: ExploreParams): ExploreParams {
  try {
    ask(fields);
  } catch (error) {
    const [, , href = ""] = String((error as { digest?: string }).digest).split(";");
    return paramsOf(href);
  }
  throw new Error("The form led nowhere.");
}

describe("the question in the address", () => {
  it("is the last 90 days by service where the address says nothing", () => {
    expect(ask({})).toMatchObject({
      query: { period: { from: "2026-08-25", to: "2026-11-23" }, grain: "day", groupBy: ["service"], metric: "billed" },
    });
  });

  it("survives the address, also without a grouping", () => {
    const period = { from: "2026-11-01", to: "2026-11-21" };
    const query: CostQuery = {
      ...{ period, grain: "week", groupBy: [], metric: "effective", compare: previousPeriod(period) },
      where: [{ dimension: "tag.team", operator: "in", values: ["a,b", "c:d\\"] }],
    };
    expect(ask(paramsOf(exploreHref(questionOf(query), { currency: "EUR", chart: "pareto" })))).toMatchObject({
      query,
      view: { currency: "EUR", chart: "pareto" },
    });
  });

  it("keeps relative what was asked relatively", () => {
    const asked = ask({ period: "last-30-days", compare: "previous" });
    if ("refusal" in asked) throw new Error(asked.refusal);
    expect(asked.query.compare).toEqual({ from: "2026-09-24", to: "2026-10-24" });
    expect(exploreHref(asked.question)).toContain("period=last-30-days");
    expect(exploreHref(asked.question)).toContain("compare=previous");
  });

  it.each([
    ["an unknown dimension", { groupBy: "foo" }, /Unknown dimension "foo"/],
    ["a date that is none", { from: "2026-02-30" }, /from/],
    ["a period that ends before it starts", { from: "2026-11-02", to: "2026-11-01" }, /from and to/],
    ["a filter of an unknown dimension", { filter: "foo", operator: "eq", value: "x" }, /Unknown dimension "foo"/],
    ["a filter of an unknown operator", { filter: "service", operator: "like", value: "x" }, /where/],
    ["hostile text", { where: "service:eq:x'; drop table charge;--", metric: "<script>" }, /metric/],
  ])("is refused in a sentence: %s", (_what, params: ExploreParams, sentence) => {
    expect(ask(params)).toEqual({ refusal: expect.stringMatching(sentence) });
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

  it("compare with any days, whose last one is named", () => {
    const fields = { period: "last-month", compare: "previous", versus: "2026-02-01", versusLast: "2026-02-28" };
    expect(ledTo(fields)).toMatchObject({ period: ["last-month"], compare: ["2026-02-01..2026-03-01"] });
    expect(ask({ versus: "2026-02-01", versusLast: "soon" })).toEqual({ refusal: expect.stringMatching(/^compare/) });
  });

  it("ask for any number of days, weeks or months, which stay relative", () => {
    expect(ledTo({ count: "6", unit: "complete-weeks" }).period).toEqual(["last-6-complete-weeks"]);
    expect(ask({ count: "0", unit: "days" })).toEqual({ refusal: expect.stringMatching(/^period/) });
  });

  it("add one condition to those there are", () => {
    const fields = { where: "provider:eq:AWS", filter: "service", operator: "contains", value: "S3, really" };
    expect(ledTo(fields).where).toEqual(["provider:eq:AWS", "service:contains:S3\\, really"]);
    expect(ledTo({ filter: "region", operator: "absent", value: "" }).where).toEqual(["region:absent"]);
  });

  it("turn several values of one condition into a list", () => {
    expect(ledTo({ filter: "service", operator: "eq", value: ["a", "b,c"] }).where).toEqual(["service:in:a,b\\,c"]);
  });

  it("leave out kinds of charges, and take them in again", () => {
    expect(ledTo({ form: "options", without: ["credit", "tax"] }).exclude).toEqual(["credit,tax"]);
    expect(ledTo({ form: "options", exclude: "credit" }).exclude).toBeUndefined();
  });

  it("group by nothing when asked to", () => {
    expect(ledTo({ from: "2026-11-01", last: "2026-11-20", by: ["", ""] }).groupBy).toEqual([""]);
  });
});
