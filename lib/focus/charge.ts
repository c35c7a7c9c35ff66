import type { Day } from "./period";

export const metrics = ["billed", "effective", "list", "contracted"] as const;
/** The four cost columns of FOCUS: billed and effective always exist, list and contracted may be unknown. */
export type Metric = (typeof metrics)[number];

/** What a charge is, derived from FOCUS category, class, frequency and commitment. */
export const chargeKinds = [
  "usage",
  "commitment purchase",
  "commitment fee",
  "tax",
  "credit",
  "refund",
  "support",
  "adjustment",
  "unattributed",
] as const;
export type ChargeKind = (typeof chargeKinds)[number];

/** FOCUS columns by name; a missing key is a null. Amounts and quantities are decimal strings. */
export type Charge = {
  BillingAccountId: string;
  BillingCurrency: string;
  BillingPeriodStart: string;
  BillingPeriodEnd: string;
  ChargePeriodStart: string;
  ChargePeriodEnd: string;
  ChargeCategory: "Usage" | "Purchase" | "Tax" | "Credit" | "Adjustment";
  BilledCost: string;
  EffectiveCost: string;
} & { [column: string]: string | null | undefined };

/** What the provider itself says a day (or, without day, the whole slice) costs. */
export type StatedTotal = { day: Day | null; metric: Metric; currency: string; amount: string; estimated: boolean };
