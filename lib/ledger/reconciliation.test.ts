import { afterAll, beforeAll, beforeEach, expect, it } from "vitest";
import type { Scope } from "../auth/scope";
import { systemScope } from "../auth/workspaces";
import { closeDatabase, db } from "../db/client";
import { scratchDatabase } from "../db/scratch";
import { reconciliations } from "./reconciliation";

beforeAll(scratchDatabase);
afterAll(closeDatabase);

let scope: Scope;
let sourceId: string;
let made = 0;
let account = 0;
beforeEach(async () => {
  made += 1;
  const workspace = await db.workspace.create({ data: { slug: `w${made}`, name: "w", kind: "real" } });
  scope = await systemScope(workspace.id);
  const source = await db.source.create({ data: { workspaceId: workspace.id, connector: "file", name: "AWS export" } });
  sourceId = source.id;
});

type Stated = [origin: "stored" | "file" | "provider", amount: string, day?: string];

async function slice(state: "current" | "replaced", ...totals: Stated[]): Promise<void> {
  const { workspaceId } = scope;
  account += 1;
  const run = await db.importRun.create({ data: { workspaceId, sourceId, kind: "file", state: "succeeded" } });
  await db.importSlice.create({
    data: {
      ...{
        workspaceId,
        sourceId,
        state,
        runId: run.id,
        billingAccountId: `payer ${account}`,
        contentHash: "",
        rows: 1,
      },
      periodStart: new Date("2026-10-01"),
      periodEnd: new Date("2026-11-01"),
      totals: {
        create: totals.map(([origin, amount, day]) => ({
          ...{ origin, amount, metric: "billed" as const, currency: "USD" },
          day: day ? new Date(day) : null,
        })),
      },
    },
  });
}

it("agrees when the stored sum is what the provider states day by day", async () => {
  await slice("current", ["stored", "3.003"], ["provider", "1.001", "2026-10-01"], ["provider", "2.002", "2026-10-02"]);
  expect(await reconciliations(scope)).toMatchObject([
    { name: "AWS export", state: "reconciled", periods: 1, withProvider: 1, withFile: 0, differences: [] },
  ]);
});

it("names the billing period that differs by a cent", async () => {
  await slice("current", ["stored", "3.00"], ["file", "3.00"]);
  await slice("current", ["stored", "3.00"], ["file", "3.00"], ["provider", "3.01"]);
  expect(await reconciliations(scope)).toMatchObject([
    {
      ...{ state: "differs", periods: 2, withProvider: 1, withFile: 1 },
      differences: [{ month: "2026-10-01", sum: { stored: "3.00", provider: "3.01" } }],
    },
  ]);
});

it("counts charges that are missing altogether as a difference", async () => {
  await slice("current", ["provider", "3.01"]);
  expect(await reconciliations(scope)).toMatchObject([{ state: "differs" }]);
});

it("says so when nobody states a total, and passes over what was replaced", async () => {
  await slice("current");
  await slice("replaced", ["stored", "3"], ["provider", "4"]);
  expect(await reconciliations(scope)).toMatchObject([{ state: "not compared", periods: 1, differences: [] }]);
});
