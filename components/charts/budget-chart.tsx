"use client";

import { useState } from "react";
import { Area, ComposedChart, Line, ReferenceLine, XAxis, YAxis } from "recharts";
import { shortDay, shortMoney } from "../format";
import type { BudgetCourse } from "./budget-course";
import { PointedDay } from "./budget-hover";
import { Grid } from "./overlay";
import { ticks, valueScale } from "./ticks";
import { useSize } from "./use-size";

const label = { tick: { fontSize: 12, fill: "var(--muted)" }, tickLine: false, axisLine: false };
const still = { isAnimationActive: false, dot: false, activeDot: false, connectNulls: false } as const;

type Point = {
  day: string;
  index: number;
  spent: number | null;
  pace: number;
  expected: number | null;
  range: [number, number] | null;
};

/** The sum so far against the amount and an even pace, and where it is heading with its range. */
export function BudgetChart({ course }: { course: BudgetCourse }) {
  const [frame, size] = useSize();
  const [words, setWords] = useState<HTMLElement | null>(null);
  const points = pointsOf(course);
  const amount = Number(course.amount);
  const values = points.flatMap(({ spent, expected, range }) => [spent ?? 0, expected ?? 0, ...(range ?? [])]);
  const scale = valueScale(Math.min(0, ...values), Math.max(amount, ...values));
  return (
    <div ref={frame} className="relative size-full">
      {size && (
        <ComposedChart
          {...size}
          data={points}
          margin={{ top: 16, right: 8, bottom: 0, left: 0 }}
          aria-label={`${course.label}; arrow keys go from day to day`}
        >
          <Grid />
          <PointedDay course={course} words={words} />
          <XAxis
            {...label}
            dataKey="day"
            ticks={ticks(
              points.map(({ day }) => day),
              "day",
            )}
            tickFormatter={shortDay}
            minTickGap={16}
            tickMargin={8}
            interval="preserveStart"
          />
          <YAxis
            {...label}
            domain={scale.domain}
            ticks={scale.ticks}
            niceTicks="none"
            interval={0}
            tickFormatter={(value: number) => shortMoney(value, course.currency)}
            width={56}
          />
          <Area {...still} dataKey="range" stroke="none" fill="var(--accent)" fillOpacity={0.16} type="linear" />
          <Line {...still} dataKey="pace" stroke="var(--faint)" strokeWidth={1} strokeDasharray="1 3" type="linear" />
          <Line
            {...still}
            dataKey="expected"
            stroke="var(--accent)"
            strokeWidth={2}
            strokeDasharray="2 3"
            type="linear"
          />
          <Line {...still} dataKey="spent" stroke="var(--accent)" strokeWidth={2.5} type="linear" />
          <ReferenceLine
            y={amount}
            stroke="var(--ink)"
            strokeDasharray="6 4"
            label={{
              value: `Budget ${shortMoney(amount, course.currency)}`,
              position: "insideBottomLeft",
              fontSize: 12,
              fill: "var(--ink)",
            }}
          />
          {course.today && <ReferenceLine x={course.today} stroke="var(--line-strong)" />}
        </ComposedChart>
      )}
      <div ref={setWords} aria-live="polite" className="pointer-events-none absolute inset-0 z-10" />
    </div>
  );
}

/** The forecast goes on from where the last complete day ended. */
function pointsOf({ days }: BudgetCourse): Point[] {
  return days.map(({ day, spent, pace, expected }, index) => {
    const begins = expected === null && days[index + 1]?.expected != null && spent !== null;
    const own = spent === null ? null : Number(spent);
    return {
      day,
      index,
      spent: own,
      pace: Number(pace),
      expected: expected ? Number(expected.amount) : begins ? own : null,
      range: rangeOf(expected, begins ? own : null),
    };
  });
}

function rangeOf(expected: BudgetCourse["days"][number]["expected"], start: number | null): [number, number] | null {
  if (start !== null) return [start, start];
  if (!expected?.low || !expected.high) return null;
  return [Number(expected.low), Number(expected.high)];
}
