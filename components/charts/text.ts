const WIDTH_OF_A_LETTER = 0.56;

/** The first that fits as it is: an amount must not be cut. */
export function longestFitting(texts: string[], width: number): string {
  return texts.find((text) => fitted(text, width) === text) ?? "";
}

/** Cut to what fits into so many pixels; the whole stands in a title beside it. */
export function fitted(text: string, width: number, size = 12): string {
  const most = Math.floor(width / (size * WIDTH_OF_A_LETTER));
  if (text.length <= most) return text;
  return most < 3 ? "" : `${text.slice(0, most - 1).trimEnd()}…`;
}

/** Words that stand on lines are read before them. */
export const halo = { stroke: "var(--canvas)", strokeWidth: 4, strokeLinejoin: "round", paintOrder: "stroke" } as const;
