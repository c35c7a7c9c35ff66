import { dimensionLabel, isBare, operatorLabels } from "./names";
import type { Condition } from "./spec";

const MOST_SHOWN = 5;

/** How a condition reads: "Service is one of Amazon EC2, Amazon S3". */
export function conditionSentence({ dimension, operator, values }: Condition): string {
  const start = `${dimensionLabel(dimension)} ${operatorLabels[operator]}`;
  if (isBare(operator)) return start;
  const more = values.length - MOST_SHOWN;
  return `${start} ${values.slice(0, MOST_SHOWN).join(", ")}${more > 0 ? ` and ${more} more` : ""}`;
}
