"use client";

import { type KeyboardEvent, useState } from "react";
import { bucketLabel, money, shortMoney } from "../format";
import type { Drawing } from "./drawing";
import { dayBeside, reachOf } from "./heat-reach";
import { SoftLink } from "./soft-link";
import { useSize } from "./use-size";

type Drawn = Extract<Drawing, { kind: "heatmap" }>;
type Entry = NonNullable<Drawn["weeks"][number]["days"][number]>;
type Props = { drawing: Drawn; hrefOf: (day: string) => string };

const weekdays = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"];
const LEFT = 40;
const TOP = 22;
const FOOT = 40;
const GAP = 2;
const TALLEST = 36;
/** Room that a date takes: the last one stays away where it would be cut. */
const DATE = 42;

/**
 * Days as cells, weeks side by side: the rhythm of the week, and what falls out of it. One stop of the keyboard, inside of
 * which arrows go from day to day.
 */
export function HeatMap({ drawing: { weeks, currency, label }, hrefOf }: Props) {
  const [frame, size] = useSize();
  const days = weeks.flatMap((week) => week.days.filter((entry) => entry !== null));
  const [chosen, setChosen] = useState<string | null>(null);
  const stop = days.some(({ day }) => day === chosen) ? chosen : days[0]?.day;
  const go = (event: KeyboardEvent, day: string) => {
    const beside = dayBeside(day, event.key);
    const cell = beside && event.currentTarget.closest("svg")?.querySelector<SVGAElement>(`[data-day="${beside}"]`);
    if (!cell) return;
    event.preventDefault();
    cell.focus();
  };
  const width = size?.width ?? 0;
  const cell = { width: (width - LEFT) / Math.max(1, weeks.length), height: TALLEST };
  const [low, high] = reachOf(days);
  const height = TOP + 7 * TALLEST + FOOT;
  const strength = (amount: number) => Math.min(1, Math.max(0, (amount - low) / (high - low || 1)));
  return (
    <div ref={frame} className="relative w-full" style={{ height }}>
      {size && (
        <svg width={width} height={height} aria-label={`${label}; arrow keys go from day to day`} fontSize={12}>
          <g fill="var(--muted)" aria-hidden>
            {weekdays.map((day, row) => (
              <text key={day} x={0} y={TOP + row * TALLEST + TALLEST / 2} dy="0.35em">
                {day}
              </text>
            ))}
            {weeks.map(({ monday }, column) => {
              const every = Math.ceil(64 / cell.width);
              const fits = LEFT + column * cell.width + DATE <= width;
              return column % every === 0 && fits ? (
                <text key={monday} x={LEFT + column * cell.width} y={12}>
                  {bucketLabel(monday, "day", { form: "short" })}
                </text>
              ) : null;
            })}
          </g>
          {weeks.map(({ days }, column) =>
            days.map((entry, row) => {
              if (!entry) return null;
              const place = { x: LEFT + column * cell.width, y: TOP + row * TALLEST };
              const box = { ...place, width: Math.max(1, cell.width - GAP), height: cell.height - GAP };
              const fill = entry.amount === null ? "none" : shade(strength(Number(entry.amount)));
              const { day } = entry;
              const words = wordsOf(entry, currency);
              return (
                <SoftLink
                  key={day}
                  href={hrefOf(day)}
                  label={words}
                  data-day={day}
                  tabIndex={day === stop ? 0 : -1}
                  onFocus={() => setChosen(day)}
                  onKeyDown={(event) => go(event, day)}
                >
                  <Cell entry={entry} box={box} fill={fill} words={words} />
                </SoftLink>
              );
            }),
          )}
          <Scale
            y={height - FOOT + 16}
            low={shortMoney(low, currency)}
            high={`${shortMoney(high, currency)} or more`}
          />
        </svg>
      )}
    </div>
  );
}

function wordsOf({ day, amount, unfinished }: Entry, currency: string): string {
  const said = amount === null ? "no charges reported" : money(amount, currency);
  return `${bucketLabel(day, "day")}: ${said}${unfinished ? ", not finished" : ""}`;
}

type CellProps = {
  entry: Entry;
  box: { x: number; y: number; width: number; height: number };
  fill: string;
  words: string;
};

function Cell({ entry: { amount, unfinished }, box, fill, words }: CellProps) {
  return (
    <rect
      {...box}
      rx={2}
      fill={fill}
      pointerEvents="all"
      stroke={amount === null ? "var(--line-strong)" : "none"}
      strokeDasharray="2 2"
      opacity={unfinished ? 0.45 : 1}
    >
      <title>{words}</title>
    </rect>
  );
}

const SWATCH = 22;

function Scale({ y, low, high }: { y: number; low: string; high: string }) {
  const steps = [0, 0.25, 0.5, 0.75, 1];
  return (
    <g aria-hidden fill="var(--muted)">
      <text x={LEFT} y={y + 9}>
        {low}
      </text>
      {steps.map((step, place) => (
        <rect
          key={step}
          x={LEFT + 56 + place * SWATCH}
          y={y}
          width={SWATCH - 2}
          height={12}
          rx={2}
          fill={shade(step)}
        />
      ))}
      <text x={LEFT + 64 + steps.length * SWATCH} y={y + 9}>
        {high}
      </text>
    </g>
  );
}

/** One hue from pale to deep, so that it reads without telling colours apart. */
function shade(strength: number): string {
  return `color-mix(in oklab, var(--accent) ${Math.round(8 + strength * 92)}%, var(--surface))`;
}
