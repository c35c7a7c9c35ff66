import { type ChargeKind, chargeKinds } from "./charge";

/** What the kind of a charge depends on; words are in FOCUS's own spelling. */
export type KindFacts = {
  category: string;
  class: string | null;
  frequency: string | null;
  /** It names a commitment discount (CommitmentDiscountId). */
  isCommitment: boolean;
  /** Its billed cost is below zero, or nothing is billed and its effective cost is. */
  isNegative: boolean;
  serviceName: string | null;
  serviceSubcategory: string | null;
  /** ChargeSubcategory of FOCUS 1.0-preview. */
  subcategory: string | null;
  /** A connector that knows better (x_OutlayChargeKind). */
  stated: string | null;
};

/**
 * What a charge is, for the switches "with credits, taxes, refunds, support".
 *
 * - FOCUS 1.2 ChargeCategory: Tax, Credit and Adjustment are what they say, whatever their sign.
 * - FOCUS 1.2 ChargeClass: a negative Correction gives back what was invoiced, and so does a negative
 *   Purchase inside the open period: refund. Other negative usage is a price, not a refund.
 * - FOCUS 1.2 ChargeFrequency on a Purchase with a CommitmentDiscountId: Recurring is a commitment's
 *   fee, One-Time buys it.
 * - ServiceSubcategory (1.1 on) "Support", or a service called so: support.
 * - What is left, marketplace purchases included, is usage.
 */
export function chargeKind(facts: KindFacts): ChargeKind {
  return statedKind(facts) ?? categoryKind(facts) ?? refundKind(facts) ?? purchaseKind(facts) ?? supportKind(facts);
}

function statedKind({ stated }: KindFacts): ChargeKind | null {
  return chargeKinds.find((kind) => kind === stated) ?? null;
}

function categoryKind({ category, subcategory }: KindFacts): ChargeKind | null {
  if (category === "Tax") return "tax";
  if (category === "Credit") return "credit";
  if (category !== "Adjustment") return null;
  // 1.0-preview booked both as adjustments.
  if (subcategory === "Refund") return "refund";
  return subcategory === "Credit" ? "credit" : "adjustment";
}

function refundKind(facts: KindFacts): ChargeKind | null {
  if (!facts.isNegative) return null;
  return facts.class === "Correction" || facts.category === "Purchase" ? "refund" : null;
}

function purchaseKind({ category, isCommitment, frequency }: KindFacts): ChargeKind | null {
  if (category !== "Purchase" || !isCommitment) return null;
  return frequency === "Recurring" ? "commitment fee" : "commitment purchase";
}

function supportKind({ serviceName, serviceSubcategory }: KindFacts): ChargeKind {
  const isSupport = serviceSubcategory?.toLowerCase() === "support" || /\bsupport\b/i.test(serviceName ?? "");
  return isSupport ? "support" : "usage";
}
