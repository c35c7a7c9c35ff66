import type { Slot } from "@/lib/query/colors";
import type { Grain } from "@/lib/query/names";
import type { Stack } from "@/lib/query/stack";
import type { Mark } from "./palette";

/** Something that happened on a day, told on the chart and in words below it. */
export type Annotation = {
  day: string;
  through: string;
  label: string;
  kind: "note" | "restated" | "budget" | "unusual";
};

/** What may be spent from one bucket to another: a dashed line at its amount. */
export type Limit = { from: number; to: number; amount: string; label: string };

/** A name that a series stands for, or one of those in "Other"; `href` leads to it alone. */
export type Named = { id: string; label: string; total: string; href?: string | undefined };

export type ColumnSeries = Named & { mark: Mark; amounts: (string | null)[]; members?: Named[] };

/** `from`: its first day in the period, where the period begins within it. */
type ColumnBucket = { start: string; end: string; unfinished: boolean; from?: string };

/** What travels to the browser for a chart: plain and no larger than needed, every amount exact. */
export type ColumnData = {
  label: string;
  currency: string;
  grain: Grain;
  /** The first month of the year that quarters and years are of. */
  yearStart: number;
  buckets: ColumnBucket[];
  /** Largest first, "Other" last. */
  series: ColumnSeries[];
  totals: (string | null)[];
  /** Drawn as shares of each bucket's total instead of amounts. */
  shares?: boolean;
  annotations?: Annotation[];
  limits?: Limit[];
};

/** A stack with the stored colour slots of its series. */
export function columnData(stack: Stack, slots: Record<string, Slot>, label: string): ColumnData {
  return {
    label,
    currency: stack.currency,
    grain: stack.grain,
    yearStart: stack.yearStart,
    buckets: stack.buckets.map(({ start, days, unfinished }) => {
      const isWhole = days.from === start.slice(0, 10);
      return { start, end: days.to, unfinished, ...(!isWhole && { from: days.from }) };
    }),
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

/** Where one goes on to look at a bucket: never before the period. */
export function firstDay({ start, from = start }: ColumnBucket): string {
  return from;
}

function markOf(slot: Slot | undefined): Mark {
  if (slot === "none") return { kind: "nameless" };
  return slot === undefined || slot === "other" ? { kind: "other" } : { kind: "named", slot };
}
