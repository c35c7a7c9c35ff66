import type { Charge } from "../../focus/charge";
import { addDays, type Day, monthOf } from "../../focus/period";
import type { CostsIn } from "./costs";
import { recordType } from "./record-types";
import { regionName } from "./regions";
import { serviceNamed } from "./services";

/** One amount of Cost Explorer: a day of an account's service, of one charge type. */
export type CostRow = CostsIn & {
  day: Day;
  account: string;
  service: string;
  region: string | null;
  /** Null when Cost Explorer does not tell charge types apart. */
  type: string | null;
};

export type Billing = { account: string; names: ReadonlyMap<string, string> };

const midnight = (day: Day) => `${day}T00:00:00Z`;

/** The periods of every charge of a day; a slice has thousands of charges and at most 31 days. */
export type DayPeriods = ReturnType<typeof dayPeriods>;

export function dayPeriods(day: Day) {
  const month = monthOf(day);
  return {
    BillingPeriodStart: midnight(month.from),
    BillingPeriodEnd: midnight(month.to),
    ChargePeriodStart: midnight(day),
    ChargePeriodEnd: midnight(addDays(day, 1)),
  };
}

/** What every charge has in common. */
function basis({ currency, ...costs }: CostsIn, periods: DayPeriods, { account, names }: Billing) {
  return {
    ProviderName: "AWS",
    BillingAccountId: account,
    BillingAccountName: names.get(account) ?? null,
    BillingCurrency: currency,
    ...periods,
    BilledCost: costs.billed,
    EffectiveCost: costs.effective,
    x_NetUnblendedCost: costs.netBilled,
    x_NetAmortizedCost: costs.netEffective,
  };
}

export function chargeOf(row: CostRow, periods: DayPeriods, billing: Billing): Charge {
  const { account, service, region, type } = row;
  const { category, frequency, kind } = recordType(type ?? "Usage");
  const named = serviceNamed(service);
  return {
    ...basis(row, periods, billing),
    ChargeCategory: category,
    ChargeFrequency: frequency,
    SubAccountId: account,
    SubAccountName: billing.names.get(account) ?? null,
    ServiceName: named.name,
    ServiceCategory: named.category,
    ServiceSubcategory: named.subcategory ?? null,
    RegionId: region,
    RegionName: region && regionName(region),
    x_ServiceName: service,
    x_RecordType: type,
    x_OutlayChargeKind: kind,
  };
}

/** What AWS counts in a day's total and shows under no account or service: kept, so that the ledger equals the total. */
export function unattributedCharge(rest: CostsIn, periods: DayPeriods, billing: Billing): Charge {
  return {
    ...basis(rest, periods, billing),
    ChargeCategory: "Adjustment",
    ChargeFrequency: "One-Time",
    ChargeDescription: "Part of AWS's own total that Cost Explorer shows under no account or service",
    ServiceName: "Unattributed",
    ServiceCategory: "Other",
    x_OutlayChargeKind: "unattributed",
  };
}
