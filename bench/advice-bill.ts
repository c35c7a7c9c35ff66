import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { CloudResource } from "../lib/demo/cloud/inventory/resource";
import { partsOf } from "../lib/demo/company/resources/monthly-cost";
import { listPriceOf } from "../lib/demo/company/resources/price-list";
import { meterOf } from "../lib/demo/company/resources/usage-types";
import { addDays, type Day, daysInMonth, monthOf } from "../lib/focus/period";
import { duckdb } from "./made-bill";
import { benchAccounts } from "./made-inventory";

/** Days on the bill: more than the look-back of thirty, in two months. */
const DAYS = 33;

/** What these resources cost day by day, as an export that `work` imports; the files go afterwards. */
export async function withBill<Outcome>(
  resources: readonly CloudResource[],
  today: Day,
  work: (files: string[], charges: number) => Promise<Outcome>,
): Promise<Outcome> {
  const folder = mkdtempSync(join(tmpdir(), "outlay-bench-bill-"));
  const connection = await duckdb();
  try {
    const lines = join(folder, "lines.json");
    writeFileSync(lines, resources.flatMap((each) => linesOf(each, today)).join("\n"));
    const first = addDays(today, -DAYS);
    const months = [...new Set([monthOf(first).from, monthOf(addDays(today, -1)).from])];
    const files: string[] = [];
    let charges = 0;
    for (const month of months) {
      const path = join(folder, `${month}.parquet`);
      await connection.run(`COPY (${chargesOf(lines, { month, first, today })}) TO '${path}' (FORMAT parquet)`);
      const counted = await connection.runAndReadAll(`SELECT count(*) FROM read_parquet('${path}')`);
      charges += Number(counted.getRows()[0]?.[0]);
      files.push(path);
    }
    return await work(files, charges);
  } finally {
    connection.closeSync();
    rmSync(folder, { recursive: true, force: true });
  }
}

/** One line for each thing that a resource is paid for, with its price and its quantity a day. */
function linesOf({ facts, use }: CloudResource, today: Day): string[] {
  return partsOf(facts, use).map(({ of, units, per }) => {
    const { serviceId, usageType, unit, instanceType } = meterOf(of, {});
    return JSON.stringify({
      account: facts.account,
      region: facts.region,
      resource: facts.id,
      name: facts.name,
      tags: JSON.stringify(facts.tags),
      service: serviceId,
      meter: usageType,
      unit,
      details: instanceType ? JSON.stringify({ InstanceType: instanceType, OperatingSystem: "Linux" }) : null,
      price: listPriceOf(facts.region, of),
      quantity: per === "hour" ? 24 : units / daysInMonth(today),
    });
  });
}

type Month = { month: Day; first: Day; today: Day };

function chargesOf(lines: string, { month, first, today }: Month): string {
  const cost = "CAST(round(price * quantity * 0.9, 10) AS DECIMAL(18, 10))";
  const list = "CAST(round(price * quantity, 10) AS DECIMAL(18, 10))";
  const [payer] = benchAccounts;
  return `
    SELECT ${cost} AS "BilledCost", ${cost} AS "EffectiveCost", ${list} AS "ListCost", ${cost} AS "ContractedCost",
      '${payer}' AS "BillingAccountId", 'bench' AS "BillingAccountName", 'USD' AS "BillingCurrency",
      TIMESTAMP '${month}' AS "BillingPeriodStart", TIMESTAMP '${month}' + INTERVAL 1 MONTH AS "BillingPeriodEnd",
      CAST(day AS TIMESTAMP) AS "ChargePeriodStart", CAST(day + 1 AS TIMESTAMP) AS "ChargePeriodEnd",
      'Usage' AS "ChargeCategory", 'Usage-Based' AS "ChargeFrequency", meter AS "ChargeDescription",
      CAST(round(quantity, 6) AS DECIMAL(18, 6)) AS "PricingQuantity", unit AS "PricingUnit",
      CAST(round(quantity, 6) AS DECIMAL(18, 6)) AS "ConsumedQuantity", unit AS "ConsumedUnit",
      'Standard' AS "PricingCategory", 'AWS' AS "ProviderName", 'AWS' AS "PublisherName", 'AWS' AS "InvoiceIssuerName",
      region AS "RegionId", resource AS "ResourceId", name AS "ResourceName",
      CASE WHEN service IN ('ec2', 'gpuEc2', 'batchEc2') THEN 'Compute' ELSE 'Storage' END AS "ServiceCategory",
      service AS "ServiceName", meter AS "SkuMeter", details AS "SkuPriceDetails", account AS "SubAccountId",
      account AS "SubAccountName", tags AS "Tags"
    FROM read_json('${lines}', format = 'newline_delimited', columns = {account: 'VARCHAR', region: 'VARCHAR',
        resource: 'VARCHAR', name: 'VARCHAR', tags: 'VARCHAR', service: 'VARCHAR', meter: 'VARCHAR', unit: 'VARCHAR',
        details: 'VARCHAR', price: 'DOUBLE', quantity: 'DOUBLE'}),
      (SELECT CAST(day AS DATE) AS day FROM range(DATE '${first}', DATE '${today}', INTERVAL 1 DAY) days(day))
    WHERE date_trunc('month', day) = DATE '${month}'`;
}
