import { addDays, type Day, monthOf } from "../focus/period";
import { recordType } from "../sources/aws-cost-explorer/record-types";
import { serviceNamed } from "../sources/aws-cost-explorer/services";
import type { CloudCharge, CloudEstate } from "./cloud/estate";

const columns = [
  ["BillingAccountId", "BillingAccountName", "SubAccountId", "SubAccountName", "ProviderName", "BillingCurrency"],
  ["BillingPeriodStart", "BillingPeriodEnd", "ChargePeriodStart", "ChargePeriodEnd", "ChargeCategory"],
  ["ChargeFrequency", "ServiceName", "ServiceCategory", "RegionId", "SkuMeter", "BilledCost", "EffectiveCost"],
  ["CommitmentDiscountId", "ResourceId", "ResourceName", "ResourceType", "Tags"],
  ["PricingQuantity", "PricingUnit", "ConsumedQuantity", "ConsumedUnit", "SkuPriceDetails"],
].flat();

type Row = Record<string, string>;

/**
 * The FOCUS export that AWS would write of what Cost Explorer tells: line items whose sums are the cloud's own totals.
 * `takes` chooses the charges of one file, because an export comes in several.
 */
export function awsExport(
  estate: CloudEstate,
  month: Day,
  takes: (charge: CloudCharge) => boolean = () => true,
): string {
  const names = new Map(estate.accounts.map(({ id, name }) => [id, name]));
  const rows = estate
    .chargesOf(month)
    .filter(takes)
    .map((charge) => rowOf(charge, { payer: estate.payer, names }));
  const lines = rows.map((row) => columns.map((column) => quoted(row[column] ?? "")).join(","));
  return `${[columns.join(","), ...lines].join("\n")}\n`;
}

type Known = { payer: CloudEstate["payer"]; names: Map<string, string> };

function rowOf(charge: CloudCharge, { payer, names }: Known): Row {
  const { category, frequency, kind } = recordType(charge.recordType);
  const isCommitment = kind === "commitment fee" || kind === "commitment purchase";
  const service = serviceNamed(charge.service);
  const month = monthOf(charge.day);
  const midnight = (day: Day) => `${day}T00:00:00Z`;
  return {
    BillingAccountId: payer.id,
    BillingAccountName: payer.name,
    SubAccountId: charge.account,
    SubAccountName: names.get(charge.account) ?? "",
    ProviderName: "AWS",
    BillingCurrency: "USD",
    BillingPeriodStart: midnight(month.from),
    BillingPeriodEnd: midnight(month.to),
    ChargePeriodStart: midnight(charge.day),
    ChargePeriodEnd: midnight(addDays(charge.day, 1)),
    ChargeCategory: category,
    ChargeFrequency: frequency,
    ServiceName: service.name,
    ServiceCategory: service.category,
    RegionId: charge.region === "global" ? "" : charge.region,
    SkuMeter: charge.usageType,
    BilledCost: charge.unblended,
    CommitmentDiscountId: charge.commitment ?? (isCommitment ? charge.usageType : ""),
    EffectiveCost: charge.amortized ?? charge.unblended,
    ...usageColumns(charge),
  };
}

/** Of the lines that bill one resource, whose it is; of all usage, how much. */
function usageColumns({ resource, quantity, unit, instanceType, operation }: CloudCharge): Row {
  return {
    ...(quantity &&
      unit && { PricingQuantity: quantity, PricingUnit: unit, ConsumedQuantity: quantity, ConsumedUnit: unit }),
    ...(instanceType && { SkuPriceDetails: JSON.stringify({ InstanceType: instanceType, ...systemOf(operation) }) }),
    ...(resource && {
      ResourceId: resource.id,
      ResourceName: resource.name,
      ResourceType: resource.type,
      Tags: JSON.stringify(resource.tags),
    }),
  };
}

/** AWS tells Windows from Linux by the operation alone. */
function systemOf(operation = ""): { OperatingSystem?: string } {
  if (!operation.startsWith("RunInstances")) return {};
  return { OperatingSystem: operation === "RunInstances:0002" ? "Windows" : "Linux" };
}

const quoted = (value: string) => `"${value.replaceAll('"', '""')}"`;
