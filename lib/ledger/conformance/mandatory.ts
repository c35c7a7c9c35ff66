import type { FocusColumn } from "../../focus/columns";

const always: FocusColumn[] = [
  "BilledCost",
  "BillingAccountId",
  "BillingAccountName",
  "BillingCurrency",
  "BillingPeriodEnd",
  "BillingPeriodStart",
  "ChargeCategory",
  "ChargeClass",
  "ChargeDescription",
  "ChargePeriodEnd",
  "ChargePeriodStart",
  "ContractedCost",
  "EffectiveCost",
  "InvoiceIssuerName",
  "ListCost",
  "PricingQuantity",
  "PricingUnit",
  "ServiceCategory",
  "ServiceName",
];

/** The columns that FOCUS calls mandatory in a version; before 1.0 there were fewer, by other names. */
export function mandatoryColumns(version: string): FocusColumn[] {
  const older: FocusColumn[] = version === "1.4" ? [] : ["ProviderName", "PublisherName"];
  const newer: FocusColumn[] =
    version === "1.3" || version === "1.4" ? ["HostProviderName", "ServiceProviderName"] : [];
  return [...always, ...older, ...newer];
}
