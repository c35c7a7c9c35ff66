import { type FocusColumn, focusColumns } from "./columns";

/** What the columns of a file are, read from the names in its first row. */
export type Header = {
  /** The names as they were written, in the file's order. */
  names: string[];
  /** The FOCUS column that each one holds; null for columns outside FOCUS. */
  columns: (FocusColumn | null)[];
  version: string;
  /** Columns that no cost can be counted without and that the file lacks. */
  missing: string[];
  /** Names that stand for the same column twice. */
  repeated: string[];
};

/** No cost can be counted without these; FOCUS has them in every version. */
const needed: FocusColumn[] = [
  "BilledCost",
  "EffectiveCost",
  "BillingAccountId",
  "BillingCurrency",
  "BillingPeriodStart",
  "BillingPeriodEnd",
  "ChargePeriodStart",
  "ChargePeriodEnd",
  "ChargeCategory",
  "ServiceName",
];

// Oracle drops "Name" (Provider, Publisher, InvoiceIssuer, Region); the rest are names of FOCUS 0.5 and 1.0-preview.
const aliases: Record<string, FocusColumn> = {
  provider: "ProviderName",
  publisher: "PublisherName",
  invoiceissuer: "InvoiceIssuerName",
  region: "RegionId",
  amortizedcost: "EffectiveCost",
  chargetype: "ChargeCategory",
  usagequantity: "ConsumedQuantity",
  usageunit: "ConsumedUnit",
};

/** Columns that a version brought; the newest one present tells the version of a file. */
const brought: [version: string, columns: FocusColumn[]][] = [
  ["1.4", ["InvoiceDetailId", "CommitmentProgramEligibilityDetails"]],
  [
    "1.3",
    [
      "AllocatedMethodDetails",
      "AllocatedMethodId",
      "AllocatedResourceId",
      "AllocatedResourceName",
      "AllocatedTags",
      "ContractApplied",
      "HostProviderName",
      "ServiceProviderName",
    ],
  ],
  [
    "1.2",
    [
      "BillingAccountType",
      "InvoiceId",
      "PricingCurrency",
      "PricingCurrencyContractedUnitPrice",
      "PricingCurrencyEffectiveCost",
      "PricingCurrencyListUnitPrice",
      "SubAccountType",
    ],
  ],
  [
    "1.1",
    [
      "CapacityReservationId",
      "CapacityReservationStatus",
      "CommitmentDiscountQuantity",
      "CommitmentDiscountUnit",
      "ServiceSubcategory",
      "SkuMeter",
      "SkuPriceDetails",
    ],
  ],
];

const byPlainName = new Map(focusColumns.map((column) => [plainName(column), column]));

/** Reads column names in any case, with underscores, and under the names that providers and older versions use. */
export function readHeader(written: string[]): Header {
  const names = written.map((name, index) => name.trim() || `column ${index + 1}`);
  const exact = names.map((name) => byPlainName.get(plainName(name)) ?? null);
  const taken = new Set(exact);
  const columns = exact.map((column, index) => column ?? alias(names[index] ?? "", taken));
  const present = new Set(columns);
  return {
    names,
    columns,
    version: versionOf(names, present),
    missing: missingOf(present),
    repeated: repeatedOf(names, columns),
  };
}

/** An alias counts only where the file does not also have the column by its own name. */
function alias(name: string, taken: Set<FocusColumn | null>): FocusColumn | null {
  const column = aliases[plainName(name)];
  return column && !taken.has(column) ? column : null;
}

function versionOf(names: string[], present: Set<FocusColumn | null>): string {
  // 1.3 has both names of the provider, 1.4 only the newer one.
  if (present.has("ServiceProviderName") && !present.has("ProviderName")) return "1.4";
  const found = brought.find(([, columns]) => columns.some((column) => present.has(column)));
  if (found) return found[0];
  const plain = new Set(names.map(plainName));
  if (plain.has("amortizedcost") || plain.has("chargetype")) return "0.5";
  if (plain.has("chargesubcategory") || plain.has("usagequantity")) return "1.0-preview";
  return "1.0";
}

function missingOf(present: Set<FocusColumn | null>): string[] {
  const missing: string[] = needed.filter((column) => !present.has(column));
  // 1.4 knows no ProviderName any more, 1.3 has both.
  if (!present.has("ProviderName") && !present.has("ServiceProviderName")) missing.push("ProviderName");
  return missing;
}

function repeatedOf(names: string[], columns: (FocusColumn | null)[]): string[] {
  const seen = new Set<string>();
  const repeated = new Set<string>();
  for (const [index, name] of names.entries()) {
    const key = columns[index] ?? `: ${name}`;
    if (seen.has(key)) repeated.add(name);
    seen.add(key);
  }
  return [...repeated];
}

function plainName(name: string): string {
  return name.toLowerCase().replaceAll(/[\s_-]/g, "");
}
