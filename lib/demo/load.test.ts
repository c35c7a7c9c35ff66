import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { demoWorkspace, realWorkspace } from "../auth/workspaces";
import { closeDatabase, db } from "../db/client";
import { scratchDatabase } from "../db/scratch";
import { rowsOf, sql } from "../db/sql";
import { type Day, monthsIn } from "../focus/period";
import { recentRuns } from "../ledger/runs";
import { historyStart } from "./cloud/estate";
import { awsEstate } from "./company/aws-bill";
import { azure } from "./company/azure";
import { focusMonth } from "./company/focus-bill";
import type { FocusRow } from "./company/focus-row";
import { gcp } from "./company/gcp";
import { clearDemo, keepDemo, loadDemo } from "./load";
import { amountOf, unitsOf } from "./units";
import { demoScope } from "./workspace";

const today = "2026-11-21";
const tomorrow = "2026-11-22";
// Fourteen months of three clouds, on a machine that may be busy with other tests.
const PATIENCE = 600_000;
const folder = mkdtempSync(join(tmpdir(), "outlay-demo-test-"));

beforeAll(async () => {
  process.env.OUTLAY_DATA_DIR = folder;
  process.env.OUTLAY_SECRET = "a secret of thirty-two characters or more";
  await scratchDatabase();
});
afterAll(async () => {
  await closeDatabase();
  rmSync(folder, { recursive: true });
});

type Sums = Map<string, bigint>;
const add = (sums: Sums, key: string, cost: string) => sums.set(key, (sums.get(key) ?? 0n) + unitsOf(cost));

/** By provider, day and metric, from the company itself. */
function companySums(day: Day, from?: Day): string[] {
  const sums: Sums = new Map();
  const estate = awsEstate(day);
  const months = monthsIn({ from: from ?? historyStart(day), to: day });
  for (const charge of months.flatMap((month) => estate.chargesOf(month))) {
    add(sums, `AWS ${charge.day} billed`, charge.unblended);
    add(sums, `AWS ${charge.day} effective`, charge.amortized ?? charge.unblended);
  }
  for (const provider of [azure, gcp]) {
    for (const row of months.flatMap((month): FocusRow[] => focusMonth(provider, month, day))) {
      const key = `${provider.name} ${(row.ChargePeriodStart ?? "").slice(0, 10)}`;
      add(sums, `${key} billed`, row.BilledCost ?? "0");
      add(sums, `${key} effective`, row.EffectiveCost ?? "0");
    }
  }
  return listed([...sums].filter(([key]) => dayIn(key) >= (from ?? "")));
}

const dayIn = (key: string) => /\d{4}-\d{2}-\d{2}/.exec(key)?.[0] ?? "";

/** The same from the ledger. */
async function ledgerSums(from: Day = "2000-01-01"): Promise<string[]> {
  const rows = await rowsOf<{ provider: string; day: Day; billed: string; effective: string }>(sql`
    select account.provider_name as provider, day, sum(billed)::text as billed, sum(effective)::text as effective
    from rollup_day join dim_account account on account.id = account_id
    where day >= ${from}::date
    group by 1, 2`);
  return listed(
    rows.flatMap(({ provider, day, billed, effective }): [string, bigint][] => [
      [`${provider} ${day} billed`, unitsOf(plain(billed))],
      [`${provider} ${day} effective`, unitsOf(plain(effective))],
    ]),
  );
}

const plain = (amount: string) => amount.replace(/(\.\d*?)0+$/, "$1").replace(/\.$/, "");
const listed = (sums: [string, bigint][]) =>
  sums
    .filter(([, sum]) => sum !== 0n)
    .map(([key, sum]) => `${key} ${amountOf(sum)}`)
    .sort();

const leftOver = async () =>
  await rowsOf<{ name: string; count: number }>(sql`
    select name, count from (
      select 'charge' as name, count(*)::int from charge union all
      select 'rollup_day', count(*)::int from rollup_day union all
      select 'rollup_month', count(*)::int from rollup_month union all
      select 'dim_account', count(*)::int from dim_account union all
      select 'dim_tag_set', count(*)::int from dim_tag_set union all
      select 'dim_sku', count(*)::int from dim_sku union all
      select 'source', count(*)::int from source union all
      select 'import_run', count(*)::int from import_run union all
      select 'import_slice', count(*)::int from import_slice union all
      select 'control_total', count(*)::int from control_total union all
      select 'request_meter', count(*)::int from request_meter
    ) tables where count > 0`);

const pricedBy = async (origin: string) => {
  const [row] = await rowsOf<{ count: number }>(sql`
    select count(*)::int as count from recommendation
    where source = 'outlay' and in_ledger = ${origin === "paid"} and price_origin::text like ${`${origin}%`}`);
  return row?.count ?? 0;
};

describe("the demo company in the ledger", () => {
  it(
    "is what the clouds charge, per provider and day, to the last digit",
    async () => {
      await loadDemo(today, () => {});
      expect(await ledgerSums()).toEqual(companySums(today));
    },
    PATIENCE,
  );

  it("has read AWS twice and metered it: the month before was restated in between", async () => {
    const scope = await demoScope();
    const source = await db.source.findFirstOrThrow({ where: { connector: "aws-cost-explorer" } });
    const [second, first, ...others] = await recentRuns(scope, source.id);
    expect(others).toEqual([]);
    expect([first?.state, second?.state]).toEqual(["succeeded", "succeeded"]);
    expect([first?.reconciliation, second?.reconciliation]).toEqual(["reconciled", "reconciled"]);
    expect(Number(first?.requestCost)).toBeGreaterThan(0);
    expect(second?.slices.map(({ period }) => period.from)).toContain("2026-10-01");
    const state = { state: "replaced" as const, periodStart: new Date("2026-10-01T00:00:00Z") };
    expect(await db.importSlice.count({ where: { sourceId: source.id, ...state } })).toBe(1);
  });

  it("does nothing when it is loaded again on the same day", async () => {
    const before = await db.importRun.count();
    await loadDemo(today, () => {});
    expect(await db.importRun.count()).toBe(before);
  });

  it(
    "takes AWS's own export where it is asked for: the same money, and advice at the prices that are paid",
    async () => {
      const listed = await pricedBy("paid");
      await loadDemo(today, () => {}, { awsExport: true });
      expect(await ledgerSums("2026-10-01")).toEqual(companySums(today, "2026-10-01"));
      expect(await pricedBy("paid")).toBeGreaterThan(listed + 40);
      expect(await pricedBy("unknown")).toBe(0);
    },
    PATIENCE,
  );

  it(
    "moves on with the day, and completes what a killed load left",
    async () => {
      const { workspaceId } = await demoScope();
      const { id: sourceId } = await db.source.findFirstOrThrow({ where: { name: "Microsoft FOCUS export" } });
      await db.importRun.create({ data: { workspaceId, sourceId, kind: "file", state: "running" } });
      await keepDemo(new Date(`${tomorrow}T09:00:00Z`));
      expect(await ledgerSums("2026-10-01")).toEqual(companySums(tomorrow, "2026-10-01"));
      expect(await db.importRun.count({ where: { state: { in: ["queued", "running"] } } })).toBe(0);
    },
    PATIENCE,
  );

  it("leaves no row behind when it is removed, and does not come back by itself", async () => {
    expect(await clearDemo()).toBe(true);
    expect(await leftOver()).toEqual([]);
    expect(await demoWorkspace()).toBeNull();
    await keepDemo(new Date(`${tomorrow}T10:00:00Z`));
    expect(await demoWorkspace()).toBeNull();
    expect((await realWorkspace()).kind).toBe("real");
    expect(await clearDemo()).toBe(false);
  });
});
