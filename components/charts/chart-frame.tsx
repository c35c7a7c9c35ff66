"use client";

import { type ReactNode, Suspense, useEffect, useState } from "react";
import { classNames } from "../ui/class-names";
import { Skeleton } from "../ui/skeleton";
import { ViewSwitch } from "./view-switch";

type Props = {
  id: string;
  title: ReactNode;
  actions?: ReactNode;
  /** Drawn after the first paint: the chart library is large, and the numbers are on the page before. */
  picture: ReactNode;
  /** What belongs to the picture, beside it or below. */
  beside?: ReactNode;
  below?: ReactNode;
  /** The same numbers as a table, from the server. */
  table: ReactNode;
  /** What the numbers include. */
  note?: ReactNode;
};

/** A chart that can be turned into its table; those who hear the page have the table either way. */
export function ChartFrame({ id, title, actions, picture, beside, below, table, note }: Props) {
  const [view, setView] = useState<"chart" | "table">("chart");
  const [drawn, setDrawn] = useState(false);
  useEffect(() => setDrawn(true), []);
  const blank = <Skeleton className="size-full" />;
  const isChart = view === "chart";
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
      <div
        className={classNames(
          "grid grid-cols-1 gap-x-8 gap-y-4",
          isChart && beside != null && "@4xl:grid-cols-[minmax(0,1fr)_20rem]",
        )}
      >
        {isChart && (
          <figure aria-labelledby={id} className="chart-picture h-60 min-w-0 md:h-80">
            {drawn ? <Suspense fallback={blank}>{picture}</Suspense> : blank}
          </figure>
        )}
        {isChart && beside != null && <div className="chart-picture min-w-0">{beside}</div>}
        <div
          tabIndex={isChart ? undefined : 0}
          className={classNames("chart-table", isChart ? "sr-only" : "max-h-[32rem] overflow-auto")}
        >
          {table}
        </div>
      </div>
      {isChart && below}
      {note}
    </section>
  );
}
