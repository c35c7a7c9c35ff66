/** How many series colours there are; `app/tokens.css` holds them, one set for each theme. */
export const SLOTS = 12;

/** What is drawn: a stored colour slot, the grey of the rest, the hatching of what has no name, or the accent alone. */
export type Mark = { kind: "named"; slot: number } | { kind: "other" } | { kind: "nameless" } | { kind: "plain" };

/** A CSS colour that follows the theme. */
export function markColor(mark: Mark): string {
  if (mark.kind === "plain") return "var(--accent)";
  return mark.kind === "named" ? `var(--series-${(mark.slot % SLOTS) + 1})` : "var(--other)";
}

/** A CSS background for a legend's swatch: hatched where the money has no name. */
export function swatch(mark: Mark): string {
  if (mark.kind !== "nameless") return markColor(mark);
  return "repeating-linear-gradient(135deg, var(--other) 0 1.5px, transparent 1.5px 4px)";
}
