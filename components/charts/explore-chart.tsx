"use client";

import { usePathname, useRouter, useSearchParams } from "next/navigation";
import { lazy, type ReactNode, Suspense, useEffect, useRef, useState } from "react";
import type { Grain } from "@/lib/query/names";
import { classNames } from "../ui/class-names";
import { Skeleton } from "../ui/skeleton";
import { type ColumnData, type ColumnSeries, firstDay } from "./column-data";
import type { Drawing } from "./drawing";
import { isolatedOf, shownOf } from "./isolated";
import { Legend } from "./legend";
import { OtherNames } from "./other-names";
import { PictureMenu } from "./picture-menu";
import type { Span } from "./use-zoom";

// Each kind of chart comes after the first paint, and only the one that is looked at.
const ColumnChart = lazy(() => import("./column-chart").then((module) => ({ default: module.ColumnChart })));
const LineChart = lazy(() => import("./line-chart").then((module) => ({ default: module.LineChart })));
const TreeMap = lazy(() => import("./tree-map").then((module) => ({ default: module.TreeMap })));
const HeatMap = lazy(() => import("./heat-map").then((module) => ({ default: module.HeatMap })));
const ParetoChart = lazy(() => import("./pareto-chart").then((module) => ({ default: module.ParetoChart })));
const Waterfall = lazy(() => import("./waterfall").then((module) => ({ default: module.Waterfall })));

type Props = {
  id: string;
  title: string;
  /** Which days, for the picture that leaves the page. */
  period: string;
  drawing: Drawing;
  /** The same numbers as a table, for those who hear the page and where no script runs. */
  table: ReactNode;
  note: ReactNode;
  /** What people know of the days above. */
  below?: ReactNode;
  /** The kinds of charts and figures to choose from. */
  switches: ReactNode;
  /** In words, what the picture says. */
  says?: ReactNode;
};

/** The picture of an answer: hover tells, a click goes inside, a span drawn with the mouse zooms. */
export function ExploreChart({ id, title, period, drawing, table, note, below, switches, says }: Props) {
  const [picked, setPicked] = useState<string | null>(null);
  const [drawn, setDrawn] = useState(false);
  const section = useRef<HTMLElement>(null);
  useEffect(() => setDrawn(true), []);
  const series = "data" in drawing ? drawing.data.series : [];
  const isolated = isolatedOf(series, picked);
  const hasLegend = "data" in drawing && drawing.kind !== "treemap";
  const fixed = "data" in drawing;

  return (
    <section ref={section} aria-labelledby={id} className="@container min-w-0 border-line border-t pt-5">
      <div className="relative mb-4 flex min-h-8 flex-wrap items-center justify-between gap-x-4 gap-y-2">
        <h2 id={id} className="font-semibold text-lg">
          {title}
        </h2>
        <div className="chart-picture flex flex-wrap items-center gap-2">
          {switches}
          {drawn ? (
            <PictureMenu section={section} title={title} period={period} series={hasLegend ? series : []} />
          ) : (
            <Skeleton className="size-8" />
          )}
        </div>
      </div>
      {says && <p className="mb-4 max-w-[75ch] text-muted text-sm">{says}</p>}
      <div
        className={classNames("grid grid-cols-1 gap-x-8 gap-y-4", hasLegend && "@4xl:grid-cols-[minmax(0,1fr)_20rem]")}
      >
        <figure
          aria-labelledby={id}
          className={classNames("chart-picture min-w-0", fixed ? "h-72 md:h-96" : "min-h-72")}
        >
          {drawn ? (
            <Suspense fallback={<Skeleton className="size-full min-h-72" />}>
              <Picture drawing={drawing} shown={shownOf(series, isolated)} />
            </Suspense>
          ) : (
            <Skeleton className="size-full min-h-72" />
          )}
        </figure>
        {hasLegend && (
          <div className="chart-picture min-w-0">
            <Legend series={series} currency={drawing.data.currency} isolated={isolated} isolate={setPicked} />
            <OtherNames series={series} currency={drawing.data.currency} />
          </div>
        )}
        <div className="chart-table sr-only">{table}</div>
      </div>
      <div data-note>{note}</div>
      {below}
    </section>
  );
}

function Picture({ drawing, shown }: { drawing: Drawing; shown: ColumnSeries[] }) {
  const { zoom, pick, dayHref } = useWays();
  switch (drawing.kind) {
    case "column":
      return <ColumnChart data={drawing.data} shown={shown} zoom={zoom(drawing.data)} pick={pick(drawing.data)} />;
    case "line":
    case "area":
      return (
        <LineChart
          data={drawing.data}
          shown={shown}
          zoom={zoom(drawing.data)}
          pick={pick(drawing.data)}
          filled={drawing.kind === "area"}
        />
      );
    case "cumulative":
      return <LineChart data={drawing.data} shown={shown} zoom={zoom(drawing.data)} filled={false} />;
    case "treemap":
      return <TreeMap data={drawing.data} />;
    case "heatmap":
      return <HeatMap drawing={drawing} hrefOf={dayHref} />;
    case "pareto":
      return <ParetoChart drawing={drawing} />;
    case "waterfall":
      return <Waterfall drawing={drawing} />;
  }
}

/** One bucket of one name is looked at by a finer grain; a day by what it was spent on. */
const insideOf: Partial<Record<Grain, Record<string, string>>> = {
  year: { granularity: "month" },
  quarter: { granularity: "month" },
  month: { granularity: "day" },
  week: { granularity: "day" },
  day: { groupBy: "sku" },
};

/** Where a chart leads: into a span of the period, or into one name of it. All of it is in the address. */
function useWays() {
  const router = useRouter();
  const path = usePathname();
  const params = useSearchParams();
  const hrefOf = (changes: Record<string, string>) => {
    const next = new URLSearchParams(params);
    next.delete("period");
    for (const [name, value] of Object.entries(changes)) next.set(name, value);
    return `${path}?${next}`;
  };
  const go = (changes: Record<string, string>) => router.push(hrefOf(changes), { scroll: false });
  const zoom = ({ buckets, grain }: ColumnData) => {
    if (grain === "hour" || grain === "total") return () => {};
    return ({ from, to }: Span) => {
      const [first, last] = [buckets[from], buckets[to]];
      if (first && last) go({ from: firstDay(first), to: last.end });
    };
  };
  const pick =
    ({ buckets, grain, series }: ColumnData) =>
    ({ href }: ColumnSeries, bucket: number) => {
      if (href) return router.push(href, { scroll: false });
      const only = series.length === 1 ? buckets[bucket] : undefined;
      const inside = only && insideOf[grain];
      if (inside) go({ from: firstDay(only), to: only.end, ...inside });
    };
  const dayHref = (start: string) => {
    const end = new Date(Date.parse(`${start}T00:00:00Z`) + 86_400_000).toISOString().slice(0, 10);
    return hrefOf({ from: start, to: end, chart: "pareto" });
  };
  return { zoom, pick, dayHref };
}
