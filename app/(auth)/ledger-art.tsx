/** Heights of the drawn months, bottom part first; the last three are still to come. */
const months = [
  [38, 22, 14],
  [41, 22, 15],
  [40, 25, 16],
  [45, 26, 16],
  [47, 24, 19],
  [52, 27, 18],
  [50, 31, 21],
  [57, 30, 22],
  [61, 33, 22],
  [60, 36, 25],
  [68, 37, 26],
  [71, 40, 27],
];
const FINISHED = 9;
const STEP = 44;
const FLOOR = 180;
const shades = [1, 0.55, 0.28];

/** A picture of a year of spend under its budget: decoration, hidden from those who hear the page. */
export function LedgerArt({ className }: { className?: string }) {
  return (
    <svg viewBox="0 0 528 196" className={className} aria-hidden="true" focusable="false">
      <line x1="0" x2="528" y1={FLOOR + 0.5} y2={FLOOR + 0.5} stroke="var(--line-strong)" />
      {months.map((parts, month) => (
        <Column key={parts.join(" ")} parts={parts} x={month * STEP + 8} finished={month < FINISHED} />
      ))}
      <line x1="0" x2="528" y1="48" y2="48" stroke="var(--muted)" strokeDasharray="2 5" />
      <line x1={FINISHED * STEP} x2={FINISHED * STEP} y1="16" y2={FLOOR} stroke="var(--line-strong)" />
    </svg>
  );
}

function Column({ parts, x, finished }: { parts: number[]; x: number; finished: boolean }) {
  return (
    <g fill="var(--accent)" opacity={finished ? 1 : 0.3}>
      {parts.map((height, part) => {
        const below = parts.slice(0, part).reduce((sum, each) => sum + each, 0);
        const y = FLOOR - below - height;
        return <rect key={shades[part]} x={x} y={y} width="28" height={height - 1.5} rx="2" opacity={shades[part]} />;
      })}
    </g>
  );
}
