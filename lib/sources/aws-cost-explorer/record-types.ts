import type { Charge, ChargeKind } from "../../focus/charge";

export type RecordType = {
  category: Charge["ChargeCategory"];
  frequency: "One-Time" | "Recurring" | "Usage-Based";
  kind: ChargeKind;
};

const usage: RecordType = { category: "Usage", frequency: "Usage-Based", kind: "usage" };
const recurring: RecordType = { category: "Purchase", frequency: "Recurring", kind: "commitment fee" };
const upfront: RecordType = { category: "Purchase", frequency: "One-Time", kind: "commitment purchase" };
const discount: RecordType = { category: "Adjustment", frequency: "Usage-Based", kind: "adjustment" };
const other: RecordType = { category: "Adjustment", frequency: "One-Time", kind: "adjustment" };

/**
 * Cost Explorer's charge types in FOCUS words. Usage under a Savings Plan is told at its on-demand price and taken back
 * by a negation, so both are usage: their billed costs cancel and their effective cost is what the plan paid.
 */
const recordTypes: Record<string, RecordType> = {
  usage,
  discountedusage: usage,
  reservationappliedusage: usage,
  savingsplancoveredusage: usage,
  savingsplannegation: usage,
  savingsplanrecurringfee: recurring,
  rifee: recurring,
  recurring,
  recurringreservationfee: recurring,
  savingsplanupfrontfee: upfront,
  fee: upfront,
  upfront,
  upfrontreservationfee: upfront,
  tax: { category: "Tax", frequency: "One-Time", kind: "tax" },
  credit: { category: "Credit", frequency: "One-Time", kind: "credit" },
  refund: { category: "Adjustment", frequency: "One-Time", kind: "refund" },
  support: { category: "Purchase", frequency: "Recurring", kind: "support" },
  edpdiscount: discount,
  enterprisediscountprogramdiscount: discount,
  bundleddiscount: discount,
  privateratediscount: discount,
  sppdiscount: discount,
  solutionproviderprogramdiscount: discount,
  distributordiscount: discount,
  otheroutofcyclecharges: other,
};

/** AWS writes the same type as "SavingsPlanNegation", "Savings Plan Negation" or with another case. */
function known(name: string): RecordType | undefined {
  const key = name.replace(/[^a-z0-9]/gi, "").toLowerCase();
  return Object.hasOwn(recordTypes, key) ? recordTypes[key] : undefined;
}

/** Types asked for together have one name, "DiscountedUsage + Usage"; they are of one kind. */
export const TOGETHER = " + ";

/** A type that AWS invents later is kept as an adjustment, under its own name, and the run says so. */
export function recordType(name: string): RecordType {
  const types = name.split(TOGETHER).map(known);
  const [first] = types;
  return first && types.every((type) => type?.kind === first.kind) ? first : other;
}

export function isKnown(name: string): boolean {
  return known(name) !== undefined;
}

/** What resources cost by running, and therefore has a region. */
export function isUsage(name: string): boolean {
  return recordType(name).kind === "usage";
}
