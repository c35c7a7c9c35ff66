import { writeFileSync } from "node:fs";
import { join } from "node:path";
import type { ImportFile } from "../../lib/ledger/import-outcome";
import { csvOf, type TrialRow } from "../../lib/ledger/import-trial";

const ROWS = 2400;

/** Two editions of one bill: two accounts, two months; every charge of the second costs twice as much. */
export type DrillBill = { file: ImportFile; billed: string };

/** The editions lie on the disk, so that an import may be told of them again and again. */
export function drillBills(folder: string): [DrillBill, DrillBill] {
  return [drillBill(folder, "first", "0.01"), drillBill(folder, "second", "0.02")];
}

function drillBill(folder: string, name: string, cost: string): DrillBill {
  const path = join(folder, `${name}.csv`);
  const rows = Array.from({ length: ROWS }, (_, index) => drillRow(index, cost));
  writeFileSync(path, csvOf(rows));
  return { file: { path, name: `${name}.csv` }, billed: String(ROWS * Number(cost)) };
}

function drillRow(index: number, cost: string): TrialRow {
  const month = index % 2 === 0 ? "2026-03" : "2026-04";
  const day = String(1 + (index % 28)).padStart(2, "0");
  return {
    BillingAccountId: index % 3 === 0 ? "100" : "200",
    BillingPeriodStart: `${month}-01T00:00:00Z`,
    BillingPeriodEnd: month === "2026-03" ? "2026-04-01T00:00:00Z" : "2026-05-01T00:00:00Z",
    ChargePeriodStart: `${month}-${day}T00:00:00Z`,
    ChargePeriodEnd: `${month}-${day}T01:00:00Z`,
    ServiceName: `Service ${index % 12}`,
    RegionId: `region-${index % 5}`,
    ResourceId: `resource-${index % 300}`,
    Tags:
      index % 4 === 0 ? null : JSON.stringify({ team: `team-${index % 7}`, env: index % 2 === 0 ? "prod" : "test" }),
    BilledCost: cost,
    EffectiveCost: cost,
  };
}
