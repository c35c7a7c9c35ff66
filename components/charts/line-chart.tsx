"use client";

import { useState } from "react";
import { Area, AreaChart, Line, LineChart as Lines } from "recharts";
import { Axes } from "./axes";
import type { TimeChartProps } from "./column-chart";
import type { ColumnSeries } from "./column-data";
import { headroom, Limits, Marks } from "./marks";
import { EndLabels, Grid, Pointed, Selection, Veil } from "./overlay";
import { markColor } from "./palette";
import { type Point, pointsOf, scaleOf } from "./plotted";
import { useSize } from "./use-size";
import { useZoom } from "./use-zoom";

type Props = TimeChartProps & { filled: boolean };

/** Lines, or areas on top of each other; a day without any charges breaks them, and the end is dashed or veiled while it is unfinished. */
export function LineChart({ data, shown, zoom, pick, filled }: Props) {
  const [frame, size] = useSize();
  const [words, setWords] = useState<HTMLElement | null>(null);
  const { span, handlers } = useZoom(zoom);
  const points = pointsOf(data, shown);
  const Chart = filled ? AreaChart : Lines;
  const named = !filled && shown.length <= 6 && (size?.width ?? 0) > 640;
  return (
    <div ref={frame} className="relative size-full">
      {size && (
        <Chart
          {...size}
          {...handlers}
          data={points}
          stackOffset="sign"
          margin={{ top: headroom(data), right: named ? 128 : 8, bottom: 0, left: 0 }}
          aria-label={`${data.label}; arrow keys go from point to point`}
        >
          <Grid />
          <Pointed data={data} shown={shown} words={words} thin />
          <Axes data={data} points={points} scale={scaleOf(points, data, filled)} />
          {shown.map((series, place) => {
            const look = { ...lookOf(series), ...(pick && { onClick: () => pick(series, 0), cursor: "pointer" }) };
            return filled
              ? sidesOf(points, place).map((side) => (
                  <Area
                    key={`${series.id} ${side}`}
                    {...look}
                    dataKey={({ values }: Point) => sideOf(values[place] ?? null, side)}
                    stackId={side}
                    fill={markColor(series.mark)}
                    fillOpacity={0.85}
                    stroke="var(--canvas)"
                    strokeWidth={0.75}
                  />
                ))
              : [true, false].map((finished) => (
                  <Line
                    key={`${series.id} ${finished}`}
                    {...look}
                    dataKey={(point: Point) => partOf(points, point, place, finished)}
                    {...(!finished && { strokeDasharray: "2 3", legendType: "none" as const })}
                  />
                ));
          })}
          {filled && <Veil data={data} />}
          {named && <EndLabels shown={shown} points={points} />}
          <Limits data={data} />
          <Marks data={data} />
          {span && <Selection data={data} span={span} />}
        </Chart>
      )}
      <div ref={setWords} aria-live="polite" className="pointer-events-none absolute inset-0 z-10" />
    </div>
  );
}

function lookOf({ label, mark }: ColumnSeries) {
  return {
    name: label,
    type: "linear" as const,
    stroke: markColor(mark),
    strokeWidth: 2,
    dot: false,
    activeDot: { r: 3.5, strokeWidth: 0 },
    connectNulls: false,
    isAnimationActive: false,
    ...(mark.kind === "nameless" && { strokeDasharray: "6 3" }),
  };
}

type Side = "above" | "below";

/** Credits lie below zero in an area of their own: one that changed its side would cut through all others. */
function sidesOf(points: Point[], place: number): Side[] {
  return points.some(({ values }) => (values[place] ?? 0) < 0) ? ["above", "below"] : ["above"];
}

function sideOf(value: number | null, side: Side): number | null {
  if (value === null) return null;
  return side === "above" ? Math.max(0, value) : Math.min(0, value);
}

/** The finished part, or the unfinished one with the point it goes on from. */
function partOf(
  points: Point[],
  { index, unfinished, values }: Point,
  place: number,
  finished: boolean,
): number | null {
  const value = values[place] ?? null;
  if (finished) return unfinished ? null : value;
  const goesOn = points[index + 1]?.unfinished === true;
  return unfinished || goesOn ? value : null;
}
