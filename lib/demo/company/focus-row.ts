import { addDays, type Day, monthOf } from "../../focus/period";
import { amountOf } from "../units";
import { hexDigits } from "./chance";
import { type Price, priceText, type Quantity, quantityText } from "./focus-amounts";
import { teams } from "./people";
import type { FocusService, Provider, SubAccount, Workload } from "./provider";

/** Columns of FOCUS 1.2 by name; what is missing is null. */
export type FocusRow = Record<string, string>;

/** Costs in units of 10^-10. */
export type Costs = { billed: bigint; effective: bigint; list: bigint; contracted: bigint };

const instant = (day: Day) => `${day}T00:00:00Z`;

/** What every row of one billing period has in common. */
export function basisRow(provider: Provider, period: Day, from: Day, to: Day): FocusRow {
  const month = monthOf(period);
  return {
    BillingAccountId: provider.billingAccount.id,
    BillingAccountName: provider.billingAccount.name,
    BillingAccountType: provider.billingAccount.type,
    BillingCurrency: "USD",
    PricingCurrency: "USD",
    BillingPeriodStart: instant(month.from),
    BillingPeriodEnd: instant(month.to),
    ChargePeriodStart: instant(from),
    ChargePeriodEnd: instant(to),
    InvoiceIssuerName: provider.issuer,
    ProviderName: provider.name,
    PublisherName: provider.publisher,
  };
}

export function costColumns({ billed, effective, list, contracted }: Costs): FocusRow {
  return {
    BilledCost: amountOf(billed),
    EffectiveCost: amountOf(effective),
    ListCost: amountOf(list),
    ContractedCost: amountOf(contracted),
  };
}

export type Resource = {
  name: string;
  /** Its share of what the workload costs. */
  weight: bigint;
  workload: Workload;
  service: FocusService;
  /** The columns that are the same every day. */
  fixed: FocusRow;
};

/** One resource's use of a day, without its costs. */
export function usageRow(provider: Provider, { fixed }: Resource, day: Day): FocusRow {
  return joined(dayBasis(provider, day), fixed);
}

/** One row of several parts. Not written as spreads: with so many columns V8 needs fifteen times longer for those. */
export function joined(...parts: readonly FocusRow[]): FocusRow {
  return Object.assign({}, ...parts);
}

const bases = new Map<string, FocusRow>();

/** The last day's basis is kept, because all rows of a day follow each other. */
function dayBasis(provider: Provider, day: Day): FocusRow {
  const key = `${provider.key} ${day}`;
  const basis = bases.get(key) ?? basisRow(provider, day, day, addDays(day, 1));
  if (!bases.has(key)) bases.clear();
  bases.set(key, basis);
  return basis;
}

export function resourceColumns(provider: Provider, workload: Workload, account: SubAccount, name: string): FocusRow {
  const service = serviceNamed(provider, workload.service);
  const sku = hexDigits(12, provider.key, service.name, service.meter).toUpperCase();
  return {
    ...accountColumns(provider, account),
    ...serviceColumns(service),
    ...tagColumn(workload),
    ...(service.publisher && { PublisherName: service.publisher }),
    ChargeCategory: "Usage",
    ChargeDescription: service.meter,
    ChargeFrequency: "Usage-Based",
    PricingCategory: "Standard",
    RegionId: workload.region,
    RegionName: provider.regions[workload.region] ?? workload.region,
    ResourceId: provider.resourceId(workload, service, account, name),
    ResourceName: name,
    ResourceType: service.resourceType,
    SkuId: sku,
    SkuMeter: service.meter,
    SkuPriceId: `${sku}-${hexDigits(4, sku)}`,
    ...(service.instanceType && { SkuPriceDetails: JSON.stringify({ InstanceType: service.instanceType }) }),
  };
}

export function serviceNamed({ services }: Provider, key: string): FocusService {
  const service = services[key];
  if (!service) throw new Error(`There is no service ${key}.`);
  return service;
}

export function accountColumns(provider: Provider, { id, name }: SubAccount): FocusRow {
  return { SubAccountId: id, SubAccountName: name, SubAccountType: provider.subAccountType };
}

export function serviceColumns({ name, category, subcategory }: FocusService): FocusRow {
  return { ServiceName: name, ServiceCategory: category, ServiceSubcategory: subcategory };
}

/** What was used is what is priced: none of these services is sold in blocks. */
export function quantityColumns(quantity: Quantity, list: Price, contracted: Price, unit: string): FocusRow {
  return {
    PricingQuantity: quantityText(quantity),
    PricingUnit: unit,
    ConsumedQuantity: quantityText(quantity),
    ConsumedUnit: unit,
    ListUnitPrice: priceText(list),
    ContractedUnitPrice: priceText(contracted),
  };
}

function tagColumn({ untagged, environment, team, app }: Workload): FocusRow {
  if (untagged) return {};
  return { Tags: JSON.stringify({ env: environment, team, app, "cost-center": teams[team].costCenter }) };
}
