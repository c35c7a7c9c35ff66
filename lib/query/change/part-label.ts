import { keyLabel } from "../key-label";
import type { Labels } from "../labels";
import { dimensionLabel } from "../names";
import type { Part } from "./tree";

/** What a person reads for a part: the name of its value, or how many others there are. */
export function partLabel(
  { dimension, value, role, count }: Pick<Part, "dimension" | "value" | "role" | "count">,
  labels: Labels,
): string {
  if (role === "value") return keyLabel([dimension], { [dimension]: value }, labels);
  return `Other (${count}) by ${dimensionLabel(dimension).toLowerCase()}`;
}
