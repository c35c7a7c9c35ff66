import { invalidRequest } from "./aws-error";
import type { CloudCharge } from "./estate";

/** Dimensions of Cost Explorer that a charge can tell apart. */
const readers: Record<string, (charge: CloudCharge) => string | undefined> = {
  LINKED_ACCOUNT: ({ account }) => account,
  SERVICE: ({ service }) => service,
  REGION: ({ region }) => region,
  RECORD_TYPE: ({ recordType }) => recordType,
  USAGE_TYPE: ({ usageType }) => usageType,
  OPERATION: ({ operation }) => operation,
  INSTANCE_TYPE: ({ instanceType }) => instanceType,
  PURCHASE_TYPE: ({ recordType }) => purchaseTypes[recordType] ?? "On Demand Instances",
  SAVINGS_PLAN_ARN: ({ commitment }) => (commitment?.startsWith("arn:aws:savingsplans") ? commitment : undefined),
  RESERVATION_ID: ({ commitment }) => (commitment?.startsWith("arn:aws:savingsplans") ? undefined : commitment),
  BILLING_ENTITY: () => "AWS",
  LEGAL_ENTITY_NAME: () => "Amazon Web Services, Inc.",
  INVOICING_ENTITY: () => "Amazon Web Services, Inc.",
};

const purchaseTypes: Record<string, string> = {
  DiscountedUsage: "Standard Reserved Instances",
  RIFee: "Standard Reserved Instances",
  SavingsPlanCoveredUsage: "Savings Plans",
  SavingsPlanNegation: "Savings Plans",
  SavingsPlanRecurringFee: "Savings Plans",
};

/** Legal names that our charges know nothing about; AWS shows them as "NoAZ" and the like. */
const unknown = [
  "AZ",
  "PLATFORM",
  "TENANCY",
  "OPERATING_SYSTEM",
  "DATABASE_ENGINE",
  "CACHE_ENGINE",
  "DEPLOYMENT_OPTION",
];

const filterable = new Set([...Object.keys(readers), ...unknown, "PAYER_ACCOUNT", "USAGE_TYPE_GROUP"]);
const groupable = new Set(
  [...Object.keys(readers), ...unknown].filter((key) => !["SAVINGS_PLAN_ARN", "RESERVATION_ID"].includes(key)),
);

export type DimensionReader = (charge: CloudCharge) => string;

export function dimensionReader(key: string, use: "filter" | "group"): DimensionReader {
  const allowed = use === "filter" ? filterable : groupable;
  if (!allowed.has(key)) {
    const at = use === "filter" ? "filter.dimensions.key" : "groupBy.1.member.key";
    throw invalidRequest(
      `1 validation error detected: Value '${key}' at '${at}' failed to satisfy constraint: Member must satisfy enum value set: [${[...allowed].sort().join(", ")}]`,
    );
  }
  const read = readers[key];
  const none = `No${key.charAt(0)}${key.slice(1).toLowerCase()}`;
  return (charge) => read?.(charge) ?? none;
}

/** AWS writes a tag group as `key$value`; an untagged charge as `key$`. */
export function tagReader(key: string): DimensionReader {
  return ({ tags }) => `${key}$${tags?.[key] ?? ""}`;
}
