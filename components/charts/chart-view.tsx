"use client";

import { lazy, type ReactNode, useState } from "react";
import { ChartFrame } from "./chart-frame";
import type { ColumnData } from "./column-data";
import { isolatedOf, shownOf } from "./isolated";
import { Legend } from "./legend";

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

/** Columns by name with a legend that shows one name alone. */
export function ChartView({ data, ...frame }: Props) {
  const [picked, setPicked] = useState<string | null>(null);
  const isolated = isolatedOf(data.series, picked);
  return (
    <ChartFrame
      {...frame}
      picture={<ColumnChart data={data} shown={shownOf(data.series, isolated)} />}
      beside={<Legend series={data.series} currency={data.currency} isolated={isolated} isolate={setPicked} />}
    />
  );
}
