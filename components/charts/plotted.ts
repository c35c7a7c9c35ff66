import { percent, shortMoney } from "../format";
import type { ColumnData, ColumnSeries } from "./column-data";
import { type ValueScale, valueScale } from "./ticks";

/** One place on the time axis, in floats: for pixels only. */
export type Point = { start: string; index: number; unfinished: boolean; values: (number | null)[] };

/** The amounts of the shown series, or their shares of each bucket's total where that has a sense. */
export function pointsOf({ buckets, totals, shares = false }: ColumnData, shown: ColumnSeries[]): Point[] {
  return buckets.map(({ start, unfinished }, index) => {
    const whole = shares ? Number(totals[index] ?? 0) : 1;
    const values = shown.map(({ amounts }) => {
      const amount = amounts[index];
      return amount === null || amount === undefined || !(whole > 0) ? null : Number(amount) / whole;
    });
    return { start, index, unfinished, values };
  });
}

/** Room for all series on top of each other, or for each by itself. */
export function scaleOf(points: Point[], { shares = false, limits = [] }: ColumnData, stacked: boolean): ValueScale {
  const reach = (most: typeof Math.max) =>
    most(
      0,
      ...limits.map(({ amount }) => Number(amount)),
      ...points.map(({ values }) =>
        stacked
          ? values.reduce<number>((sum, value) => sum + most(0, value ?? 0), 0)
          : most(0, ...values.map((value) => value ?? 0)),
      ),
    );
  const [low, high] = [reach(Math.min), reach(Math.max)];
  // Rounding leaves a hair above 100 %.
  return shares ? valueScale(Math.round(low * 1e6) / 1e6, Math.round(high * 1e6) / 1e6) : valueScale(low, high);
}

/** What stands at a tick of the value axis. */
export function valueLabel(value: number, { shares = false, currency }: ColumnData): string {
  return shares ? percent(value).replace(".0", "") : shortMoney(value, currency);
}
