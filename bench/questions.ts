import type { Period } from "../lib/focus/period";
import type { CostQuery } from "../lib/query/spec";

export type Question = { page: "overview" | "spend" | "explore"; text: string; query: CostQuery };

const month: Period = { from: "2026-10-01", to: "2026-11-01" };
const lastMonth: Period = { from: "2026-09-01", to: "2026-10-01" };
const monthToDate: Period = { from: "2026-10-01", to: "2026-10-22" };
const lastMonthToDate: Period = { from: "2026-09-01", to: "2026-09-22" };
const days30: Period = { from: "2026-10-02", to: "2026-11-01" };
const days30Before: Period = { from: "2026-09-02", to: "2026-10-02" };
const days90: Period = { from: "2026-08-03", to: "2026-11-01" };
const quarter: Period = { from: "2026-08-01", to: "2026-11-01" };
const year: Period = { from: "2025-11-01", to: "2026-11-01" };

const asked = (
  period: Period,
  grain: CostQuery["grain"],
  groupBy: CostQuery["groupBy"],
  more: Partial<CostQuery> = {},
) => {
  const query: CostQuery = { period, grain, groupBy, where: [], metric: "billed", ...more };
  return query;
};
const is = (dimension: CostQuery["groupBy"][number], ...values: string[]): Pick<CostQuery, "where"> => ({
  where: [{ dimension, operator: values.length > 1 ? "in" : "eq", values }],
});
const without: Pick<CostQuery, "where"> = {
  where: [{ dimension: "chargeKind", operator: "notin", values: ["credit", "refund", "tax"] }],
};

const overview: [text: string, query: CostQuery][] = [
  ["month to date", asked(monthToDate, "total", [])],
  ["the same days of last month", asked(lastMonthToDate, "total", [])],
  ["90 days by service", asked(days90, "day", ["service"])],
  ["month to date by account", asked(monthToDate, "total", ["subAccount"])],
  ["month to date by service", asked(monthToDate, "total", ["service"])],
  ["what moved in 30 days", asked(days30, "total", ["service"], { compare: days30Before })],
  [
    "what moved in 30 days by account and service",
    asked(days30, "total", ["subAccount", "service"], { compare: days30Before }),
  ],
  ["tagged share of the month", asked(month, "total", ["tagging"])],
  ["what is included", asked(days90, "total", ["chargeKind"])],
  ["forecast's history", asked(days90, "day", ["chargeKind"])],
];

const spend: [text: string, query: CostQuery][] = [
  ["30 days by service", asked(days30, "day", ["service"])],
  ["12 months by service, days", asked(year, "day", ["service"])],
  ["12 months by service, months", asked(year, "month", ["service"])],
  ["90 days by account", asked(days90, "day", ["subAccount"])],
  ["90 days by provider, effective", asked(days90, "day", ["provider"], { metric: "effective" })],
  ["12 months by account and service, months", asked(year, "month", ["subAccount", "service"])],
  ["90 days by service without credits and tax", asked(days90, "day", ["service"], without)],
  ["30 days of one account by service", asked(days30, "day", ["service"], is("subAccount", "account-3"))],
];

const explore: [text: string, query: CostQuery][] = [
  ["12 months by team tag, months", asked(year, "month", ["tag.team"])],
  ["month by team and environment tags", asked(month, "total", ["tag.team", "tag.env"])],
  ["90 days by team tag", asked(days90, "day", ["tag.team"])],
  ["90 days of one team by environment tag", asked(days90, "day", ["tag.env"], is("tag.team", "team-3"))],
  ["30 days of one service by team tag", asked(days30, "day", ["tag.team"], is("service", "Service 20"))],
  ["90 days by region", asked(days90, "day", ["region"])],
  ["quarter by region, service and account", asked(quarter, "month", ["region", "service", "subAccount"])],
  ["month by resource of one service", asked(month, "total", ["resource"], is("service", "Service 7"))],
  [
    "90 days of one resource",
    asked(days90, "day", ["resource"], is("resource", "arn:cloud:1:1:service-24:resource/0")),
  ],
  ["30 days of one region by resource type", asked(days30, "day", ["resourceType"], is("region", "region-2"))],
  ["30 days by SKU of one service", asked(days30, "total", ["sku"], is("service", "Service 7"))],
  ["month by team against the month before", asked(month, "total", ["tag.team"], { compare: lastMonth })],
  ["90 days by commitment", asked(days90, "day", ["commitment"])],
];

export const questions: Question[] = [
  ...overview.map(([text, query]): Question => ({ page: "overview", text, query })),
  ...spend.map(([text, query]): Question => ({ page: "spend", text, query })),
  ...explore.map(([text, query]): Question => ({ page: "explore", text, query })),
];
