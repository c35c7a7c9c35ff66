"use client";

import { useState } from "react";
import { Bar, BarChart, type BarShapeProps, XAxis, YAxis } from "recharts";
import { bucketLabel, shortMoney } from "../format";
import type { ColumnData, ColumnSeries } from "./column-data";
import { Grid, Pointed } from "./overlay";
import { markColor } from "./palette";
import { ticks, valueScale } from "./ticks";
import { useSize } from "./use-size";

type Props = { data: ColumnData; shown: ColumnSeries[] };
type Point = { start: string; index: number; unfinished: boolean; values: (number | null)[] };

const axis = { tick: { fontSize: 12, fill: "var(--muted)" }, tickLine: false, axisLine: false };
const margin = { top: 8, right: 0, bottom: 0, left: 0 };

/** Stacked columns over time. Draws what it is given: ranking, "Other" and gaps are settled before. */
export function ColumnChart({ data, shown }: Props) {
  const [frame, size] = useSize();
  const [words, setWords] = useState<HTMLElement | null>(null);
  const points = pointsOf(data, shown);
  const scale = valueScale(extent(points, Math.min), extent(points, Math.max));
  return (
    <div ref={frame} className="relative size-full">
      {size && (
        <BarChart
          {...size}
          data={points}
          stackOffset="sign"
          barCategoryGap="16%"
          margin={margin}
          aria-label={`${data.label}; arrow keys go from column to column`}
        >
          <defs>
            <pattern id="nameless" width="5" height="5" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
              <line x1="0" x2="0" y1="0" y2="5" stroke="var(--other)" strokeWidth="3" />
            </pattern>
          </defs>
          <Grid />
          <Pointed data={data} shown={shown} words={words} />
          <XAxis
            {...axis}
            dataKey="start"
            ticks={ticks(
              points.map(({ start }) => start),
              data.grain,
            )}
            tickFormatter={(start: string) => bucketLabel(start, data.grain, "short")}
            minTickGap={16}
            tickMargin={8}
            interval="preserveStart"
          />
          <YAxis
            {...axis}
            domain={scale.domain}
            ticks={scale.ticks}
            interval={0}
            tickFormatter={(amount: number) => shortMoney(amount, data.currency)}
            width={56}
          />
          {shown.map(({ id, label, mark }, place) => (
            <Bar
              key={id}
              name={label}
              dataKey={(point: Point) => point.values[place]}
              stackId="spend"
              maxBarSize={40}
              fill={mark.kind === "nameless" ? "url(#nameless)" : markColor(mark)}
              isAnimationActive={false}
              shape={Segment}
            />
          ))}
        </BarChart>
      )}
      <div ref={setWords} aria-live="polite" className="pointer-events-none absolute inset-0 z-10" />
    </div>
  );
}

/** One series of one column: a hair of ground between neighbours, paler while charges may still arrive. */
function Segment({ x, y, width, height, fill, payload }: BarShapeProps) {
  const tall = Math.abs(height);
  const point: Point = payload;
  const gap = tall > 6 ? 1 : 0;
  return (
    <rect
      x={x}
      y={Math.min(y, y + height)}
      width={width}
      height={Math.max(0, tall - gap)}
      fill={fill}
      fillOpacity={point.unfinished ? 0.4 : 1}
    />
  );
}

function pointsOf({ buckets }: ColumnData, shown: ColumnSeries[]): Point[] {
  return buckets.map(({ start, unfinished }, index) => ({
    start,
    index,
    unfinished,
    values: shown.map(({ amounts }) => pixels(amounts[index])),
  }));
}

/** The tallest column above zero, or the deepest below. */
function extent(points: Point[], most: typeof Math.max): number {
  const reach = points.map(({ values }) => values.reduce<number>((sum, value) => sum + most(0, value ?? 0), 0));
  return most(0, ...reach);
}

function pixels(amount: string | null | undefined): number | null {
  return amount === null || amount === undefined ? null : Number(amount);
}
