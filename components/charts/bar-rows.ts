type Widest = { names: number; amount: number; row: number };

/** Where the name, the bar and the amount of each row stand, from the top of the row. */
export type BarRows = {
  row: number;
  /** The bars begin here, and reach at most so far. */
  left: number;
  span: number;
  name: { x: number; width: number; textAnchor: "start" | "end" };
  /** The middle of the words, and of the bar below or between them. */
  words: number;
  bar: { y: number; height: number; middle: number };
};

const GAP = 12;
const NARROW = 480;
const WORDS = 20;
const THIN = 12;

/** Name, bar and amount beside each other; on a phone the bar has a line of its own, or it would be too short to read. */
export function barRows(width: number, { names, amount, row }: Widest): BarRows {
  if (width < NARROW) {
    return {
      row: WORDS + THIN + GAP,
      left: 0,
      span: Math.max(40, width - 1),
      name: { x: 0, width: Math.max(40, width - amount - GAP), textAnchor: "start" },
      words: WORDS / 2,
      bar: { y: WORDS, height: THIN, middle: WORDS + THIN / 2 },
    };
  }
  const room = Math.min(names, width * 0.34);
  const left = room + GAP;
  const y = row / 5;
  return {
    ...{ row, left, span: Math.max(40, width - left - amount - GAP) },
    name: { x: room, width: room, textAnchor: "end" },
    words: row / 2,
    bar: { y, height: row - 2 * y, middle: row / 2 },
  };
}
