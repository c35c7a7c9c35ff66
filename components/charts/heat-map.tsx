"use client";

import { bucketLabel, money, shortMoney } from "../format";
import type { Drawing } from "./drawing";
import { useSize } from "./use-size";

type Drawn = Extract<Drawing, { kind: "heatmap" }>;
type Props = { drawing: Drawn; pick?: (day: string) => void };

const weekdays = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"];
const LEFT = 40;
const TOP = 22;
const FOOT = 40;
const GAP = 2;
const TALLEST = 36;
/** Room that a date takes: the last one stays away where it would be cut. */
const DATE = 42;

/** Days as cells, weeks side by side: the rhythm of the week, and what falls out of it. */
export function HeatMap({ drawing: { weeks, currency, label }, pick }: Props) {
  const [frame, size] = useSize();
  const width = size?.width ?? 0;
  const cell = { width: (width - LEFT) / Math.max(1, weeks.length), height: TALLEST };
  const [low, high] = reachOf(weeks);
  const height = TOP + 7 * TALLEST + FOOT;
  const strength = (amount: number) => Math.min(1, Math.max(0, (amount - low) / (high - low || 1)));
  return (
    <div ref={frame} className="relative w-full" style={{ height }}>
      {size && (
        <svg width={width} height={height} aria-label={label} fontSize={12}>
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
              return <Cell key={entry.day} entry={entry} box={box} fill={fill} currency={currency} pick={pick} />;
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

type CellProps = {
  entry: NonNullable<Drawn["weeks"][number]["days"][number]>;
  box: { x: number; y: number; width: number; height: number };
  fill: string;
  currency: string;
  pick: Props["pick"];
};

function Cell({ entry: { day, amount, unfinished }, box, fill, currency, pick }: CellProps) {
  const said = amount === null ? "no charges reported" : money(amount, currency);
  return (
    <rect
      {...box}
      rx={2}
      fill={fill}
      stroke={amount === null ? "var(--line-strong)" : "none"}
      strokeDasharray="2 2"
      opacity={unfinished ? 0.45 : 1}
      {...(pick && { onClick: () => pick(day), cursor: "pointer" })}
    >
      <title>{`${bucketLabel(day, "day")}: ${said}${unfinished ? ", not finished" : ""}`}</title>
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

/** Between the ordinary days: a day of tax and fees alone would make all others equally pale. */
function reachOf(weeks: Drawn["weeks"]): [low: number, high: number] {
  const amounts = weeks
    .flatMap(({ days }) => days.map((day) => day?.amount ?? null))
    .filter((amount) => amount !== null)
    .map(Number)
    .sort((a, b) => a - b);
  const at = (share: number) => amounts[Math.floor((amounts.length - 1) * share)] ?? 0;
  return [at(0.05), at(0.95)];
}
