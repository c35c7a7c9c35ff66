import { createWriteStream } from "node:fs";
import { rename } from "node:fs/promises";
import { join } from "node:path";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { constants, createGzip } from "node:zlib";
import type { Day } from "../../focus/period";
import { focusMonth } from "./focus-bill";
import type { FocusRow } from "./focus-row";
import type { Provider } from "./provider";

/** The columns of FOCUS 1.2, in its own order. */
const columns = [
  ["AvailabilityZone", "BilledCost", "BillingAccountId", "BillingAccountName", "BillingAccountType"],
  ["BillingCurrency", "BillingPeriodEnd", "BillingPeriodStart", "CapacityReservationId", "CapacityReservationStatus"],
  ["ChargeCategory", "ChargeClass", "ChargeDescription", "ChargeFrequency", "ChargePeriodEnd", "ChargePeriodStart"],
  ["CommitmentDiscountCategory", "CommitmentDiscountId", "CommitmentDiscountName", "CommitmentDiscountQuantity"],
  ["CommitmentDiscountStatus", "CommitmentDiscountType", "CommitmentDiscountUnit", "ConsumedQuantity", "ConsumedUnit"],
  ["ContractedCost", "ContractedUnitPrice", "EffectiveCost", "InvoiceId", "InvoiceIssuerName", "ListCost"],
  ["ListUnitPrice", "PricingCategory", "PricingCurrency", "PricingCurrencyContractedUnitPrice"],
  ["PricingCurrencyEffectiveCost", "PricingCurrencyListUnitPrice", "PricingQuantity", "PricingUnit", "ProviderName"],
  ["PublisherName", "RegionId", "RegionName", "ResourceId", "ResourceName", "ResourceType", "ServiceCategory"],
  ["ServiceName", "ServiceSubcategory", "SkuId", "SkuMeter", "SkuPriceDetails", "SkuPriceId", "SubAccountId"],
  ["SubAccountName", "SubAccountType", "Tags"],
].flat();

export type WrittenFile = { path: string; name: string };

/** Writes a provider's export of a month, as csv.gz, and gives its place; whole or not at all. */
export async function writeFocusFile(
  provider: Provider,
  { month, today }: { month: Day; today: Day },
  folder: string,
): Promise<WrittenFile> {
  const name = `${provider.key}-focus-1.2-${month.slice(0, 7)}.csv.gz`;
  const path = join(folder, name);
  const rows = focusMonth(provider, month, today);
  // The fastest level: the file is read once, by this machine, right after.
  const gzip = createGzip({ level: constants.Z_BEST_SPEED });
  await pipeline(Readable.from(csvOf(provider, rows)), gzip, createWriteStream(`${path}.part`));
  await rename(`${path}.part`, path);
  return { path, name };
}

const ROWS_A_CHUNK = 500;

function* csvOf({ lacks }: Provider, rows: readonly FocusRow[]): Generator<string> {
  const header = columns.filter((column) => !lacks.includes(column));
  yield `${header.join(",")}\n`;
  for (let at = 0; at < rows.length; at += ROWS_A_CHUNK) {
    const lines = rows.slice(at, at + ROWS_A_CHUNK).map((row) => header.map((column) => cell(row[column])).join(","));
    yield `${lines.join("\n")}\n`;
  }
}

function cell(value = ""): string {
  return /[",\n\r]/.test(value) ? `"${value.replaceAll('"', '""')}"` : value;
}
