"use client";

import type { CSSProperties } from "react";
import { createPortal } from "react-dom";
import {
  useActiveTooltipCoordinate,
  useActiveTooltipDataPoints,
  useIsTooltipActive,
  usePlotArea,
  useYAxisTicks,
} from "recharts";
import type { ColumnData, ColumnSeries } from "./column-data";
import { Hover } from "./hover";

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
};

const GAP = 12;
const NARROW = 480;

/** The column that the pointer or the arrow keys are on, and what is in it. */
export function Pointed({ data, shown, words }: Props) {
  const isActive = useIsTooltipActive();
  const [point] = useActiveTooltipDataPoints<{ index: number }>() ?? [];
  const at = useActiveTooltipCoordinate();
  const area = usePlotArea();
  if (!isActive || !point || !at || !area) return null;
  const band = area.width / data.buckets.length;
  return (
    <>
      <rect x={at.x - band / 2} y={area.y} width={band} height={area.height} fill="var(--hover)" aria-hidden />
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
