import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Scope } from "../../auth/scope";
import { closeDatabase } from "../../db/client";
import { scratchDatabase } from "../../db/scratch";
import { rowsOf, sql } from "../../db/sql";
import { addDays, type Day } from "../../focus/period";
import { addCharges, type MadeCharge, madeWorkspace, plainCharge } from "../../query/made-ledger";
import type { AdvicePage } from "../../sources/advice";
import { actOnAdvice } from "../life/act";
import { adviceList } from "../list/advice-list";
import { AdviceFilter } from "../list/filter";
import { ACCOUNT, busy, daysBefore, instance, madeInventory, REGION, volume } from "../made-inventory";
import { saveSettings } from "../settings/settings";
import { RightsizingSettings } from "../settings/spec";
import type { Inventory } from "./readers";
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

describe("a list that may not be read", () => {
  const refused = async function* (): AsyncGenerator<AdvicePage> {
    const problem = { source: "compute-optimizer", reason: "no permission", account: ACCOUNT, region: REGION } as const;
    const words = { resourceId: null, about: null, permission: "x:Get", message: "Not allowed.", step: "Allow it." };
    yield { source: "compute-optimizer", region: REGION, advice: [], problems: [{ ...problem, ...words }] };
  };

  it("leaves what other sources tell of the account as it is", async () => {
    const first = new Date("2026-08-21T12:00:00Z");
    const free = { state: "available", attachedTo: null, stateSince: daysBefore(first, 40) } as const;
    await runAdvice(scope, { inventories: [madeInventory([volume(first, "vol-x", free)])], advice: [] }, first);
    const used = madeInventory([volume(first, "vol-x")]);
    const outcome = await runAdvice(
      scope,
      { inventories: [used], advice: [{ source: "compute-optimizer", pages: refused }] },
      new Date("2026-08-21T13:00:00Z"),
    );
    expect(outcome.problems).toMatchObject([{ message: "Not allowed.", advice: "Allow it." }]);
    expect((await all()).find(({ resource_id }) => resource_id === "vol-x")?.state).toBe("expired");
  });
});

describe("a run that is interrupted", () => {
  const later = new Date("2026-08-22T06:00:00Z");
  const stopped = instance(later, "i-stopped", {
    state: "stopped",
    stateSince: daysBefore(later, 60),
    volumeIds: ["vol-kept"],
    metrics: {},
  });
  const estate = [
    stopped,
    instance(later, "i-one"),
    volume(later, "vol-kept", { attachedTo: "i-stopped", sizeGib: 500 }),
    volume(later, "vol-last", { state: "available", attachedTo: null, stateSince: daysBefore(later, 40) }),
  ];
  const kept = () =>
    rowsOf<{ id: string; verdict: string; runs: number }>(sql`
      select resource_id as id, verdict, (select count(*)::int from rightsizing_run where state <> 'failed') as runs
      from resource_verdict where workspace_id = ${scope.workspaceId}::uuid and resource_id in ('i-stopped', 'i-one', 'vol-kept', 'vol-last')
      order by 1`);

  it("is gone on with from the page it had reached, with what waited for later pages", async () => {
    const stopping = new AbortController();
    const made = madeInventory(estate, { page: 1 });
    const asked: (string | null)[] = [];
    const watched = (after: number): Inventory => ({
      ...made,
      pages: async function* (mark) {
        asked.push(mark?.token ?? null);
        for await (const page of made.pages(mark)) {
          if (page.mark.token === String(after)) stopping.abort();
          yield page;
        }
      },
    });
    const before = (await runsIn()).length;
    const first = runAdvice(scope, { inventories: [watched(2)], advice: [], signal: stopping.signal }, later);
    await expect(first).rejects.toThrow();
    expect((await runsIn()).at(-1)).toEqual({ state: "running", resources: 1 });
    const outcome = await runAdvice(
      scope,
      { inventories: [watched(0)], advice: [] },
      new Date(later.getTime() + 60_000),
    );
    expect(asked).toEqual([null, "2"]);
    expect(outcome).toMatchObject({ isResumed: true, resources: 4, problems: [] });
    expect(await runsIn()).toHaveLength(before + 1);
    expect((await kept()).map(({ id, verdict }) => [id, verdict])).toEqual([
      ["i-one", expect.any(String)],
      ["i-stopped", "stopped"],
      ["vol-kept", expect.any(String)],
      ["vol-last", "unattached"],
    ]);
    const [advice] = (await all()).filter(({ resource_id }) => resource_id === "i-stopped");
    expect(advice).toMatchObject({ saving: "44", state: "open" });
  });

  const runsIn = () =>
    rowsOf<{ state: string; resources: number }>(sql`
      select state, resources from rightsizing_run where workspace_id = ${scope.workspaceId}::uuid order by started_at`);

  it("is begun anew when the rules were changed meanwhile", async () => {
    const at = new Date("2026-08-23T06:00:00Z");
    const stopping = new AbortController();
    const made = madeInventory(estate, { page: 1 });
    const cut: Inventory = {
      ...made,
      pages: async function* (mark) {
        for await (const page of made.pages(mark)) {
          stopping.abort();
          yield page;
        }
      },
    };
    await expect(runAdvice(scope, { inventories: [cut], advice: [], signal: stopping.signal }, at)).rejects.toThrow();
    const changed = new Date(at.getTime() + 1000);
    await saveSettings(scope, RightsizingSettings.parse({ tagKey: "team", tagValue: "x", preset: "savings" }), changed);
    const outcome = await runAdvice(scope, { inventories: [made], advice: [] }, new Date(at.getTime() + 60_000));
    expect(outcome).toMatchObject({ isResumed: false, resources: 4 });
  });
});

it("what the bill does not keep showing is told as not seen on the bill", async () => {
  await addCharges(scope, daily("i-large", "2026-08-20", "2026-09-12", "9.216"));
  const after = new Date("2026-09-13T06:00:00Z");
  expect(await runAdvice(scope, { inventories: [], advice: [] }, after)).toMatchObject({ verified: 1 });
  const filter = { resource: ["i-large"], state: ["verified", "failed"] as const };
  const { items } = await adviceList(scope, { filter: AdviceFilter.parse(filter), sort: "saving", limit: 5 }, after);
  expect(items).toMatchObject([{ action: "rightsize", state: "failed" }]);
  const measured = await rowsOf(sql`select basis, round(monthly, 2)::text as monthly from saving_entry order by basis`);
  // Of thirty days, eight and a half were at the lower price.
  expect(measured.at(-1)).toEqual({ basis: "days_30", monthly: "39.17" });
});
