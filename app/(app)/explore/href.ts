import { previousPeriod, yearBefore } from "@/lib/query/comparison";
import type { CostQuery } from "@/lib/query/spec";
import { urlFromQuery } from "@/lib/query/url";

/** What the page shows of the answer, beside the question itself. */
export type ExploreView = { currency?: string | undefined; rows?: "all" | undefined };

/** Where the Explore page answers this question. A comparison with "the period before" stays that when dates change. */
export function exploreHref(query: CostQuery, view: ExploreView = {}): string {
  const params = urlFromQuery(query);
  if (query.groupBy.length === 0) params.set("groupBy", "");
  const relative = comparisonName(query);
  if (relative) params.set("compare", relative);
  if (view.currency) params.set("currency", view.currency);
  if (view.rows) params.set("rows", view.rows);
  return `/explore?${params}`;
}

/** "previous" or "year" where the comparison is one of them. */
export function comparisonName({ period, compare }: CostQuery): "previous" | "year" | null {
  if (!compare) return null;
  const is = (other: typeof period) => other.from === compare.from && other.to === compare.to;
  if (is(previousPeriod(period))) return "previous";
  return is(yearBefore(period)) ? "year" : null;
}
