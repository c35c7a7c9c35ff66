import type { Drawing } from "@/components/charts/drawing";
import { count, money } from "@/components/format";

/** In words what a picture shows, where a sentence tells it better than looking. */
export function drawingWords(drawing: Drawing): string | undefined {
  if (drawing.kind === "pareto") {
    const { few, names, credits, currency } = drawing;
    const below = Number(credits) < 0 ? ` Credits and refunds of ${money(credits, currency)} are not in it.` : "";
    if (names === 0) return `Nothing here is above zero.${below}`;
    return `${count(few)} of ${count(names)} ${names === 1 ? "name" : "names"} make up 80 % of the spend.${below}`;
  }
  if (drawing.kind === "treemap") {
    const below = drawing.data.series.filter(({ total }) => Number(total) < 0);
    if (below.length === 0) return undefined;
    return `Below zero and so without an area: ${below.map(({ label, total }) => `${label} ${money(total, drawing.data.currency)}`).join(", ")}.`;
  }
  return undefined;
}
