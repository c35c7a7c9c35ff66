import { isBare, type Operator, operatorLabels } from "../focus/dimension";
import type { Labels } from "./labels";
import { dimensionLabel } from "./names";
import type { Condition } from "./spec";

/**
 * How a condition reads: "Service is one of Amazon EC2, Amazon S3", with so many of its values at most; what has a name
 * beside its id is called by that.
 */
export function conditionSentence({ dimension, operator, values }: Condition, most = 5, names: Labels = {}): string {
  const start = `${dimensionLabel(dimension)} ${operatorLabels[ofOne(operator, values)]}`;
  if (isBare(operator)) return start;
  const more = values.length - most;
  const called = values.slice(0, most).map((value) => names[dimension]?.[value] ?? value);
  return `${start} ${called.join(", ")}${more > 0 ? ` and ${more} more` : ""}`;
}

/** One of a single value is that value. */
function ofOne(operator: Operator, { length }: string[]): Operator {
  if (length !== 1) return operator;
  return operator === "in" ? "eq" : operator === "notin" ? "ne" : operator;
}
