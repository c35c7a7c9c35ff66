import type { Grain } from "@/lib/query/names";
import type { Stack } from "@/lib/query/stack";
import type { Mark } from "./palette";

export type ColumnSeries = { id: string; label: string; mark: Mark; total: string; amounts: (string | null)[] };

/** What travels to the browser for a chart: plain and no larger than needed, every amount exact. */
export type ColumnData = {
  label: string;
  currency: string;
  grain: Grain;
  buckets: { start: string; unfinished: boolean }[];
  /** Largest first, "Other" last. */
  series: ColumnSeries[];
  totals: (string | null)[];
};

/** A stack with the stored colour slots of its series. */
export function columnData(stack: Stack, slots: ReadonlyMap<string, number>, label: string): ColumnData {
  return {
    label,
    currency: stack.currency,
    grain: stack.grain,
    buckets: stack.buckets.map(({ start, unfinished }) => ({ start, unfinished })),
    series: stack.series.map((series, index) => ({
      id: series.id,
      label: series.label,
      mark: markOf(series.role, slots.get(series.id) ?? index),
      total: series.total,
      amounts: series.amounts,
    })),
    totals: stack.totals,
  };
}

function markOf(role: Stack["series"][number]["role"], slot: number): Mark {
  if (role === "other") return { kind: "other" };
  return role === "absent" ? { kind: "nameless" } : { kind: "named", slot };
}
