"use client";

import { lazy, type ReactNode, Suspense, useEffect, useState } from "react";
import { classNames } from "../ui/class-names";
import { Skeleton } from "../ui/skeleton";
import type { ColumnData } from "./column-data";
import { Legend } from "./legend";
import { ViewSwitch } from "./view-switch";

// The chart library is large and comes after the first paint; its numbers are on the page before.
const ColumnChart = lazy(() => import("./column-chart").then((module) => ({ default: module.ColumnChart })));

type Props = {
  id: string;
  title: ReactNode;
  data: ColumnData;
  /** The same numbers as a table, from the server. */
  table: ReactNode;
  /** What the numbers include. */
  note: ReactNode;
  actions?: ReactNode;
};

type View = "chart" | "table";

/** A chart that can be turned into its table; those who hear the page have the table either way. */
export function ChartView({ id, title, data, table, note, actions }: Props) {
  const [view, setView] = useState<View>("chart");
  const [isolated, setIsolated] = useState<string | null>(null);
  const [drawn, setDrawn] = useState(false);
  useEffect(() => setDrawn(true), []);
  const shown = data.series.filter((series) => isolated === null || series.id === isolated);

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
      <div data-view={view} className="grid gap-x-8 gap-y-4 @4xl:data-[view=chart]:grid-cols-[minmax(0,1fr)_20rem]">
        {view === "chart" && (
          <figure aria-labelledby={id} className="chart-picture h-60 min-w-0 md:h-80">
            {drawn && (
              <Suspense fallback={<Skeleton className="size-full" />}>
                <ColumnChart data={data} shown={shown} />
              </Suspense>
            )}
            {!drawn && <Skeleton className="size-full" />}
          </figure>
        )}
        {view === "chart" && (
          <div className="chart-picture">
            <Legend series={data.series} currency={data.currency} isolated={isolated} isolate={setIsolated} />
          </div>
        )}
        <div
          tabIndex={view === "table" ? 0 : undefined}
          className={classNames("chart-table", view === "chart" ? "sr-only" : "max-h-[32rem] overflow-auto")}
        >
          {table}
        </div>
      </div>
      {note}
    </section>
  );
}
