"use client";

import { money, percent } from "../format";
import type { Drawing } from "./drawing";
import { SoftLink } from "./soft-link";
import { fitted } from "./text";
import { useSize } from "./use-size";

type Props = { drawing: Extract<Drawing, { kind: "pareto" }> };

const ROW = 26;
const HEAD = 22;
const AMOUNT = 96;
const GAP = 12;

/** Which few names make most of the spend: bars from the largest down, and the share they reach together. */
export function ParetoChart({ drawing: { bars, currency, label, few } }: Props) {
  const [frame, size] = useSize();
  const width = size?.width ?? 0;
  const names = Math.min(240, width * 0.34);
  const left = names + GAP;
  const span = Math.max(40, width - left - AMOUNT - GAP);
  // The bars are on the scale of the shares, so that the first one ends where the line begins.
  const whole = bars[0] ? Number(bars[0].amount) / bars[0].reached : 1;
  const height = HEAD + bars.length * ROW + 4;
  const line = bars.map(({ reached }, row) => `${left + reached * span},${HEAD + row * ROW + ROW / 2}`);
  return (
    <div ref={frame} className="relative w-full" style={{ height }}>
      {size && (
        <svg width={width} height={height} aria-label={label} fontSize={12}>
          {[0, 0.5, 0.8, 1].map((share) => (
            <g key={share} aria-hidden>
              <line
                x1={left + share * span}
                x2={left + share * span}
                y1={HEAD - 4}
                y2={height}
                stroke={share === 0.8 ? "var(--muted)" : "var(--line)"}
                strokeDasharray={share === 0.8 ? "3 3" : undefined}
              />
              <text x={left + share * span} y={12} textAnchor="middle" fill="var(--muted)">
                {`${share * 100} %`}
              </text>
            </g>
          ))}
          {bars.map(({ id, label: name, amount, reached, href }, row) => {
            const y = HEAD + row * ROW;
            const words = `${name}: ${money(amount, currency)}; with all before it ${percent(reached)} of the spend`;
            return (
              <SoftLink key={id} href={href} label={words}>
                <title>{words}</title>
                <rect x={0} y={y} width={width} height={ROW} fill="transparent" className="chart-row" />
                <text x={names} y={y + ROW / 2} dy="0.35em" textAnchor="end" fill="var(--ink)">
                  {fitted(name, names)}
                </text>
                <rect
                  x={left}
                  y={y + 5}
                  width={Math.max(1, (Number(amount) / whole) * span)}
                  height={ROW - 10}
                  rx={2}
                  fill={row < few ? "var(--accent)" : "var(--other)"}
                  fillOpacity={row < few ? 0.55 : 0.4}
                />
                <text x={width} y={y + ROW / 2} dy="0.35em" textAnchor="end" fill="var(--muted)" className="tabular">
                  {money(amount, currency)}
                </text>
              </SoftLink>
            );
          })}
          <polyline points={line.join(" ")} fill="none" stroke="var(--ink)" strokeWidth={1.5} pointerEvents="none" />
          {bars.map(({ id, reached }, row) => (
            <circle
              key={id}
              cx={left + reached * span}
              cy={HEAD + row * ROW + ROW / 2}
              r={2.5}
              fill="var(--ink)"
              pointerEvents="none"
            />
          ))}
        </svg>
      )}
    </div>
  );
}
