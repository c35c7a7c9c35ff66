"use client";

import { XAxis, YAxis } from "recharts";
import { bucketLabel } from "../format";
import type { ColumnData } from "./column-data";
import { type Point, valueLabel } from "./plotted";
import { ticks, type ValueScale } from "./ticks";

const look = { tick: { fontSize: 12, fill: "var(--muted)" }, tickLine: false, axisLine: false };

const NARROWEST = 56;
const LETTER = 7;
const GAP = 10;

type Props = { data: ColumnData; points: Point[]; scale: ValueScale };

/** Time below, money to the left, with few labels at places people know. */
export function Axes({ data, points, scale }: Props) {
  const starts = points.map(({ start }) => start);
  const amounts = scale.ticks.map((value) => valueLabel(value, data));
  return (
    <>
      <XAxis
        {...look}
        dataKey="start"
        ticks={ticks(starts, data.grain)}
        tickFormatter={(start: string) => bucketLabel(start, data.grain, { form: "short", yearStart: data.yearStart })}
        minTickGap={16}
        tickMargin={8}
        interval="preserveStart"
      />
      <YAxis
        {...look}
        domain={scale.domain}
        ticks={scale.ticks}
        niceTicks="none"
        interval={0}
        tickFormatter={(value: number) => valueLabel(value, data)}
        width={Math.max(NARROWEST, ...amounts.map((label) => label.length * LETTER + GAP))}
      />
    </>
  );
}
