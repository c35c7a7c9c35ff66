import { shortDay } from "@/components/format";
import type { Measured } from "@/lib/rightsizing/engine/judged";
import { metricText, unitText } from "./usage-text";

/** Near the width it is shown at, so that its words are as large as those around it. */
const WIDTH = 420;
const HEIGHT = 150;
const LEFT = 4;
const RIGHT = 4;
const TOP = 14;
const BOTTOM = 22;

/** Days with their usual range (p50 to p99.5) and their peak, beside what the machine and the target can do. */
export function UsageChart({ measured }: { measured: Measured }) {
  const { metric, unit, days, capacity, targetCapacity } = measured;
  const most = Math.max(1e-9, ...days.map(({ max }) => max), capacity ?? 0, targetCapacity ?? 0) * 1.06;
  const y = (value: number) => TOP + (HEIGHT - TOP - BOTTOM) * (1 - value / most);
  const wide = (WIDTH - LEFT - RIGHT) / days.length;
  const [first, last] = [days[0]?.day ?? "", days.at(-1)?.day ?? ""];
  return (
    <figure className="min-w-0">
      <figcaption className="mb-2 font-medium text-sm">{metricText(metric)}</figcaption>
      <svg
        viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
        role="img"
        aria-label={`${metricText(metric)} by day: ${spoken(measured)}`}
        className="w-full max-w-lg"
      >
        {days.map(({ day, p50, p995, max }, index) => {
          const x = LEFT + wide * index;
          return (
            <g key={day}>
              <title>{`${shortDay(day)}: half below ${unitText(p50, unit)}, 99.5 % below ${unitText(p995, unit)}, peak ${unitText(max, unit)}`}</title>
              <rect x={x} y={TOP} width={wide} height={HEIGHT - TOP - BOTTOM} fill="transparent" />
              <rect
                x={x + wide * 0.2}
                y={y(p995)}
                width={wide * 0.6}
                height={Math.max(1.5, y(p50) - y(p995))}
                rx={1}
                fill="var(--series-1)"
                opacity={0.55}
              />
              <rect x={x + wide * 0.2} y={y(max) - 1} width={wide * 0.6} height={2} fill="var(--series-1)" />
            </g>
          );
        })}
        <line x1={LEFT} x2={WIDTH - RIGHT} y1={HEIGHT - BOTTOM} y2={HEIGHT - BOTTOM} stroke="var(--line-strong)" />
        {capacity !== null && <Level y={y(capacity)} text={`now ${unitText(capacity, unit)}`} color="var(--muted)" />}
        {targetCapacity !== null && (
          <Level y={y(targetCapacity)} text={`target ${unitText(targetCapacity, unit)}`} color="var(--accent)" dashed />
        )}
        <text x={LEFT} y={HEIGHT - 6} fontSize={12} fill="var(--faint)">
          {shortDay(first)}
        </text>
        <text x={WIDTH - RIGHT} y={HEIGHT - 6} fontSize={12} textAnchor="end" fill="var(--faint)">
          {shortDay(last)}
        </text>
      </svg>
    </figure>
  );
}

function Level({ y, text, color, dashed = false }: { y: number; text: string; color: string; dashed?: boolean }) {
  return (
    <>
      <line x1={LEFT} x2={WIDTH - RIGHT} y1={y} y2={y} stroke={color} strokeDasharray={dashed ? "5 4" : undefined} />
      <text
        x={dashed ? LEFT : WIDTH - RIGHT}
        y={y - 4}
        fontSize={12}
        textAnchor={dashed ? "start" : "end"}
        fill={color}
      >
        {text}
      </text>
    </>
  );
}

function spoken({ unit, p50, p995, max, capacity, targetCapacity }: Measured): string {
  const can = capacity === null ? "" : `; it can do ${unitText(capacity, unit)}`;
  const could = targetCapacity === null ? "" : `, the target ${unitText(targetCapacity, unit)}`;
  return `half below ${unitText(p50, unit)}, 99.5 % below ${unitText(p995, unit)}, peak ${unitText(max, unit)}${can}${could}`;
}
