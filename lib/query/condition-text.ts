import type { Condition } from "../focus/condition";
import { isBare } from "../focus/dimension";
import { escaped } from "./escape";

/** One condition as it stands in a URL: `service:in:Amazon EC2,Amazon S3`. */
export function conditionText({ dimension, operator, values }: Condition): string {
  const start = `${escaped(dimension, ",:")}:${operator}`;
  return isBare(operator) ? start : `${start}:${values.map((value) => escaped(value, ",")).join(",")}`;
}
