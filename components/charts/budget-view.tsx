"use client";

import { lazy, type ReactNode } from "react";
import type { BudgetCourse } from "./budget-course";
import { ChartFrame } from "./chart-frame";

const BudgetChart = lazy(() => import("./budget-chart").then((module) => ({ default: module.BudgetChart })));

type Props = {
  id: string;
  title: string;
  course: BudgetCourse;
  /** The same numbers, from the server. */
  table: ReactNode;
  actions?: ReactNode;
};

/** The course of a period as a picture, or as its table. */
export function BudgetView({ course, ...frame }: Props) {
  const hasRange = course.days.some(({ expected }) => expected?.low);
  return (
    <ChartFrame
      {...frame}
      picture={<BudgetChart course={course} />}
      below={<Key hasRange={hasRange} runs={course.today !== null} />}
    />
  );
}

const lines = {
  spent: { name: "Spent so far", dash: undefined, width: 2.5, color: "var(--accent)" },
  expected: { name: "Expected", dash: "2 3", width: 2, color: "var(--accent)" },
  pace: { name: "Even pace", dash: "1 3", width: 1.5, color: "var(--faint)" },
  budget: { name: "Budget", dash: "6 4", width: 1.5, color: "var(--ink)" },
};

function Key({ hasRange, runs }: { hasRange: boolean | undefined; runs: boolean }) {
  const shown = runs ? Object.values(lines) : Object.values(lines).filter(({ name }) => name !== "Expected");
  return (
    <ul aria-label="Lines" className="chart-picture mt-3 flex flex-wrap gap-x-5 gap-y-1 text-muted text-xs">
      {shown.map(({ name, dash, width, color }) => (
        <li key={name} className="flex items-center gap-2">
          <svg aria-hidden width="22" height="8">
            <line x1="0" x2="22" y1="4" y2="4" stroke={color} strokeWidth={width} strokeDasharray={dash} />
          </svg>
          {name}
        </li>
      ))}
      {hasRange && (
        <li className="flex items-center gap-2">
          <span aria-hidden className="h-3 w-5 rounded-sm bg-accent opacity-20" />
          80 % range
        </li>
      )}
    </ul>
  );
}
