"use client";

import type { CSSProperties } from "react";
import { createPortal } from "react-dom";
import {
  useActiveTooltipCoordinate,
  useActiveTooltipDataPoints,
  useIsTooltipActive,
  usePlotArea,
  useXAxisScale,
  useYAxisScale,
  useYAxisTicks,
} from "recharts";
import type { ColumnData, ColumnSeries } from "./column-data";
import { Hover } from "./hover";
import { markColor } from "./palette";
import type { Point } from "./plotted";
import type { Span } from "./use-zoom";

/** A hairline at each tick, a firmer one at zero. */
export function Grid() {
  const area = usePlotArea();
  const lines = useYAxisTicks();
  if (!area || !lines) return null;
  return (
    <g aria-hidden>
      {lines.map(({ coordinate, value }) => (
        <line
          key={coordinate}
          x1={area.x}
          x2={area.x + area.width}
          y1={coordinate}
          y2={coordinate}
          stroke={value === 0 ? "var(--line-strong)" : "var(--line)"}
        />
      ))}
    </g>
  );
}

type Props = {
  data: ColumnData;
  shown: ColumnSeries[];
  /** Where the words go: above the drawing, and read out when they change. */
  words: HTMLElement | null;
  /** A hairline instead of a column's width. */
  thin?: boolean;
};

const GAP = 12;
const NARROW = 480;

/** The column that the pointer or the arrow keys are on, and what is in it. */
export function Pointed({ data, shown, words, thin = false }: Props) {
  const isActive = useIsTooltipActive();
  const [point] = useActiveTooltipDataPoints<{ index: number }>() ?? [];
  const at = useActiveTooltipCoordinate();
  const area = usePlotArea();
  if (!isActive || !point || !at || !area) return null;
  const band = thin ? 1 : area.width / data.buckets.length;
  const fill = thin ? "var(--line-strong)" : "var(--hover)";
  return (
    <>
      <rect x={at.x - band / 2} y={area.y} width={band} height={area.height} fill={fill} aria-hidden />
      {words &&
        createPortal(
          <div className="absolute" style={besideColumn(at.x, band, area)}>
            <Hover data={data} shown={shown} index={point.index} />
          </div>,
          words,
        )}
    </>
  );
}

/** To the side with more room; where there is none, below the chart, so that it stays in sight. */
function besideColumn(x: number, band: number, area: { x: number; width: number }): CSSProperties {
  if (area.width < NARROW) return { top: "100%", left: 0, right: 0 };
  const away = band / 2 + GAP;
  if (x < area.x + area.width / 2) return { top: 0, left: x + away };
  return { top: 0, right: `calc(100% - ${x - away}px)` };
}

/** The part of the period that the pointer is drawing. */
export function Selection({ data, span }: { data: ColumnData; span: Span }) {
  const area = usePlotArea();
  const at = useXAxisScale();
  const [first, last] = [Math.min(span.from, span.to), Math.max(span.from, span.to)];
  const from = at?.(data.buckets[first]?.start, { position: "start" });
  const to = at?.(data.buckets[last]?.start, { position: "end" });
  if (!area || from === undefined || to === undefined) return null;
  const frame = { x: from, y: area.y, width: Math.max(1, to - from), height: area.height };
  return <rect {...frame} fill="var(--accent)" fillOpacity={0.12} stroke="var(--accent)" pointerEvents="none" />;
}

/** Pales the end of an area, where charges may still arrive. */
export function Veil({ data }: { data: ColumnData }) {
  const area = usePlotArea();
  const at = useXAxisScale();
  const first = data.buckets.findIndex(({ unfinished }) => unfinished);
  const from = at?.(data.buckets[Math.max(0, first - 1)]?.start, { position: "middle" });
  if (!area || first < 0 || from === undefined) return null;
  const width = Math.max(0, area.x + area.width - from);
  const veil = { x: from, y: area.y, width, height: area.height };
  return <rect {...veil} fill="var(--canvas)" fillOpacity={0.55} pointerEvents="none" aria-hidden />;
}

const BETWEEN_LABELS = 15;

/** The names at the right end of their lines, so that nobody needs colours to tell them apart. */
export function EndLabels({ shown, points }: { shown: ColumnSeries[]; points: Point[] }) {
  const area = usePlotArea();
  const at = useYAxisScale();
  if (!area || !at) return null;
  const labels = shown
    .map(({ id, label, mark }, place) => {
      const end = points.findLast(({ values }) => values[place] !== null)?.values[place] ?? 0;
      return { id, label, mark, y: at(end) ?? area.y };
    })
    .sort((a, b) => a.y - b.y);
  labels.forEach((label, index) => {
    const above = labels[index - 1];
    if (above) label.y = Math.max(label.y, above.y + BETWEEN_LABELS);
  });
  return (
    <g aria-hidden fontSize={12}>
      {labels.map(({ id, label, mark, y }) => (
        <text key={id} x={area.x + area.width + 8} y={y} dy="0.35em" fill={markColor(mark)} fontWeight={500}>
          {label.length > 18 ? `${label.slice(0, 17)}…` : label}
        </text>
      ))}
    </g>
  );
}
