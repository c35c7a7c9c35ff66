import { isBare, operatorLabels } from "../focus/dimension";
import { dimensionLabel } from "./names";
import type { Condition } from "./spec";

/** How a condition reads: "Service is one of Amazon EC2, Amazon S3", with so many of its values at most. */
export function conditionSentence({ dimension, operator, values }: Condition, most = 5): string {
  const start = `${dimensionLabel(dimension)} ${operatorLabels[operator]}`;
  if (isBare(operator)) return start;
  const more = values.length - most;
  return `${start} ${values.slice(0, most).join(", ")}${more > 0 ? ` and ${more} more` : ""}`;
}
