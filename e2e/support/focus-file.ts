import { Decimal } from "decimal.js";

const columns = [
  "BillingAccountId",
  "BillingAccountName",
  "BillingCurrency",
  "BillingPeriodStart",
  "BillingPeriodEnd",
  "ChargePeriodStart",
  "ChargePeriodEnd",
  "ChargeCategory",
  "ChargeClass",
  "ChargeDescription",
  "ChargeFrequency",
  "BilledCost",
  "EffectiveCost",
  "ListCost",
  "ContractedCost",
  "InvoiceIssuerName",
  "ProviderName",
  "PublisherName",
  "RegionId",
  "ResourceId",
  "ServiceCategory",
  "ServiceName",
  "SkuId",
  "SubAccountId",
  "SubAccountName",
  "Tags",
] as const;
type Column = (typeof columns)[number];
type Row = Record<Column, string>;

export type FocusFile = { name: string; text: string; rows: number; billed: string; effective: string; list: string };

const services = [
  ["Amazon EC2", "Compute"],
  ["Amazon S3", "Storage"],
  ["Amazon RDS", "Databases"],
] as const;

/** A month of charges whose sums only exact arithmetic gets right; `spoil` breaks a field on its way into the file. */
export function focusFile(
  name: string,
  month: string,
  spoil: (row: Row, index: number) => Row = (row) => row,
): FocusFile {
  const rows = Array.from({ length: 84 }, (_, index) => charge(month, index));
  const sum = (column: Column) => Decimal.sum(...rows.map((row) => row[column])).toFixed();
  const lines = rows.map((row, index) => inCsv(spoil(row, index)));
  return {
    name,
    text: [columns.join(","), ...lines, ""].join("\n"),
    rows: rows.length,
    billed: sum("BilledCost"),
    effective: sum("EffectiveCost"),
    list: sum("ListCost"),
  };
}

function charge(month: string, index: number): Row {
  const [service, category] = services[index % services.length] ?? services[0];
  const day = new Date(`${month}-01T00:00:00Z`);
  day.setUTCDate(1 + (index % 28));
  const after = new Date(day.getTime() + 86_400_000);
  const start = new Date(`${month}-01T00:00:00Z`);
  const end = new Date(Date.UTC(start.getUTCFullYear(), start.getUTCMonth() + 1, 1));
  const list = new Decimal("0.1000000003").times(index + 1).plus("12.34");
  const isCredit = index === 83;
  return {
    BillingAccountId: "111122223333",
    BillingAccountName: "Northwind",
    BillingCurrency: "USD",
    BillingPeriodStart: instant(start),
    BillingPeriodEnd: instant(end),
    ChargePeriodStart: instant(day),
    ChargePeriodEnd: instant(after),
    ChargeCategory: isCredit ? "Credit" : "Usage",
    ChargeClass: "",
    ChargeDescription: `${service} usage`,
    ChargeFrequency: "Usage-Based",
    BilledCost: isCredit ? "-7.0000000001" : list.times("0.9").toFixed(),
    EffectiveCost: isCredit ? "-7.0000000001" : list.times("0.85").toFixed(),
    ListCost: isCredit ? "0" : list.toFixed(),
    ContractedCost: isCredit ? "0" : list.times("0.9").toFixed(),
    InvoiceIssuerName: "Amazon Web Services",
    ProviderName: "AWS",
    PublisherName: "Amazon Web Services",
    RegionId: "eu-central-1",
    ResourceId: `arn:aws:demo:${index}`,
    ServiceCategory: category,
    ServiceName: service,
    SkuId: `SKU${index % 7}`,
    SubAccountId: "444455556666",
    SubAccountName: "Payments",
    Tags: JSON.stringify({ team: index % 2 ? "payments" : "search" }),
  };
}

const instant = (date: Date) => date.toISOString().replace(".000Z", "Z");

const inCsv = (row: Row) => columns.map((column) => `"${row[column].replaceAll('"', '""')}"`).join(",");
