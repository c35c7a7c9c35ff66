"use client";

import { lazy, type ReactNode, Suspense, useEffect, useState } from "react";
import { classNames } from "../ui/class-names";
import { Skeleton } from "../ui/skeleton";
import type { BudgetCourse } from "./budget-course";
import { ViewSwitch } from "./view-switch";

// The chart library is large and comes after the first paint; its numbers are on the page before.
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
export function BudgetView({ id, title, course, table, actions }: Props) {
  const [view, setView] = useState<"chart" | "table">("chart");
  const [drawn, setDrawn] = useState(false);
  useEffect(() => setDrawn(true), []);
  return (
    <section aria-labelledby={id} className="@container min-w-0 border-line border-t pt-5">
      <div className="mb-4 flex min-h-8 flex-wrap items-center justify-between gap-x-4 gap-y-2">
        <h2 id={id} className="font-semibold text-lg">
          {title}
        </h2>
        <div className="flex items-center gap-2">
          <ViewSwitch view={view} choose={setView} />
          {actions}
        </div>
      </div>
      {view === "chart" && (
        <>
          <figure aria-labelledby={id} className="chart-picture h-60 min-w-0 md:h-80">
            {drawn ? (
              <Suspense fallback={<Skeleton className="size-full" />}>
                <BudgetChart course={course} />
              </Suspense>
            ) : (
              <Skeleton className="size-full" />
            )}
          </figure>
          <Key hasRange={course.days.some(({ expected }) => expected?.low)} runs={course.today !== null} />
        </>
      )}
      <div
        tabIndex={view === "table" ? 0 : undefined}
        className={classNames("chart-table", view === "chart" ? "sr-only" : "max-h-[32rem] overflow-auto")}
      >
        {table}
      </div>
    </section>
  );
}

const lines = {
  spent: { name: "Spent so far", dash: undefined, width: 2.5, color: "var(--accent)" },
  expected: { name: "Expected", dash: "2 3", width: 2, color: "var(--accent)" },
  pace: { name: "Even pace", dash: "1 3", width: 1.5, color: "var(--faint)" },
  budget: { name: "Budget", dash: "6 4", width: 1.5, color: "var(--ink)" },
};

function Key({ hasRange, runs }: { hasRange: boolean; runs: boolean }) {
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
