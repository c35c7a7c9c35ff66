import { addDays, addMonths, type Day, monthOf } from "../../focus/period";
import { unitsFromDollars, unitsOf } from "../units";
import { accountNamed } from "./focus-commitments";
import {
  accountColumns,
  basisRow,
  type Costs,
  costColumns,
  type FocusRow,
  serviceColumns,
  serviceNamed,
} from "./focus-row";
import type { Provider } from "./provider";
import { monthIndex } from "./rhythm";

const same = (cost: bigint): Costs => ({ billed: cost, effective: cost, list: cost, contracted: cost });

/** What a month brings besides usage and commitments: a credit, support, and now and then a correction. */
export function extraRows(provider: Provider, month: Day, today: Day): FocusRow[] {
  return [...creditRows(provider, month), ...supportRows(provider, month), ...correctionRows(provider, month, today)];
}

function creditRows(provider: Provider, month: Day): FocusRow[] {
  const row = {
    ...basisRow(provider, month, month, addDays(month, 1)),
    ...costColumns(same(unitsFromDollars(provider.creditMonthly))),
    ChargeCategory: "Credit",
    ChargeFrequency: "One-Time",
    ChargeDescription: provider.creditName,
    ServiceName: "Credits",
    ServiceCategory: "Other",
    ServiceSubcategory: "Other (Other)",
  };
  return [row];
}

function supportRows(provider: Provider, month: Day): FocusRow[] {
  const { support } = provider;
  if (!support) return [];
  const row = {
    ...basisRow(provider, month, month, monthOf(month).to),
    ...costColumns(same(unitsFromDollars(support.monthly))),
    ChargeCategory: "Purchase",
    ChargeFrequency: "Recurring",
    ChargeDescription: support.name,
    PricingQuantity: "1",
    PricingUnit: "Months",
    PricingCategory: "Standard",
    ListUnitPrice: String(support.monthly),
    ContractedUnitPrice: String(support.monthly),
    ServiceName: support.name,
    ServiceCategory: "Management and Governance",
    ServiceSubcategory: "Support",
  };
  return [row];
}

/** Every third month Azure takes back a part of the month before: this period's bill, that period's charge. */
const CORRECTION = {
  account: "warehouse",
  service: "sql",
  dollars: -212.4,
  dayOfMonth: 20,
  knownOn: 9,
  everyMonths: 3,
};

function correctionRows(provider: Provider, month: Day, today: Day): FocusRow[] {
  const due = monthIndex(month) % CORRECTION.everyMonths === 0 && today >= addDays(month, CORRECTION.knownOn - 1);
  if (provider.key !== "azure" || !due) return [];
  const day = addDays(addMonths(month, -1), CORRECTION.dayOfMonth - 1);
  const service = serviceNamed(provider, CORRECTION.service);
  const row = {
    ...basisRow(provider, month, day, addDays(day, 1)),
    ...accountColumns(provider, accountNamed(provider, CORRECTION.account)),
    ...costColumns(same(unitsFromDollars(CORRECTION.dollars))),
    ChargeCategory: "Usage",
    ChargeClass: "Correction",
    ChargeFrequency: "Usage-Based",
    ChargeDescription: "Correction of a metering error",
    ...serviceColumns(service),
  };
  return [row];
}

const CENT = 100_000_000n;

/** Tax is a share of what the month has billed so far, in whole cents, and belongs to no project. */
export function taxRows(provider: Provider, month: Day, rows: readonly FocusRow[]): FocusRow[] {
  if (provider.taxPercent === 0) return [];
  const billed = rows.reduce((sum, { BilledCost = "0" }) => sum + unitsOf(BilledCost), 0n);
  const tax = ((billed * BigInt(provider.taxPercent)) / 100n / CENT) * CENT;
  const row = {
    ...basisRow(provider, month, month, monthOf(month).to),
    ...costColumns(same(tax)),
    ChargeCategory: "Tax",
    ChargeFrequency: "Recurring",
    ChargeDescription: "Value-added tax",
    ServiceName: "Tax",
    ServiceCategory: "Other",
    ServiceSubcategory: "Other (Other)",
  };
  return [row];
}
