import { afterAll, beforeAll, expect, it } from "vitest";
import type { Scope } from "../../auth/scope";
import { closeDatabase } from "../../db/client";
import { scratchDatabase } from "../../db/scratch";
import { rowsOf, sql } from "../../db/sql";
import { addDays, type Day } from "../../focus/period";
import { madeWorkspace, plainCharge } from "../../query/made-ledger";
import { lookedAt } from "../list/overview";
import { ACCOUNT, daysBefore, madeInventory, REGION, volume } from "../made-inventory";
import type { Inventory } from "./readers";
import { runAdvice } from "./run";

const first = new Date("2026-08-10T06:00:00Z");
const HOME = "us-east-1";
let scope: Scope;

const charge = (start: Day) => ({
  ...plainCharge,
  ...{ subAccount: ACCOUNT, region: REGION, resource: "vol-free" },
  ...{ start: `${start}T00:00:00Z`, end: `${addDays(start, 1)}T00:00:00Z` },
});

beforeAll(async () => {
  await scratchDatabase();
  scope = { ...(await madeWorkspace("closed", [charge("2026-07-10"), charge("2026-08-08")])), role: "admin" };
});
afterAll(closeDatabase);

/** An account that cannot be signed in to, as its reader tells of it. */
const closed: Inventory = {
  ...madeInventory([]),
  pages: async function* () {
    const place = { account: ACCOUNT, region: HOME };
    const problem = { ...place, reason: "no permission", what: "catalogue", resourceId: null } as const;
    const words = { permission: "sts:AssumeRole", message: "It may not be assumed.", step: "Trust it." };
    const asked = { requests: 1, metrics: 0, metricsCost: "0" };
    const mark = { ...place, step: "end", token: null };
    yield { ...place, resources: [], problems: [{ ...problem, ...words }], mark, asked };
  },
};

it("an account that lets nobody in keeps its advice in all regions, and is named to those alone who see all", async () => {
  const free = volume(first, "vol-free", {
    state: "available",
    attachedTo: null,
    stateSince: daysBefore(first, 40),
  });
  await runAdvice(scope, { inventories: [madeInventory([free])], advice: [] }, first);
  await runAdvice(scope, { inventories: [closed], advice: [] }, new Date(first.getTime() + 3_600_000));
  const [advice] = await rowsOf(sql`
    select state from recommendation where workspace_id = ${scope.workspaceId}::uuid and resource_id = 'vol-free'`);
  expect(advice).toEqual({ state: "open" });
  const part = { ...scope, rows: [{ dimension: "subAccount" as const, operator: "eq" as const, values: ["999"] }] };
  expect((await lookedAt(scope)).runs[0]?.problems).toMatchObject([{ message: "It may not be assumed." }]);
  expect((await lookedAt(part)).runs[0]?.problems).toEqual([]);
});
