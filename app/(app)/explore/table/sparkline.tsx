const WIDTH = 88;
const HEIGHT = 22;

/** How a name went over the columns, in the space of a word; the columns beside it hold the numbers. */
export function Sparkline({ cells }: { cells: (string | null)[] }) {
  const values = cells.map((cell) => (cell === null ? null : Number(cell)));
  const known = values.filter((value) => value !== null);
  const [low, high] = [Math.min(0, ...known), Math.max(0, ...known)];
  const step = WIDTH / Math.max(1, values.length - 1);
  const y = (value: number) => HEIGHT - 2 - ((value - low) / (high - low || 1)) * (HEIGHT - 4);
  let pen = "M";
  const path = values
    .map((value, place) => {
      if (value === null) {
        pen = "M";
        return "";
      }
      const point = `${pen}${(place * step).toFixed(1)} ${y(value).toFixed(1)}`;
      pen = "L";
      return point;
    })
    .join("");
  return (
    <svg aria-hidden="true" width={WIDTH} height={HEIGHT} className="block">
      {low < 0 && <line x1={0} x2={WIDTH} y1={y(0)} y2={y(0)} stroke="var(--line-strong)" strokeWidth={1} />}
      <path d={path} fill="none" stroke="var(--accent)" strokeWidth={1.5} strokeLinejoin="round" />
    </svg>
  );
}
