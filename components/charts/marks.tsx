"use client";

import { usePlotArea, useXAxisScale, useYAxisScale } from "recharts";
import type { Annotation, ColumnData } from "./column-data";

/** Colours of what people say, of what providers changed, of budgets, and of days that stand out. */
const colors: Record<Annotation["kind"], string> = {
  note: "var(--accent)",
  restated: "var(--muted)",
  budget: "var(--bad)",
  unusual: "var(--warn)",
};
const FLAG = 8;
const ABOVE = FLAG + 3;

/** Room above the columns for the flags, so that they stand on no label. */
export function headroom({ annotations = [] }: ColumnData): number {
  return annotations.length > 0 ? 2 * FLAG + 6 : 8;
}

/** Where something is known of days: a hairline and a numbered flag, and how long it goes on; the words stand below the chart. */
export function Marks({ data: { annotations = [], buckets } }: { data: ColumnData }) {
  const area = usePlotArea();
  const at = useXAxisScale();
  if (!area || !at) return null;
  const placeOf = (day: string) => {
    const bucket = buckets.find(({ start, end }) => start.slice(0, 10) <= day && day < end);
    return bucket && at(bucket.start, { position: "middle" });
  };
  const marks = annotations.map((mark) => ({ ...mark, x: placeOf(mark.day), end: placeOf(mark.through) }));
  const flags = flagsOf(marks.map(({ x }) => x));
  const y = area.y - ABOVE;
  return (
    <g aria-hidden pointerEvents="none">
      {marks.map(({ day, label, kind, x, end }, place) => {
        const flag = flags[place];
        if (x === undefined || flag === undefined) return null;
        const color = colors[kind];
        return (
          <g key={`${day} ${label}`} stroke={color} fill={color}>
            {end !== undefined && end > flag && <line x1={flag} x2={end} y1={y} y2={y} strokeWidth={2} />}
            <line x1={x} x2={x} y1={y} y2={area.y + area.height} strokeDasharray="2 3" />
            <circle cx={flag} cy={y} r={FLAG} stroke="none" />
            <text x={flag} y={y} dy="0.35em" fontSize={10} textAnchor="middle" stroke="none" fill="var(--canvas)">
              {place + 1}
            </text>
          </g>
        );
      })}
    </g>
  );
}

/** Where the flags stand: at their days, or beside the flag before where that would cover it. */
export function flagsOf(places: (number | undefined)[]): (number | undefined)[] {
  let free = -Infinity;
  return places.map((place) => {
    if (place === undefined) return undefined;
    const flag = Math.max(place, free);
    free = flag + 2 * FLAG + 1;
    return flag;
  });
}

/** What may be spent, as dashed lines over the days that it is for. */
export function Limits({ data: { limits = [], buckets } }: { data: ColumnData }) {
  const area = usePlotArea();
  const [across, up] = [useXAxisScale(), useYAxisScale()];
  if (!area || !across || !up) return null;
  return (
    <g pointerEvents="none" fontSize={12}>
      {limits.map(({ from, to, amount, label }) => {
        const y = up(Number(amount));
        const [x1, x2] = [
          across(buckets[from]?.start, { position: "start" }),
          across(buckets[to]?.start, { position: "end" }),
        ];
        if (y === undefined || x1 === undefined || x2 === undefined) return null;
        return (
          <g key={`${label} ${from}`}>
            <line x1={x1} x2={Math.max(x2, x1 + 1)} y1={y} y2={y} stroke="var(--ink)" strokeDasharray="5 4" />
            <text x={x1 + 4} y={y - 6} fill="var(--ink)" stroke="var(--canvas)" strokeWidth={3} paintOrder="stroke">
              {label}
            </text>
          </g>
        );
      })}
    </g>
  );
}
