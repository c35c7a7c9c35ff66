import { z } from "zod";
import { oneOf, single, type UrlParams } from "./params";

export const chartKinds = [
  "column",
  "line",
  "area",
  "cumulative",
  "treemap",
  "pareto",
  "heatmap",
  "waterfall",
] as const;
export type ChartKind = (typeof chartKinds)[number];

/** What is shown of each amount: itself, the sum so far, its share of the bucket, or what it is for each day. */
export const figureKinds = ["amount", "cumulative", "share", "per-day"] as const;
export type FigureKind = (typeof figureKinds)[number];

const MOST_SERIES = 50;
const TOP = 11;

/** How an answer is shown. None of it changes what is computed, so none of it is part of the question. */
export const View = z.strictObject({
  chart: z.enum(chartKinds),
  figures: z.enum(figureKinds),
  /** Names that have a series of their own; the rest is "Other". */
  top: z.int().min(1).max(MOST_SERIES),
  /** By a column of the table: `label`, `total`, `change`, `ratio`, `before`, or the start of a bucket. */
  sort: z.strictObject({ by: z.string().max(30), descending: z.boolean() }),
  /** Which of several currencies is looked at. */
  currency: z.string().length(3).optional(),
  /** The table shows every row it has instead of the first. */
  rows: z.literal("all").optional(),
});
export type View = z.output<typeof View>;

export const plainView: View = {
  chart: "column",
  figures: "amount",
  top: TOP,
  sort: { by: "total", descending: true },
};

/** The columns by which a table is sorted; a bucket is named by its start. */
const sortable = /^(label|total|change|ratio|before|\d{4}-\d{2}-\d{2}(T\d{2}:00:00Z)?)$/;

/** Reads how to show it; what cannot be shown is shown plainly, because no number depends on it. */
export function viewFromUrl(params: UrlParams): View {
  const [sort = "", currency = "", top = ""] = ["sort", "show", "top"].map((name) => single(params, name));
  const [, down, by = ""] = /^(-?)(.+)$/.exec(sort) ?? [];
  return {
    chart: oneOf(chartKinds, single(params, "chart") ?? plainView.chart, "chart"),
    figures: oneOf(figureKinds, single(params, "figures") ?? plainView.figures, "figures"),
    top: /^\d{1,3}$/.test(top) ? Math.min(MOST_SERIES, Math.max(1, Number(top))) : TOP,
    sort: sortable.test(by) ? { by, descending: down === "-" } : plainView.sort,
    ...(/^[A-Z]{3}$/.test(currency) && { currency }),
    ...(single(params, "rows") === "all" && { rows: "all" as const }),
  };
}

/** Adds to a URL what differs from the plain view. */
export function addView(params: URLSearchParams, view: View): void {
  if (view.chart !== plainView.chart) params.set("chart", view.chart);
  if (view.figures !== plainView.figures) params.set("figures", view.figures);
  if (view.top !== plainView.top) params.set("top", String(view.top));
  const sort = `${view.sort.descending ? "-" : ""}${view.sort.by}`;
  if (sort !== "-total") params.set("sort", sort);
  if (view.currency) params.set("show", view.currency);
  if (view.rows) params.set("rows", view.rows);
}
