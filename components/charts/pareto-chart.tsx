"use client";

import { money, percent } from "../format";
import { barRows } from "./bar-rows";
import type { Drawing } from "./drawing";
import { SoftLink } from "./soft-link";
import { fitted, halo } from "./text";
import { useSize } from "./use-size";

type Props = { drawing: Extract<Drawing, { kind: "pareto" }> };

const HEAD = 22;
const widest = { names: 240, amount: 96, row: 26 };
/** Shares that have a line; on narrow charts the words of the last two would cover each other. */
const shares = [0, 0.5, 0.8, 1];
const BETWEEN_WORDS = 48;

/** Which few names make most of the spend: bars from the largest down, and the share they reach together. */
export function ParetoChart({ drawing: { bars, currency, label, few } }: Props) {
  const [frame, size] = useSize();
  const width = size?.width ?? 0;
  const { row: tall, left, span, name: place, words: middle, bar } = barRows(width, widest);
  // The bars are on the scale of the shares, so that the first one ends where the line begins.
  const whole = bars[0] ? Number(bars[0].amount) / bars[0].reached : 1;
  const height = HEAD + bars.length * tall + 4;
  const line = bars.map(({ reached }, row) => `${left + reached * span},${HEAD + row * tall + bar.middle}`);
  return (
    <div ref={frame} className="relative w-full" style={{ height }}>
      {size && (
        <svg width={width} height={height} aria-label={label} fontSize={12}>
          {shares.map((share) => (
            <g key={share} aria-hidden>
              <line
                x1={left + share * span}
                x2={left + share * span}
                y1={HEAD - 4}
                y2={height}
                stroke={share === 0.8 ? "var(--muted)" : "var(--line)"}
                strokeDasharray={share === 0.8 ? "3 3" : undefined}
              />
              {(share !== 0.8 || span * 0.2 > BETWEEN_WORDS) && (
                <text x={left + share * span} y={12} textAnchor={anchorOf(share, left)} fill="var(--muted)">
                  {`${share * 100} %`}
                </text>
              )}
            </g>
          ))}
          {bars.map(({ id, label: name, amount, reached, href }, row) => {
            const y = HEAD + row * tall;
            const words = `${name}: ${money(amount, currency)}; with all before it ${percent(reached)} of the spend`;
            return (
              <SoftLink key={id} href={href} label={words}>
                <title>{words}</title>
                <rect x={0} y={y} width={width} height={tall} fill="transparent" />
                <rect
                  x={left}
                  y={y + bar.y}
                  width={Math.max(1, (Number(amount) / whole) * span)}
                  height={bar.height}
                  rx={2}
                  fill={row < few ? "var(--accent)" : "var(--other)"}
                  fillOpacity={row < few ? 0.55 : 0.4}
                />
              </SoftLink>
            );
          })}
          <polyline points={line.join(" ")} fill="none" stroke="var(--ink)" strokeWidth={1.5} pointerEvents="none" />
          {bars.map(({ id, reached }, row) => (
            <circle
              key={id}
              cx={left + reached * span}
              cy={HEAD + row * tall + bar.middle}
              r={2.5}
              fill="var(--ink)"
              pointerEvents="none"
            />
          ))}
          <g aria-hidden pointerEvents="none" {...halo}>
            {bars.map(({ id, label: name, amount }, row) => (
              <g key={id}>
                <text
                  x={place.x}
                  y={HEAD + row * tall + middle}
                  dy="0.35em"
                  textAnchor={place.textAnchor}
                  fill="var(--ink)"
                >
                  {fitted(name, place.width)}
                </text>
                <text
                  x={width}
                  y={HEAD + row * tall + middle}
                  dy="0.35em"
                  textAnchor="end"
                  fill="var(--muted)"
                  className="tabular"
                >
                  {money(amount, currency)}
                </text>
              </g>
            ))}
          </g>
        </svg>
      )}
    </div>
  );
}

/** Words at the edges of a chart that has no room beside it stay inside. */
function anchorOf(share: number, left: number): "start" | "middle" | "end" {
  if (left > 0 || (share !== 0 && share !== 1)) return "middle";
  return share === 0 ? "start" : "end";
}
