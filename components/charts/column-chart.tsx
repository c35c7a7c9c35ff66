"use client";

import {
  Bar,
  BarChart,
  type BarShapeProps,
  ResponsiveContainer,
  Tooltip,
  type TooltipContentProps,
  usePlotArea,
  useYAxisTicks,
  XAxis,
  YAxis,
} from "recharts";
import { bucketLabel, shortMoney } from "../format";
import type { ColumnData, ColumnSeries } from "./column-data";
import { Hover } from "./hover";
import { markColor } from "./palette";
import { ticks, valueScale } from "./ticks";

type Props = { data: ColumnData; shown: ColumnSeries[] };
type Point = { start: string; index: number; unfinished: boolean; values: (number | null)[] };

const axis = { fontSize: 12, fill: "var(--muted)" };

/** Stacked columns over time. Draws what it is given: ranking, "Other" and gaps are settled before. */
export function ColumnChart({ data, shown }: Props) {
  const points = data.buckets.map(
    ({ start, unfinished }, index): Point => ({
      start,
      index,
      unfinished,
      values: shown.map(({ amounts }) => pixels(amounts[index])),
    }),
  );
  const scale = valueScale(lowest(points), highest(points));
  const starts = data.buckets.map(({ start }) => start);
  return (
    <ResponsiveContainer width="100%" height="100%">
      <BarChart
        data={points}
        stackOffset="sign"
        barCategoryGap="16%"
        margin={{ top: 8, right: 0, bottom: 0, left: 0 }}
        aria-label={data.label}
      >
        <defs>
          <pattern id="nameless" width="5" height="5" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
            <line x1="0" x2="0" y1="0" y2="5" stroke="var(--other)" strokeWidth="3" />
          </pattern>
        </defs>
        <Grid />
        <XAxis
          dataKey="start"
          ticks={ticks(starts, data.grain)}
          tickFormatter={(start: string) => bucketLabel(start, data.grain, "short")}
          tick={axis}
          tickLine={false}
          axisLine={false}
          minTickGap={16}
          tickMargin={8}
          interval="preserveStart"
        />
        <YAxis
          domain={scale.domain}
          ticks={scale.ticks}
          interval={0}
          tickFormatter={(amount: number) => shortMoney(amount, data.currency)}
          tick={axis}
          tickLine={false}
          axisLine={false}
          width={56}
        />
        <Tooltip
          cursor={{ fill: "var(--hover)" }}
          isAnimationActive={false}
          offset={16}
          wrapperStyle={{ zIndex: 10, outline: "none" }}
          content={({ active, payload }: TooltipContentProps) => {
            const point: Point | undefined = payload[0]?.payload;
            return active && point ? <Hover data={data} shown={shown} index={point.index} /> : null;
          }}
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
    </ResponsiveContainer>
  );
}

/** A hairline at each tick, a firmer one at zero. */
function Grid() {
  const area = usePlotArea();
  const lines = useYAxisTicks();
  if (!area || !lines) return null;
  return (
    <g aria-hidden>
      {lines.map(({ coordinate, value }) => (
        <line
          key={coordinate}
          x1={area.x}
          x2={area.x + area.width}
          y1={coordinate}
          y2={coordinate}
          stroke={value === 0 ? "var(--line-strong)" : "var(--line)"}
        />
      ))}
    </g>
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

function highest(points: Point[]): number {
  return Math.max(
    0,
    ...points.map(({ values }) => values.reduce<number>((sum, value) => sum + Math.max(0, value ?? 0), 0)),
  );
}

function lowest(points: Point[]): number {
  return Math.min(
    0,
    ...points.map(({ values }) => values.reduce<number>((sum, value) => sum + Math.min(0, value ?? 0), 0)),
  );
}

function pixels(amount: string | null | undefined): number | null {
  return amount === null || amount === undefined ? null : Number(amount);
}
