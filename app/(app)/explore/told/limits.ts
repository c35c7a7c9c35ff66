import type { Limit } from "@/components/charts/column-data";
import type { Drawing } from "@/components/charts/drawing";
import { shortMoney } from "@/components/format";
import type { BudgetMark } from "@/lib/budgets/marks";
import type { CostQuery } from "@/lib/query/spec";

type Timed = Extract<Drawing, { data: unknown }>;

/** Where a budget is a line on this chart: over the column of its period, or where the sum so far began with it. */
export function limitsOf({ kind, data }: Timed, budgets: BudgetMark[], { period }: CostQuery): Limit[] {
  return budgets.flatMap(({ name, amount, currency, period: of }): Limit[] => {
    const from = data.buckets.findIndex(({ start }) => start.slice(0, 10) >= of.from);
    const to = data.buckets.findLastIndex(({ end }) => end <= of.to);
    const fits = kind === "cumulative" ? of.from === period.from : from === to && isWhole(data, from, of);
    if (from < 0 || to < from || !fits) return [];
    return [{ from, to, amount, label: `${name} ${shortMoney(Number(amount), currency)}` }];
  });
}

/** A column that is the whole period, or all of it that has been so far. */
function isWhole({ buckets }: Timed["data"], index: number, { from, to }: BudgetMark["period"]): boolean {
  const bucket = buckets[index];
  return bucket?.start === from && (bucket.end === to || index === buckets.length - 1) && buckets.length > 0;
}
