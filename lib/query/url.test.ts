import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { DomainError } from "../errors";
import { conditionText } from "./condition-text";
import { question } from "./made-charges";
import { queryFromUrl, urlFromQuery } from "./url";

const today = "2026-11-23";
const read = (search: string) => queryFromUrl(new URLSearchParams(search), today);
const problem = (search: string) => {
  try {
    read(search);
  } catch (error) {
    if (error instanceof DomainError) return error.message;
    throw error;
  }
  return null;
};

describe("the URL of a question", () => {
  it("reads back as the same question", () => {
    fc.assert(
      fc.property(question, (query) => {
        expect(queryFromUrl(urlFromQuery(query), today)).toEqual(query);
        expect(read(urlFromQuery(query).toString())).toEqual(query);
      }),
      { numRuns: 2000 },
    );
  });

  it("reads as the contract says", () => {
    expect(
      read(
        "from=2026-01-01&to=2026-02-01&granularity=month&groupBy=service,tag.team&metric=list&where=service:in:a\\,b,c\\\\d&where=region:absent",
      ),
    ).toEqual({
      period: { from: "2026-01-01", to: "2026-02-01" },
      grain: "month",
      groupBy: ["service", "tag.team"],
      where: [
        { dimension: "service", operator: "in", values: ["a,b", "c\\d"] },
        { dimension: "region", operator: "absent", values: [] },
      ],
      metric: "list",
    });
  });

  it("is the last 90 days by day when nothing is said", () => {
    expect(read("")).toEqual({
      period: { from: "2026-08-26", to: "2026-11-24" },
      grain: "day",
      groupBy: [],
      where: [],
      metric: "billed",
    });
  });

  it.each([
    ["a value keeps its colons", "where=service:eq:a:b:c", { dimension: "service", operator: "eq", values: ["a:b:c"] }],
    [
      "a tag key may hold colons",
      "where=tag.user:team:eq:x",
      { dimension: "tag.user:team", operator: "eq", values: ["x"] },
    ],
    ["a tag key may be an operator", "where=tag.eq:eq:eq", { dimension: "tag.eq", operator: "eq", values: ["eq"] }],
    [
      "an escaped colon belongs to the key",
      "where=tag.a\\:eq\\:b:ne:c",
      { dimension: "tag.a:eq:b", operator: "ne", values: ["c"] },
    ],
    ["an empty value is a value", "where=tag.team:eq:", { dimension: "tag.team", operator: "eq", values: [""] }],
    ["absent may end in a colon", "where=tag.team:absent:", { dimension: "tag.team", operator: "absent", values: [] }],
  ])("%s", (_why, search, condition) => {
    expect(read(search).where).toEqual([condition]);
  });

  it.each([
    ["previous=the month before", "from=2026-03-01&to=2026-04-01&compare=previous", "2026-02-01", "2026-03-01"],
    ["the days before a part of a month", "from=2026-03-05&to=2026-03-08&compare=previous", "2026-03-02", "2026-03-05"],
    ["the quarter before", "from=2026-01-01&to=2026-04-01&compare=previous", "2025-10-01", "2026-01-01"],
    ["the year before a leap day", "from=2024-02-29&to=2024-03-01&compare=year", "2023-02-28", "2023-03-01"],
    [
      "the year before the day before a leap day",
      "from=2024-02-28&to=2024-02-29&compare=year",
      "2023-02-28",
      "2023-03-01",
    ],
    ["a span of one's own", "compare=2020-01-01..2020-02-01", "2020-01-01", "2020-02-01"],
  ])("compares with %s", (_why, search, from, to) => {
    expect(read(search).compare).toEqual({ from, to });
  });
});

describe("a hand-edited URL", () => {
  it.each([
    ["from=yesterday&to=2026-11-01", "from: Use a date such as 2026-11-01."],
    ["to=2026-02-30", "from: Use a date such as 2026-11-01."],
    ["from=2026-02-01&to=2026-02-30", "to: Use a date such as 2026-11-01."],
    [
      "from=2026-02-01&to=2026-02-01",
      "from and to: The period must end after it starts; its last day is not part of it.",
    ],
    ["from=0000-01-01&to=2026-01-01&granularity=total", "from: Use a date between 1970 and 2200."],
    ["from=2026-01-01&from=2026-01-02", "from stands more than once in the URL."],
    [
      "granularity=fortnight",
      'granularity is one of hour, day, week, month, quarter, year, total; "fortnight" is not.',
    ],
    ["metric=unblended", 'metric is one of billed, effective, list, contracted; "unblended" is not.'],
    ["groupBy=service,account", /^Unknown dimension "account". Known: provider, .* or tag.<key>\.$/],
    ["groupBy=constructor", /^Unknown dimension "constructor"/],
    ["groupBy=service,service", "groupBy: Group by each dimension once."],
    ["groupBy=service,region,sku,source", "groupBy: Group by at most 3 dimensions."],
    ["groupBy=tag.", /^Unknown dimension "tag."/],
    ["where=service", /^where reads dimension:operator:value with one of eq, .*; "service" does not\.$/],
    ["where=service:like:a", /"service:like:a" does not\.$/],
    ["where=:eq:a", /":eq:a" does not\.$/],
    ["where=nothing:eq:a", /^Unknown dimension "nothing"/],
    ["where=service:eq", 'where (condition 1): "is" (eq) takes exactly one value; a comma inside it is written \\,.'],
    [
      "where=service:eq:a,b",
      'where (condition 1): "is" (eq) takes exactly one value; a comma inside it is written \\,.',
    ],
    ["where=service:absent:a", 'where (condition 1): "is absent" (absent) takes no value.'],
    ["where=service:eq:a\\b", 'Write a backslash twice (\\\\) in "a\\b".'],
    ["where=service:eq:a%00b", "where (condition 1): A value holds a character that no charge can hold."],
    ["where=tag.a%00:eq:b", "where (condition 1): Unknown dimension."],
    ["compare=sometime", "compare is previous, year, or a period such as 2026-10-01..2026-11-01."],
    ["compare=2026-01-01..x", "compare: Use a date such as 2026-11-01."],
    [
      "from=2016-01-01&to=2026-01-01&granularity=hour",
      "from and to: By hour the period can be at most 31 days long: shorten it or ask by a coarser grain.",
    ],
    [
      "from=2016-01-01&to=2026-01-01",
      "from and to: By day the period can be at most 40 months long: shorten it or ask by a coarser grain.",
    ],
    [
      `where=service:in:${Array.from({ length: 10_000 }, (_, index) => index).join(",")}`,
      "where (condition 1): A condition takes at most 1000 values.",
    ],
    [Array.from({ length: 21 }, () => "where=service:absent").join("&"), "where: Use at most 20 conditions."],
  ])("%.60s is refused in words", (search, message) => {
    expect(problem(search)).toEqual(typeof message === "string" ? message : expect.stringMatching(message));
  });

  it("never gives anything but a question or a refusal", () => {
    const text = fc.oneof(
      fc.string(),
      fc.string({ unit: "binary" }),
      fc.constantFrom("__proto__", "constructor", "'; drop table charge; --", "\\", ":::", "1e9", "NaN"),
    );
    const params = fc.record(
      {
        from: text,
        to: text,
        granularity: text,
        groupBy: text,
        metric: text,
        compare: text,
        where: fc.array(
          fc.oneof(
            text,
            text.map((value) => `service:eq:${value}`),
            text.map((key) => `tag.${key}:in:a`),
          ),
        ),
      },
      { requiredKeys: [] },
    );
    fc.assert(
      fc.property(params, (typed) => {
        try {
          const query = queryFromUrl(typed, today);
          expect(queryFromUrl(urlFromQuery(query), today)).toEqual(query);
        } catch (error) {
          expect(error).toBeInstanceOf(DomainError);
          expect((error as Error).message.length).toBeLessThan(400);
        }
      }),
      { numRuns: 3000 },
    );
  });
});

it("writes a condition so that it can be read and typed", () => {
  expect(conditionText({ dimension: "tag.user:team", operator: "in", values: ["a,b", "c\\"] })).toBe(
    "tag.user\\:team:in:a\\,b,c\\\\",
  );
});
