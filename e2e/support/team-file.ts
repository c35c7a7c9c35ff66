import { addDays, type Day, daysIn, monthOf } from "../../lib/focus/period";

type TeamFile = { name: string; text: string };

/** Charges of the team payments: so much a day for three months up to a day, and on the last one so much more. */
export function teamFile(name: string, through: Day, daily: string, burst?: string): TeamFile {
  const { from } = monthOf(addDays(through, -75));
  const days = daysIn({ from, to: addDays(through, 1) });
  const lines = days.map((day) => line(day, "Amazon EC2", "payments-prod", daily));
  if (burst !== undefined) lines.push(line(through, "Amazon Redshift", "payments-prod", burst));
  return { name, text: [columns.join(","), ...lines, ""].join("\n") };
}

const columns = [
  "BillingAccountId",
  "BillingAccountName",
  "BillingCurrency",
  "BillingPeriodStart",
  "BillingPeriodEnd",
  "ChargePeriodStart",
  "ChargePeriodEnd",
  "ChargeCategory",
  "ChargeDescription",
  "BilledCost",
  "EffectiveCost",
  "ListCost",
  "ContractedCost",
  "InvoiceIssuerName",
  "ProviderName",
  "PublisherName",
  "ServiceCategory",
  "ServiceName",
  "SubAccountId",
  "SubAccountName",
  "Tags",
] as const;

function line(day: Day, service: string, account: string, cost: string): string {
  const month = monthOf(day);
  const instant = (each: Day) => `${each}T00:00:00Z`;
  const tags = JSON.stringify({ team: "payments" });
  const row: Record<(typeof columns)[number], string> = {
    BillingAccountId: "111122223333",
    BillingAccountName: "Northwind",
    BillingCurrency: "USD",
    BillingPeriodStart: instant(month.from),
    BillingPeriodEnd: instant(month.to),
    ChargePeriodStart: instant(day),
    ChargePeriodEnd: instant(addDays(day, 1)),
    ChargeCategory: "Usage",
    ChargeDescription: `${service} usage`,
    BilledCost: cost,
    EffectiveCost: cost,
    ListCost: cost,
    ContractedCost: cost,
    InvoiceIssuerName: "Amazon Web Services",
    ProviderName: "AWS",
    PublisherName: "Amazon Web Services",
    ServiceCategory: "Compute",
    ServiceName: service,
    SubAccountId: "444455556666",
    SubAccountName: account,
    Tags: tags,
  };
  return columns.map((column) => `"${row[column].replaceAll('"', '""')}"`).join(",");
}
