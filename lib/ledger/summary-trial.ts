import { randomUUID } from "node:crypto";
import { mkdir, rm } from "node:fs/promises";
import { join } from "node:path";
import type { Scope } from "../auth/scope";
import { db } from "../db/client";
import type { Charge } from "../focus/charge";
import { addMonths } from "../focus/period";
import { type TrialRow, trialFolder, trialRow, trialRun } from "./import-trial";
import { runImportJob } from "./run-import-job";
import { spoolSlices } from "./spool-slices";

export type Told = { month: string; amounts: string[]; account?: string };

/** For tests: a source like Cost Explorer, and its syncs without a process of their own. */
export async function summarySource({ workspaceId }: Scope, name = "Cost Explorer"): Promise<string> {
  return (await db.source.create({ data: { workspaceId, name, connector: "aws-cost-explorer" } })).id;
}

/** What a sync reads: one slice a month, with the provider's own total of each day. */
export async function sync({ workspaceId }: Scope, sourceId: string, ...told: Told[]) {
  const runId = await trialRun({ workspaceId } as Scope, sourceId);
  const directory = join(trialFolder(), randomUUID());
  await mkdir(directory, { recursive: true });
  async function* slices() {
    for (const { month, amounts, account = "100" } of told) {
      const period = { from: `${month}-01`, to: addMonths(`${month}-01`, 1) };
      const charges = amounts.map(
        (BilledCost) => ({ ...rowOf(month), BilledCost, BillingAccountId: account }) as Charge,
      );
      const stated = amounts.map((amount, day) => ({
        ...{ day: `${month}-0${day + 1}`, metric: "billed" as const, currency: "USD", amount, estimated: false },
      }));
      yield { billingAccountId: account, period, final: false, tagsMeasured: false, charges, stated, notes: [] };
    }
  }
  try {
    const spooled = await spoolSlices(directory, slices());
    const base = { workspaceId, sourceId, runId, directory, delivery: null, finishes: true };
    return await runImportJob({ ...base, ...spooled }, () => {});
  } finally {
    await rm(directory, { recursive: true, force: true });
  }
}

export function rowOf(month: string): TrialRow {
  return {
    ...trialRow,
    BillingPeriodStart: `${month}-01T00:00:00Z`,
    BillingPeriodEnd: `${addMonths(`${month}-01`, 1)}T00:00:00Z`,
    ChargePeriodStart: `${month}-02T00:00:00Z`,
    ChargePeriodEnd: `${month}-03T00:00:00Z`,
  };
}
