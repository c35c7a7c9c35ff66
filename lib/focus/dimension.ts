/** What charges are told apart by; tag keys come on top as `tag.<key>`. */
export const fixedDimensions = [
  "provider",
  "billingAccount",
  "subAccount",
  "service",
  "serviceCategory",
  "region",
  "resource",
  "resourceType",
  "sku",
  "chargeCategory",
  "chargeKind",
  "commitment",
  "source",
  "tagging",
] as const;
export type FixedDimension = (typeof fixedDimensions)[number];
export type TagDimension = `tag.${string}`;
export type Dimension = FixedDimension | TagDimension;

const fixed: ReadonlySet<string> = new Set(fixedDimensions);

export function isDimension(name: string): name is Dimension {
  return fixed.has(name) || /^tag\..{1,256}$/su.test(name);
}

export const operators = ["eq", "ne", "in", "notin", "contains", "startswith", "absent", "present"] as const;
export type Operator = (typeof operators)[number];

/** How a condition reads: "Service is not one of A, B". */
export const operatorLabels = {
  eq: "is",
  ne: "is not",
  in: "is one of",
  notin: "is not one of",
  contains: "contains",
  startswith: "starts with",
  absent: "is absent",
  present: "is present",
} as const satisfies Record<Operator, string>;

/** True for operators that ask whether there is a value at all, and so take none. */
export function isBare(operator: Operator): boolean {
  return operator === "absent" || operator === "present";
}
