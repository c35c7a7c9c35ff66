import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Scope } from "../../auth/scope";
import { closeDatabase } from "../../db/client";
import { scratchDatabase } from "../../db/scratch";
import { rowsOf, sql } from "../../db/sql";
import { DomainError } from "../../errors";
import { addDays, type Day } from "../../focus/period";
import { madeWorkspace, plainCharge } from "../../query/made-ledger";
import type { AdvicePage, AdviceProblem, ProviderAdvice } from "../../sources/advice";
import type { Resource } from "../../sources/inventory";
import { adviceRows } from "../list/advice-list";
import { lookedAt } from "../list/overview";
import {
  ACCOUNT,
  catalogue,
  closedAccount,
  daysBefore,
  denied,
  instance,
  madeInventory,
  REGION,
  volume,
} from "../made-inventory";
import type { Inventory, Readers } from "./readers";
import { runAdvice } from "./run";

const first = new Date("2026-08-10T06:00:00Z");
let scope: Scope;
let at = first;

const charge = (start: Day) => ({
  ...plainCharge,
  ...{ subAccount: ACCOUNT, region: REGION, resource: "vol-free" },
  ...{ start: `${start}T00:00:00Z`, end: `${addDays(start, 1)}T00:00:00Z` },
});

beforeAll(async () => {
  await scratchDatabase();
  scope = { ...(await madeWorkspace("unread", [charge("2026-07-10"), charge("2026-08-08")])), role: "admin" };
});
afterAll(closeDatabase);

/** The next look, an hour after the one before. */
async function look(inventory: Inventory | null, more: Partial<Readers> = {}) {
  at = new Date(at.getTime() + 3_600_000);
  return await runAdvice(scope, { inventories: inventory ? [inventory] : [], advice: [], ...more }, at);
}

const adviceOn = async (id: string) => {
  const rows = await rowsOf<{ state: string; why: string | null }>(sql`
    select state, (select text from recommendation_event event
      where event.recommendation_id = advice.id order by event.id desc limit 1) as why
    from recommendation advice where workspace_id = ${scope.workspaceId}::uuid and resource_id = ${id}
    order by first_seen_at desc, key`);
  return rows.map(({ state, why }) => (state === "expired" ? why : state));
};
const verdictOn = async (id: string) =>
  (
    await rowsOf<{ verdict: string; reason: string }>(sql`
      select verdict, reason from resource_verdict where workspace_id = ${scope.workspaceId}::uuid and resource_id = ${id}`)
  )[0];

const free = (id: string, more = {}) =>
  volume(first, id, { state: "available", attachedTo: null, stateSince: daysBefore(first, 40), ...more });

it("an account that lets nobody in keeps its advice in all regions, and is named to those alone who see all", async () => {
  await look(madeInventory([free("vol-free")]));
  await look(closedAccount);
  expect(await adviceOn("vol-free")).toEqual(["open"]);
  const part = { ...scope, rows: [{ dimension: "subAccount" as const, operator: "eq" as const, values: ["999"] }] };
  expect((await lookedAt(scope)).runs[0]?.problems).toMatchObject([{ message: "It may not be assumed." }]);
  expect((await lookedAt(part)).runs[0]?.problems).toEqual([]);
});

describe("a permission that is missing", () => {
  const large = instance(first, "i-large");
  const both = [large, free("vol-gone"), free("vol-left")];

  it("leaves what was not listed as it is, and goes on with other kinds", async () => {
    await look(madeInventory(both));
    await look(madeInventory([free("vol-left")], { problems: [denied("instance")] }));
    expect((await adviceOn("i-large")).every((state) => state === "open")).toBe(true);
    expect(await verdictOn("i-large")).toMatchObject({ verdict: "over_provisioned" });
    expect(await adviceOn("vol-gone")).toEqual(["done"]);
    expect(await adviceOn("vol-left")).toEqual(["open"]);
  });

  it("to read metrics leaves verdicts that need them, and says so of what is new", async () => {
    await look(madeInventory(both));
    const unmeasured = (found: Resource): Resource => ({ ...found, metrics: {} });
    const resources = [large, { ...instance(first, "i-new"), id: "i-new" }, free("vol-left")].map(unmeasured);
    const outcome = await look(madeInventory(resources, { problems: [denied("metrics")] }));
    expect(outcome.resources).toBe(3);
    expect(await verdictOn("i-large")).toMatchObject({ verdict: "over_provisioned" });
    expect((await adviceOn("i-large")).every((state) => state === "open")).toBe(true);
    const rows = await adviceRows(
      scope,
      sql`
      where advice.workspace_id = ${scope.workspaceId}::uuid and resource_id = 'i-large'`,
    );
    expect(rows[0]?.unconfirmed?.why).toContain("Its metrics could not be read");
    expect(await verdictOn("i-new")).toMatchObject({
      verdict: "skipped",
      reason: expect.stringContaining("Its metrics could not be read"),
    });
    expect(await adviceOn("vol-left")).toEqual(["open"]);
  });

  it.each([
    ["prices", "The price list", async () => ({ ...catalogue, prices: [], problems: [denied("prices")] })],
    [
      "instance types",
      "The instance types",
      async () => ({ ...catalogue, types: [], problems: [denied("catalogue")] }),
    ],
    [
      "a catalogue that fails",
      "The instance types",
      async () => {
        throw new DomainError("unavailable", "AWS had an internal error.");
      },
    ],
  ])("to read %s leaves verdicts that need it", async (name, words, read) => {
    await look(madeInventory(both));
    const id = `i-after-${name.replaceAll(" ", "-")}`;
    const inventory = { ...madeInventory([large, instance(first, id), free("vol-left")]), catalogue: read };
    const outcome = await look(inventory);
    expect(outcome.problems).toHaveLength(1);
    expect(await verdictOn("i-large")).toMatchObject({ verdict: "over_provisioned" });
    expect((await adviceOn("i-large")).every((state) => state === "open")).toBe(true);
    expect(await verdictOn(id)).toMatchObject({ verdict: "skipped", reason: expect.stringContaining(words) });
    expect(await adviceOn("vol-left")).toEqual(["open"]);
  });

  it("to list volumes leaves the advice on a stopped instance, whose cost they are", async () => {
    const since = { stateSince: daysBefore(first, 60), metrics: {} };
    const stopped = instance(first, "i-stopped", { state: "stopped", volumeIds: ["vol-of-it"], ...since });
    const own = volume(first, "vol-of-it", { attachedTo: "i-stopped", sizeGib: 500 });
    await look(madeInventory([stopped, own]));
    expect(await adviceOn("i-stopped")).toEqual(["open"]);
    await look(madeInventory([stopped], { problems: [denied("volume")] }));
    expect(await adviceOn("i-stopped")).toEqual(["open"]);
    expect(await verdictOn("i-stopped")).toMatchObject({ verdict: "stopped" });
  });
});

describe("a provider's list", () => {
  const advice = (id: string, type = "Ec2Instance"): ProviderAdvice => ({
    ...{ id, source: "compute-optimizer", account: ACCOUNT, region: REGION, action: "Rightsize" },
    ...{ resource: { id, arn: null, name: null, type }, current: "m6i.2xlarge", recommended: "m6i.xlarge" },
    ...{ currency: "USD", monthlyCost: "100", saving: { list: "50", afterDiscounts: null }, effort: null },
    ...{ restartNeeded: null, rollbackPossible: null, risk: null, lookBackDays: 14, finding: null, reasons: [] },
    ...{ utilisation: [], refreshedAt: null, tags: {}, purchase: null },
  });
  const problem = (more: Partial<AdviceProblem>): AdviceProblem => ({
    ...{ reason: "no permission", source: "compute-optimizer", account: ACCOUNT, region: REGION, resourceId: null },
    ...{ about: null, permission: null, message: "Not allowed.", step: "Allow it.", ...more },
  });
  type Told = { advice?: ProviderAdvice[]; problems?: AdviceProblem[]; ends?: boolean };
  const list = ({ advice: all = [], problems = [], ends = true }: Told): Partial<Readers> => ({
    advice: [
      {
        source: "compute-optimizer",
        pages: async function* (): AsyncGenerator<AdvicePage> {
          yield { source: "compute-optimizer", region: REGION, advice: all, problems };
          if (!ends) throw new DomainError("unavailable", "AWS had an internal error.");
        },
      },
    ],
  });
  const all = ["p-one", "p-two"].map((id) => advice(id)).concat(advice("p-volume", "EbsVolume"));
  const states = async () => (await Promise.all(["p-one", "p-two", "p-volume"].map(adviceOn))).flat();
  const gone = "The reason for it is gone.";

  it.each<[string, Told, (string | null)[]]>([
    ["that breaks off says nothing of the rest", { advice: all.slice(0, 1), ends: false }, ["open", "open", "open"]],
    [
      "without one kind says nothing of that kind",
      { problems: [problem({ about: { types: ["Ec2Instance"], actions: [] } })] },
      ["open", "open", gone],
    ],
    [
      "without one action says nothing of that action",
      { problems: [problem({ about: { types: [], actions: ["Stop", "Delete"] } })] },
      [gone, gone, gone],
    ],
    [
      "that leaves out one resource says nothing of that one",
      { problems: [problem({ reason: "partial", resourceId: "p-two" })] },
      [gone, "open", gone],
    ],
    [
      "that may not be read at all says nothing",
      { problems: [problem({ account: null, region: null })] },
      ["open", "open", "open"],
    ],
    [
      "that has nothing to say is read all the same",
      { problems: [problem({ reason: "no data" })] },
      [gone, gone, gone],
    ],
  ])("%s", async (_why, told, expected) => {
    await look(null, list({ advice: all }));
    expect(await states()).toEqual(["open", "open", "open"]);
    await look(null, list(told));
    expect(await states()).toEqual(expected);
  });
});

describe("an account or a region that is taken out of the settings", () => {
  it("has its advice closed with that reason, and nothing is taken for followed", async () => {
    const other = { account: "999988887777" };
    const moved = { region: "eu-north-1" };
    const page = (region: string, account: string, resources: Resource[]) => ({
      ...{ region, resources, problems: [], mark: { account, region, step: "", token: null } },
      asked: { requests: 1, metrics: 0, metricsCost: "0" },
    });
    const wide: Inventory = {
      ...madeInventory([]),
      pages: async function* () {
        yield page("eu-north-1", ACCOUNT, [free("vol-north", moved)]);
        yield page(REGION, ACCOUNT, [free("vol-stays")]);
        yield page(REGION, other.account, [free("vol-other", other)]);
      },
    };
    await look(wide);
    await look(madeInventory([free("vol-stays")]));
    expect(await adviceOn("vol-north")).toEqual([
      `The region eu-north-1 of account ${ACCOUNT} is not looked at any more: the settings do not name it.`,
    ]);
    expect(await adviceOn("vol-other")).toEqual([
      "Account 999988887777 is not looked at any more: the settings do not name it.",
    ]);
    expect(await adviceOn("vol-stays")).toEqual(["open"]);
    expect(await verdictOn("vol-other")).toBeUndefined();
  });

  it("is closed as well where no provider is asked any more, and not where it is only not asked this time", async () => {
    await look(null);
    expect(await adviceOn("vol-stays")).toEqual(["open"]);
    await look(null, { withdrawn: "The settings do not ask AWS any more." });
    expect(await adviceOn("vol-stays")).toEqual(["The settings do not ask AWS any more."]);
    expect(await verdictOn("vol-stays")).toBeUndefined();
  });
});
