import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Scope } from "../../auth/scope";
import { closeDatabase } from "../../db/client";
import { scratchDatabase } from "../../db/scratch";
import { rowsOf, sql } from "../../db/sql";
import type { Day } from "../../focus/period";
import { type MadeCharge, madeWorkspace } from "../../query/made-ledger";
import { costsWithoutUsage } from "../checks/without-usage";
import { actOnAdvice } from "../life/act";
import { verifySavings } from "../life/verify";
import { adviceCard } from "../list/card";
import { verdictList } from "../list/overview";
import { at, daily, madeAdvice } from "../made-advice";
import { runAdvice } from "../run/run";
import { ruleBook } from "../settings/settings";
import { billsOf } from "./bills";
import { paidRates } from "./paid-rates";

const period = { from: "2026-07-10", to: "2026-08-09" };
const now = new Date("2026-08-10T06:00:00Z");
const ARN = "arn:aws:rds:eu-west-1:111:db:one";
const MACHINE = "i-0123456789abcdef0";
const [EU, US] = ["eu-west-1", "us-east-1"];
let scope: Scope;

const days: [Day, Day] = ["2026-07-01", "2026-08-09"];
const charged = (resource: string, region: string | null, [used, price]: [number, number], more = {}): MadeCharge[] =>
  daily(resource, days, "Hrs", used || 1, price).map((charge) => ({
    ...{ ...charge, region, quantity: String(used) },
    ...more,
  }));

beforeAll(async () => {
  await scratchDatabase();
  scope = {
    ...(await madeWorkspace("same name", [
      ...charged("prod", EU, [0, 2]),
      ...charged("prod", US, [0, 3]),
      ...charged("prod", US, [0, 7], { subAccount: "222" }),
      ...charged("busy", EU, [1, 4]),
      ...charged("busy", US, [0, 4]),
      // The bill does not say of every charge where it was.
      ...charged("part", EU, [1, 5]),
      ...charged("part", null, [0, 1]),
      ...charged("idle", EU, [0, 5]),
      ...charged("idle", null, [0, 1]),
      ...charged(ARN, EU, [1, 6]),
      ...charged(ARN, US, [0, 1]),
      ...charged(MACHINE, EU, [0, 6]),
      ...charged(MACHINE, US, [0, 2], { resourceType: "told otherwise" }),
    ])),
    role: "admin",
  };
  await rowsOf(sql`update charge set consumed_as_priced = true`);
  await rowsOf(sql`update dim_sku set pricing_unit = sku_id`);
});
afterAll(closeDatabase);

describe("one name in two regions", () => {
  it("is two resources that cost and are not used, and one where its id is nobody else's", async () => {
    const found = await costsWithoutUsage(scope, period, await ruleBook(scope));
    const told = found.map(({ place: { resourceId, account, region }, now: cost }) => [
      ...[resourceId, account, region],
      cost.toNumber(),
    ]);
    expect(told).toEqual([
      [MACHINE, "111", US, 240],
      ["prod", "222", US, 210],
      ["idle", "111", EU, 180],
      ["busy", "111", US, 120],
      ["prod", "111", US, 90],
      ["prod", "111", EU, 60],
    ]);
    expect(found.every(({ evidence }) => evidence.how[0]?.includes("on 30 of the last 30 days"))).toBe(true);
  });

  it("has two bills", async () => {
    const asked = ["prod", "part", ARN].flatMap((id) =>
      [EU, US, "ap-south-1", null].map((region) => ({ account: "111", region, id })),
    );
    const billed = await billsOf(scope, asked, { period, ...(await paidRates(scope, period)) });
    const costs = asked.map((each) => billed(each)?.bill.now.toNumber());
    expect(costs.slice(0, 4)).toEqual([60, 90, undefined, 150]);
    expect(costs.slice(4, 8)).toEqual([180, 30, 30, 180]);
    expect(costs.slice(8)).toEqual([210, 210, 210, 210]);
  });

  it("has two verdicts, and advice on both counts", async () => {
    await runAdvice(scope, { inventories: [], advice: [] }, now);
    const verdicts = await verdictList(scope, { resource: "prod", limit: 9, offset: 0 });
    expect(verdicts.map(({ account, region }) => [account, region])).toEqual([
      ["222", US],
      ["111", US],
      ["111", EU],
    ]);
    expect(await verdictList(scope, { resource: ARN, limit: 9, offset: 0 })).toHaveLength(1);
    expect(await verdictList(scope, { resource: "part", limit: 9, offset: 0 })).toMatchObject([{ region: EU }]);
    const counted = await rowsOf<{ id: string; counted: string }>(sql`
      select id, trim_scale(counted)::text as counted from recommendation
      where workspace_id = ${scope.workspaceId}::uuid and resource_id = 'prod' order by counted`);
    expect(counted.map((each) => each.counted)).toEqual(["210", "60", "90"]);
    const [, one] = counted;
    expect((await adviceCard(scope, one?.id ?? "")).beside).toEqual([]);
  });

  it("has two savings, each measured on its own charges", async () => {
    const gone = { action: "delete", target: "Deleted", kind: "database", firstSeenAt: at("2026-07-12") } as const;
    const advise = (region: string, saving: string) =>
      madeAdvice(scope, { ...gone, resourceId: "busy", region, saving });
    const [one, other] = [await advise(EU, "120"), await advise(US, "110")];
    for (const id of [one, other]) await actOnAdvice(scope, id, { action: "done", on: "2026-07-20" }, now);
    await verifySavings(scope, "2026-07-30", now);
    for (const [id, estimate] of [
      [one, "120"],
      [other, "110"],
    ] as const) {
      const { bookedWith, savings } = await adviceCard(scope, id);
      expect(bookedWith).toBeNull();
      expect(savings).toMatchObject([
        { basis: "estimate", saving: estimate },
        // It was not taken away.
        { basis: "days_7", counterfactual: "28", actual: "28" },
      ]);
    }
  });
});

it("a provider that names no region means the resource that is known", async () => {
  const known = { resourceId: "fn", region: EU, ledgerCost: "100" };
  await madeAdvice(scope, known);
  await madeAdvice(scope, {
    ...known,
    region: null,
    source: "cost-explorer-rightsizing",
    action: "delete",
    saving: "90",
  });
  await runAdvice(scope, { inventories: [], advice: [] }, new Date(now.getTime() + 60_000));
  const [total] = await rowsOf<{ counted: string }>(sql`
    select trim_scale(sum(counted))::text as counted from recommendation
    where workspace_id = ${scope.workspaceId}::uuid and resource_id = 'fn'`);
  expect(total?.counted).toBe("90");
});
