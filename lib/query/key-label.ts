import type { CostAnswers, CostRow } from "./answer";
import { absentLabel, type Dimension } from "./names";

/** What a person reads for the keys of a row: "Payments (123456789012)", "Amazon EC2 · eu-west-1", "No region". */
export function keyLabel(groupBy: Dimension[], keys: CostRow["keys"], labels: CostAnswers["labels"]): string {
  return groupBy.map((dimension) => valueLabel(dimension, keys[dimension] ?? null, labels)).join(" · ");
}

function valueLabel(dimension: Dimension, value: string | null, labels: CostAnswers["labels"]): string {
  if (value === null) return absentLabel(dimension);
  if (value === "") return "(empty)";
  const name = labels[dimension]?.[value];
  return name === undefined || name === value ? value : `${name} (${value})`;
}
