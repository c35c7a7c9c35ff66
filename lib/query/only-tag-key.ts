import { type Dimension, isTag, tagKey } from "./names";
import type { CostQuery } from "./spec";

/** The tag key that a question is about; null where there is none, more than one, or it asks for tagging at all. */
export function onlyTagKey({ groupBy, where }: CostQuery): string | null {
  const asked = [...groupBy, ...where.map(({ dimension }) => dimension)];
  const keys = new Set(asked.filter(isAboutTags).map((dimension) => (isTag(dimension) ? tagKey(dimension) : null)));
  const [key = null] = keys;
  return keys.size === 1 ? key : null;
}

function isAboutTags(dimension: Dimension): boolean {
  return isTag(dimension) || dimension === "tagging";
}
