import type * as focus from "../focus/dimension";

/** Names of the questions: for people, the URL and the API. Their SQL is in catalog.ts. */
export const grains = ["hour", "day", "week", "month", "quarter", "year", "total"] as const;
export type Grain = (typeof grains)[number];

/** Fixed dimensions and what a person calls them; tag keys come on top as `tag.<key>`. */
const dimensionLabels = {
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
} as const satisfies Record<focus.FixedDimension, string>;

export type FixedDimension = focus.FixedDimension;
export type TagDimension = focus.TagDimension;
export type Dimension = focus.Dimension;
export type Operator = focus.Operator;

/** What `tagging` answers: `not measured` is a source that cannot know tags, which is not the same as untagged. */
export const taggings = ["tagged", "untagged", "not measured"] as const;
export type Tagging = (typeof taggings)[number];

export function isTag(dimension: Dimension): dimension is TagDimension {
  return dimension.startsWith("tag.");
}

/** The key of a tag dimension, as the provider writes it. */
export function tagKey(dimension: TagDimension): string {
  return dimension.slice("tag.".length);
}

/** What a person reads for a dimension: "Service", "Tag team". */
export function dimensionLabel(dimension: Dimension): string {
  return isTag(dimension) ? `Tag ${tagKey(dimension)}` : dimensionLabels[dimension];
}

/** What a person reads for charges that have no value in a dimension: "No region", "No team tag". */
export function absentLabel(dimension: Dimension): string {
  if (isTag(dimension)) return `No ${tagKey(dimension)} tag`;
  if (dimension === "sku") return "No SKU";
  return `No ${dimensionLabels[dimension].toLowerCase()}`;
}

const nameless: Partial<Record<Dimension, ReadonlySet<string>>> = {
  tagging: new Set<Tagging>(["untagged", "not measured"]),
  chargeKind: new Set(["unattributed"]),
  service: new Set(["Unattributed"]),
};

/** True for charges that nobody can be asked about: no value, untagged, or the provider's unexplained remainder. */
export function isNameless(dimension: Dimension, value: string | null): boolean {
  return value === null || (nameless[dimension]?.has(value) ?? false);
}

/** Kinds of charges that one leaves out of a number to see the usage behind it; written short in a URL. */
export const excludables = ["credit", "tax", "refund", "support"] as const;
export type Excludable = (typeof excludables)[number];

/** Asks for the billing currencies themselves, where a page would convert into the workspace's own. */
export const BILLING = "billing";

export const metricLabels = {
  billed: "Billed cost",
  effective: "Effective cost",
  list: "List cost",
  contracted: "Contracted cost",
} as const;
