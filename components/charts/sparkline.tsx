type Props = { amounts: (number | null)[]; label: string; className?: string };

const WIDTH = 120;
const HEIGHT = 28;

/** A line without axes, drawn on the server; null is a gap. */
export function Sparkline({ amounts, label, className = "h-7 w-full" }: Props) {
  const known = amounts.filter((amount) => amount !== null);
  if (known.length < 2) return null;
  const top = Math.max(0, ...known);
  const bottom = Math.min(0, ...known);
  const span = top - bottom || 1;
  const place = (amount: number, index: number) =>
    `${((index / (amounts.length - 1)) * WIDTH).toFixed(1)} ${(HEIGHT - 2 - ((amount - bottom) / span) * (HEIGHT - 4)).toFixed(1)}`;

  const path = amounts
    .map((amount, index) => {
      if (amount === null) return "";
      const before = amounts[index - 1];
      return `${before === null || before === undefined ? "M" : "L"}${place(amount, index)}`;
    })
    .join("");
  return (
    <svg
      viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
      preserveAspectRatio="none"
      role="img"
      aria-label={label}
      className={className}
    >
      <path d={path} fill="none" stroke="var(--accent)" strokeWidth="1.5" vectorEffect="non-scaling-stroke" />
    </svg>
  );
}
