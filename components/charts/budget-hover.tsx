"use client";

import { createPortal } from "react-dom";
import { useActiveTooltipCoordinate, useActiveTooltipDataPoints, useIsTooltipActive, usePlotArea } from "recharts";
import { dayLabel, money, wholeMoney } from "../format";
import type { BudgetCourse } from "./budget-course";

const GAP = 12;
const NARROW = 480;

/** The day that the pointer or the arrow keys are on, in words. */
export function PointedDay({ course, words }: { course: BudgetCourse; words: HTMLElement | null }) {
  const isActive = useIsTooltipActive();
  const [point] = useActiveTooltipDataPoints<{ index: number }>() ?? [];
  const at = useActiveTooltipCoordinate();
  const area = usePlotArea();
  if (!isActive || !point || !at || !area) return null;
  const leftHalf = at.x < area.x + area.width / 2;
  const beside = leftHalf ? { top: 0, left: at.x + GAP } : { top: 0, right: `calc(100% - ${at.x - GAP}px)` };
  return (
    <>
      <rect x={at.x - 0.5} y={area.y} width={1} height={area.height} fill="var(--line-strong)" aria-hidden />
      {words &&
        createPortal(
          <div className="absolute" style={area.width < NARROW ? { top: "100%", left: 0, right: 0 } : beside}>
            <DayWords course={course} index={point.index} />
          </div>,
          words,
        )}
    </>
  );
}

function DayWords({ course, index }: { course: BudgetCourse; index: number }) {
  const found = course.days[index];
  if (!found) return null;
  const { day, spent, pace, expected } = found;
  const lines = [
    spent !== null && { name: "Spent so far", value: money(spent, course.currency) },
    expected && { name: "Expected", value: wholeMoney(expected.amount, course.currency) },
    expected?.low &&
      expected.high && {
        name: "80 % range",
        value: `${wholeMoney(expected.low, course.currency)} to ${wholeMoney(expected.high, course.currency)}`,
      },
    { name: "Even pace", value: wholeMoney(pace, course.currency) },
  ].filter((line) => typeof line === "object" && line !== null);
  return (
    <div className="tabular min-w-56 max-w-96 rounded-lg border border-line bg-raised p-3 text-xs shadow-pop">
      <p className="font-medium text-ink text-sm">{dayLabel(day)}</p>
      <dl className="mt-1.5 flex flex-col gap-1">
        {lines.map(({ name, value }) => (
          <div key={name} className="flex justify-between gap-4">
            <dt className="text-muted">{name}</dt>
            <dd className="text-ink">{value}</dd>
          </div>
        ))}
      </dl>
    </div>
  );
}
