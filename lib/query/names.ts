/** Names of the questions: for people, the URL and the API. Their SQL is in catalog.ts. */
export const grains = ["hour", "day", "week", "month", "quarter", "year", "total"] as const;
export type Grain = (typeof grains)[number];

export const operators = ["eq", "ne", "in", "notin", "contains", "startswith", "absent"] as const;
export type Operator = (typeof operators)[number];

/** Fixed dimensions and what a person calls them; tag keys come on top as `tag.<key>`. */
export const dimensionLabels = {
  provider: "Provider",
  billingAccount: "Billing account",
  subAccount: "Account",
  service: "Service",
  serviceCategory: "Service category",
  region: "Region",
  resource: "Resource",
  resourceType: "Resource type",
  sku: "SKU",
  chargeCategory: "Charge category",
  chargeKind: "Charge kind",
  commitment: "Commitment",
  source: "Source",
  tagging: "Tagging",
} as const;

export type FixedDimension = keyof typeof dimensionLabels;
export type TagDimension = `tag.${string}`;
export type Dimension = FixedDimension | TagDimension;

export const fixedDimensions = Object.keys(dimensionLabels) as FixedDimension[];

export function isTag(dimension: Dimension): dimension is TagDimension {
  return dimension.startsWith("tag.");
}

/** What a person reads for a dimension: "Service", "Tag team". */
export function dimensionLabel(dimension: Dimension): string {
  return isTag(dimension) ? `Tag ${dimension.slice(4)}` : dimensionLabels[dimension];
}

export const metricLabels = {
  billed: "Billed cost",
  effective: "Effective cost",
  list: "List cost",
  contracted: "Contracted cost",
} as const;
