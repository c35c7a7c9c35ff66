import type { Slot } from "@/lib/query/colors";
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
export function columnData(stack: Stack, slots: Record<string, Slot>, label: string): ColumnData {
  return {
    label,
    currency: stack.currency,
    grain: stack.grain,
    buckets: stack.buckets.map(({ start, unfinished }) => ({ start, unfinished })),
    series: stack.series.map((series) => ({
      id: series.id,
      label: series.label,
      mark: markOf(slots[series.id]),
      total: series.total,
      amounts: series.amounts,
    })),
    totals: stack.totals,
  };
}

function markOf(slot: Slot | undefined): Mark {
  if (slot === "none") return { kind: "nameless" };
  return slot === undefined || slot === "other" ? { kind: "other" } : { kind: "named", slot };
}
