"use client";

import { money, signedMoney } from "../format";
import type { Drawing } from "./drawing";
import { SoftLink } from "./soft-link";
import { fitted } from "./text";
import { useSize } from "./use-size";

type Drawn = Extract<Drawing, { kind: "waterfall" }>;
type Step = Drawn["steps"][number];

const ROW = 30;
const AMOUNT = 104;
const GAP = 12;

/** From the old total to the new one, one row for each change; where totals dwarf the changes, their bars are cut, visibly. */
export function Waterfall({ drawing: { steps, currency, label } }: { drawing: Drawn }) {
  const [frame, size] = useSize();
  const width = size?.width ?? 0;
  const names = Math.min(260, width * 0.34);
  const left = names + GAP;
  const span = Math.max(40, width - left - AMOUNT - GAP);
  const [low, high] = reachOf(steps);
  const at = (amount: number) => left + ((Math.max(low, amount) - low) / (high - low || 1)) * span;
  const height = steps.length * ROW;
  return (
    <div ref={frame} className="relative w-full" style={{ height }}>
      {size && (
        <svg width={width} height={height} aria-label={label} fontSize={12}>
          {steps.map((step, row) => (
            <Row
              key={step.id}
              step={step}
              amount={step.role === "total" ? money(step.amount, currency) : signedMoney(step.amount, currency)}
              place={{ y: row * ROW, from: at(Number(step.from)), to: at(Number(step.to)), names, width }}
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
  place: { y: number; from: number; to: number; names: number; width: number };
  /** Where the bar of a total is broken off. */
  cut: number | null;
  last: boolean;
};

function Row({ step, amount, place: { y, from, to, names, width }, cut, last }: RowProps) {
  const { label, role, href } = step;
  const isTotal = role === "total";
  const more = Number(step.amount) >= 0;
  return (
    <SoftLink href={href} label={`${label}: ${amount}`}>
      <title>{`${label}: ${amount}`}</title>
      <rect x={0} y={y} width={width} height={ROW} fill="transparent" className="chart-row" />
      <text x={names} y={y + ROW / 2} dy="0.35em" textAnchor="end" fill="var(--ink)" fontWeight={isTotal ? 600 : 400}>
        {fitted(label, names)}
      </text>
      <rect
        x={Math.min(from, to)}
        y={y + 6}
        width={Math.max(2, Math.abs(to - from))}
        height={ROW - 12}
        rx={2}
        fill={isTotal ? "var(--muted)" : more ? "var(--accent)" : "var(--other)"}
        fillOpacity={isTotal ? 0.55 : 1}
      />
      {cut !== null && (
        <path
          d={`M${cut + 14} ${y + 3} l5 6 l-5 6 l5 6 l-5 6`}
          fill="none"
          stroke="var(--canvas)"
          strokeWidth={3}
          aria-hidden
        />
      )}
      {!last && <line x1={to} x2={to} y1={y + ROW - 6} y2={y + ROW + 6} stroke="var(--line-strong)" aria-hidden />}
      <text
        x={width}
        y={y + ROW / 2}
        dy="0.35em"
        textAnchor="end"
        fill={isTotal ? "var(--ink)" : "var(--muted)"}
        fontWeight={isTotal ? 600 : 400}
        className="tabular"
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
