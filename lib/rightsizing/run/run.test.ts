import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Scope } from "../../auth/scope";
import { closeDatabase } from "../../db/client";
import { scratchDatabase } from "../../db/scratch";
import { rowsOf, sql } from "../../db/sql";
import { addDays, type Day } from "../../focus/period";
import { addCharges, type MadeCharge, madeWorkspace, plainCharge } from "../../query/made-ledger";
import { actOnAdvice } from "../life/act";
import { ACCOUNT, busy, daysBefore, instance, madeInventory, REGION, volume } from "../made-inventory";
import { runAdvice } from "./run";

const today: Day = "2026-08-10";
const now = new Date(`${today}T06:00:00Z`);
let scope: Scope;

const used = (resource: string, day: Day, cost: string, more: Partial<MadeCharge> = {}): MadeCharge => ({
  ...plainCharge,
  subAccount: ACCOUNT,
  region: REGION,
  resource,
  start: `${day}T00:00:00Z`,
  end: `${addDays(day, 1)}T00:00:00Z`,
  billed: cost,
  effective: cost,
  list: cost,
  contracted: cost,
  quantity: "24",
  ...more,
});

const daily = (resource: string, from: Day, to: Day, cost: string, more: Partial<MadeCharge> = {}): MadeCharge[] => {
  const charges: MadeCharge[] = [];
  for (let day = from; day < to; day = addDays(day, 1)) charges.push(used(resource, day, cost, more));
  return charges;
};

const all = () =>
  rowsOf<{
    id: string;
    resource_id: string;
    action: string;
    state: string;
    saving: string;
    counted: string;
    target: string;
  }>(
    sql`select id, resource_id, action, state, saving::text, counted::text, target from recommendation
        where workspace_id = ${scope.workspaceId}::uuid and kind <> 'commitment' order by resource_id, action`,
  );

beforeAll(async () => {
  await scratchDatabase();
  scope = {
    ...(await madeWorkspace("advice", [
      ...daily("i-large", "2026-07-01", "2026-08-09", "9.216"),
      ...daily("vol-free", "2026-07-01", "2026-08-09", "0.5", { sku: "EBS" }),
    ])),
    role: "admin",
  };
});
afterAll(closeDatabase);

describe("a run", () => {
  const estate = (type: string, usage = { cpu: 20, memory: 25 }) =>
    madeInventory([
      instance(now, "i-large", { instanceType: type, tags: { team: "search" }, metrics: busy(now, usage) }),
      volume(now, "vol-free", { state: "available", attachedTo: null, stateSince: daysBefore(now, 40) }),
    ]);

  it("gives each resource one verdict and advice with what the bill says", async () => {
    const outcome = await runAdvice(scope, { inventories: [estate("m6i.2xlarge")], advice: [] }, now);
    expect(outcome).toMatchObject({ resources: 2, problems: [] });
    expect(await all()).toEqual([
      expect.objectContaining({
        resource_id: "i-large",
        action: "migrate_to_graviton",
        saving: "165.6",
        counted: "165.6",
      }),
      // Half of what the bill shows for thirty days.
      expect.objectContaining({
        resource_id: "i-large",
        action: "rightsize",
        target: "m6i.xlarge",
        saving: "138.24",
        counted: "0",
      }),
      expect.objectContaining({ resource_id: "vol-free", action: "delete", saving: "15", counted: "15" }),
    ]);
  });

  it("leaves dismissed what was dismissed when it finds it again", async () => {
    const [, , gone] = await all();
    await actOnAdvice(scope, gone?.id ?? "", { action: "dismiss", reason: "Kept for the audit." }, now);
    await runAdvice(scope, { inventories: [estate("m6i.2xlarge")], advice: [] }, new Date(now.getTime() + 60_000));
    expect((await all()).map(({ state }) => state)).toEqual(["open", "open", "dismissed"]);
  });

  it("notices that it was followed, and measures the saving on later bills", async () => {
    const later = new Date(now.getTime() + 120_000);
    await runAdvice(scope, { inventories: [estate("m6i.xlarge", { cpu: 40, memory: 50 })], advice: [] }, later);
    expect((await all()).map(({ action, state }) => [action, state])).toEqual([
      ["migrate_to_graviton", "open"],
      ["rightsize", "done"],
      ["delete", "dismissed"],
    ]);
    await addCharges(scope, [
      ...daily("i-large", "2026-08-09", "2026-08-11", "9.216"),
      // Half the price an hour, and one day it ran for twelve hours only.
      ...daily("i-large", "2026-08-11", "2026-08-17", "4.608"),
      used("i-large", "2026-08-17", "2.304", { quantity: "12" }),
      ...daily("i-large", "2026-08-18", "2026-08-20", "4.608"),
    ]);
    const outcome = await runAdvice(scope, { inventories: [], advice: [] }, new Date("2026-08-21T06:00:00Z"));
    expect(outcome.verified).toBe(1);
    const entries = await rowsOf(sql`
      select basis, counterfactual::text, actual::text, saving::text, round(monthly, 2)::text as monthly
      from saving_entry order by basis`);
    expect(entries).toEqual([
      expect.objectContaining({ basis: "estimate", saving: "138.24" }),
      // Six days of 24 hours and one of 12 at 0.384 an hour, and what they did cost.
      { basis: "days_7", counterfactual: "59.904", actual: "29.952", saving: "29.952", monthly: "128.37" },
    ]);
    expect((await all()).find(({ action }) => action === "rightsize")?.state).toBe("verified");
  });
});
