import type { Budget } from "@/lib/budgets/budget";
import { excludableOf } from "@/lib/budgets/spec";
import type { Period } from "@/lib/focus/period";
import { BILLING, type Excludable } from "@/lib/query/names";
import { exploreHref } from "../../explore/href";

/** The same charges of the same days in Explore, as they were billed: it shows the same number. */
export function budgetInExplore({ where, metric, includes, currency }: Budget, period: Period): string {
  const exclude = (Object.keys(excludableOf) as (keyof typeof excludableOf)[])
    .filter((name) => !includes[name])
    .map((name): Excludable => excludableOf[name]);
  return exploreHref(
    { period, grain: "day", groupBy: ["service"], where, metric, compare: null, exclude, currency: BILLING },
    { currency },
  );
}
