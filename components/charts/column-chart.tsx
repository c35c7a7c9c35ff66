"use client";

import { useState } from "react";
import { Bar, BarChart, type BarShapeProps } from "recharts";
import { Axes } from "./axes";
import type { ColumnData, ColumnSeries } from "./column-data";
import { headroom, Limits, Marks } from "./marks";
import { Grid, Pointed, Selection } from "./overlay";
import { markColor } from "./palette";
import { type Point, pointsOf, scaleOf } from "./plotted";
import { useSize } from "./use-size";
import { type Span, useZoom } from "./use-zoom";

export type TimeChartProps = {
  data: ColumnData;
  shown: ColumnSeries[];
  /** Looks at a part of the period. */
  zoom?: (span: Span) => void;
  /** Looks at one name alone, or at one bucket where there is only one name. */
  pick?: (series: ColumnSeries, bucket: number) => void;
};

/** Stacked columns over time. Draws what it is given: ranking, "Other" and gaps are settled before. */
export function ColumnChart({ data, shown, zoom, pick }: TimeChartProps) {
  const [frame, size] = useSize();
  const [words, setWords] = useState<HTMLElement | null>(null);
  const { span, handlers } = useZoom(zoom);
  const points = pointsOf(data, shown);
  return (
    <div ref={frame} className="relative size-full">
      {size && (
        <BarChart
          {...size}
          {...handlers}
          data={points}
          stackOffset="sign"
          barCategoryGap="16%"
          margin={{ top: headroom(data), right: 0, bottom: 0, left: 0 }}
          aria-label={`${data.label}; arrow keys go from column to column`}
        >
          <defs>
            <pattern id="nameless" width="5" height="5" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
              <line x1="0" x2="0" y1="0" y2="5" stroke="var(--other)" strokeWidth="3" />
            </pattern>
          </defs>
          <Grid />
          <Pointed data={data} shown={shown} words={words} />
          <Axes data={data} points={points} scale={scaleOf(points, data, true)} />
          {shown.map((series, place) => (
            <Bar
              key={series.id}
              name={series.label}
              dataKey={(point: Point) => point.values[place]}
              stackId="spend"
              maxBarSize={40}
              fill={series.mark.kind === "nameless" ? "url(#nameless)" : markColor(series.mark)}
              isAnimationActive={false}
              shape={Segment}
              {...(pick && { cursor: "pointer", onClick: (_bar, bucket) => pick(series, bucket) })}
            />
          ))}
          <Limits data={data} />
          <Marks data={data} />
          {span && <Selection data={data} span={span} />}
        </BarChart>
      )}
      <div ref={setWords} aria-live="polite" className="pointer-events-none absolute inset-0 z-10" />
    </div>
  );
}

/** One series of one column: a hair of ground between neighbours, paler while charges may still arrive. */
function Segment({ x, y, width, height, fill, payload, cursor }: BarShapeProps) {
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
      cursor={cursor}
    />
  );
}
