import { dimensionLabel, metricLabels } from "@/lib/query/names";
import type { CostQuery } from "@/lib/query/spec";
import { comparison, type Seen } from "./drawing-of";
import { daysText } from "./period-picker";

/** What a chart is called: which cost, by which names, and what is shown of it. */
export function chartTitle({ exploration, calendar }: Pick<Seen, "exploration" | "calendar">): string {
  const { query, view } = exploration;
  const by = query.groupBy.length > 0 ? ` by ${groupNames(query)}` : "";
  const metric = metricLabels[query.metric];
  if (view.chart === "waterfall") return `Change${by} against ${daysText(comparison(exploration, calendar))}`;
  if (view.chart === "cumulative") return `${metric}, sum so far`;
  if (view.chart === "heatmap") return `${metric} by weekday and week`;
  const figures = {
    amount: "",
    cumulative: ", sum so far",
    share: ", share of the total",
    "per-day": ", average per day",
  };
  return `${metric}${by}${["column", "line", "area"].includes(view.chart) ? figures[view.figures] : ""}`;
}

function groupNames({ groupBy }: CostQuery): string {
  return groupBy
    .map((name) => dimensionLabel(name).replace(/^[A-Z](?=[a-z])/, (letter) => letter.toLowerCase()))
    .join(" and ");
}
