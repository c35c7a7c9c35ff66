import { type FocusColumn, focusColumns } from "../../focus/columns";

/** What every row begins with: never quoted, so that the control reads them off the bytes. */
export const controlColumns = ["BilledCost", "EffectiveCost", "ListCost", "ContractedCost", "BillingCurrency"] as const;

/** FOCUS 1.2 demands these columns of every file; the others are left out where nothing has a value in them. */
const mandatory: readonly FocusColumn[] = [
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
  "ProviderName",
  "PublisherName",
  "ServiceCategory",
  "ServiceName",
];

/** Columns that FOCUS 1.3 and 1.4 brought: kept as they are, after those of 1.2. */
const later: ReadonlySet<string> = new Set<FocusColumn>([
  "AllocatedMethodDetails",
  "AllocatedMethodId",
  "AllocatedResourceId",
  "AllocatedResourceName",
  "AllocatedTags",
  "CommitmentProgramEligibilityDetails",
  "ContractApplied",
  "HostProviderName",
  "InvoiceDetailId",
  "ServiceProviderName",
]);

const isFocus: ReadonlySet<string> = new Set(focusColumns);

/** The columns of an export: what decides the sums, then FOCUS 1.2, then later versions, then what is outside FOCUS. */
export function inOrder(present: Iterable<string>): { focus: FocusColumn[]; extras: string[] } {
  const wanted = new Set<string>([...mandatory, ...present]);
  const leading: ReadonlySet<string> = new Set(controlColumns);
  const rest = focusColumns.filter((column) => wanted.has(column) && !leading.has(column)).toSorted();
  return {
    focus: [...controlColumns, ...rest.filter((name) => !later.has(name)), ...rest.filter((name) => later.has(name))],
    extras: [...wanted].filter((name) => !isFocus.has(name)),
  };
}
