"use client";

import { money, signedMoney } from "../format";
import { type BarRows, barRows } from "./bar-rows";
import type { Drawing } from "./drawing";
import { SoftLink } from "./soft-link";
import { fitted, halo } from "./text";
import { useSize } from "./use-size";

type Drawn = Extract<Drawing, { kind: "waterfall" }>;
type Step = Drawn["steps"][number];

const widest = { names: 260, amount: 104, row: 30 };

/** From the old total to the new one, one row for each change; where totals dwarf the changes, their bars are cut, visibly. */
export function Waterfall({ drawing: { steps, currency, label } }: { drawing: Drawn }) {
  const [frame, size] = useSize();
  const width = size?.width ?? 0;
  const rows = barRows(width, widest);
  const { left, span } = rows;
  const [low, high] = reachOf(steps);
  const at = (amount: number) => left + ((Math.max(low, amount) - low) / (high - low || 1)) * span;
  const height = steps.length * rows.row;
  return (
    <div ref={frame} className="relative w-full" style={{ height }}>
      {size && (
        <svg width={width} height={height} aria-label={label} fontSize={12}>
          {steps.map((step, row) => (
            <Row
              key={step.id}
              step={step}
              amount={step.role === "total" ? money(step.amount, currency) : signedMoney(step.amount, currency)}
              place={{ y: row * rows.row, from: at(Number(step.from)), to: at(Number(step.to)), width }}
              rows={rows}
              cut={low > 0 && step.role === "total" ? left : null}
              last={row === steps.length - 1}
            />
          ))}
        </svg>
      )}
    </div>
  );
}

type RowProps = {
  step: Step;
  amount: string;
  place: { y: number; from: number; to: number; width: number };
  rows: BarRows;
  /** Where the bar of a total is broken off. */
  cut: number | null;
  last: boolean;
};

function Row({ step, amount, place: { y, from, to, width }, rows, cut, last }: RowProps) {
  const { label, role, href } = step;
  const { row, name, words, bar } = rows;
  const isTotal = role === "total";
  const more = Number(step.amount) >= 0;
  return (
    <SoftLink href={href} label={`${label}: ${amount}`}>
      <title>{`${label}: ${amount}`}</title>
      <rect x={0} y={y} width={width} height={row} fill="transparent" />
      <text
        x={name.x}
        y={y + words}
        dy="0.35em"
        textAnchor={name.textAnchor}
        fill="var(--ink)"
        fontWeight={isTotal ? 600 : 400}
      >
        {fitted(label, name.width)}
      </text>
      <rect
        x={Math.min(from, to)}
        y={y + bar.y}
        width={Math.max(2, Math.abs(to - from))}
        height={bar.height}
        rx={2}
        fill={isTotal ? "var(--muted)" : more ? "var(--accent)" : "var(--other)"}
        fillOpacity={isTotal ? 0.55 : 1}
      />
      {cut !== null && (
        <path
          d={`M${cut + 14} ${y + bar.middle - 12} l5 6 l-5 6 l5 6 l-5 6`}
          fill="none"
          stroke="var(--canvas)"
          strokeWidth={3}
          aria-hidden
        />
      )}
      {!last && (
        <line
          x1={to}
          x2={to}
          y1={y + bar.y + bar.height}
          y2={y + row + bar.y}
          stroke="var(--line-strong)"
          aria-hidden
        />
      )}
      <text
        x={width}
        y={y + words}
        dy="0.35em"
        textAnchor="end"
        fill={isTotal ? "var(--ink)" : "var(--muted)"}
        fontWeight={isTotal ? 600 : 400}
        className="tabular"
        {...halo}
      >
        {amount}
      </text>
    </SoftLink>
  );
}

/** All of the bars from zero, unless the way between the totals would then be too small to see. */
function reachOf(steps: Step[]): [low: number, high: number] {
  const ends = steps.flatMap(({ from, to, role }) => (role === "total" ? [Number(to)] : [Number(from), Number(to)]));
  const [least, most] = [Math.min(...ends), Math.max(...ends)];
  if (least <= 0 || most - least > most / 3) return [Math.min(0, least), Math.max(0, most)];
  return [Math.max(0, least - (most - least) * 0.6), most];
}
