import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Scope } from "../../auth/scope";
import { closeDatabase, db } from "../../db/client";
import { scratchDatabase } from "../../db/scratch";
import { rowsOf, sql } from "../../db/sql";
import { addDays, type Day } from "../../focus/period";
import { type MadeCharge, madeWorkspace, plainCharge } from "../../query/made-ledger";
import type { AdvicePage, ProviderAdvice } from "../../sources/advice";
import { commitments } from "../commitments/commitments";
import { billsOf } from "../ledger/bills";
import { paidRates } from "../ledger/paid-rates";
import { runAdvice } from "../run/run";
import { ruleBook } from "../settings/settings";
import { commitmentAdvice } from "./commitment-advice";
import { newRegions } from "./new-regions";
import { outliers } from "./outliers";
import { costsWithoutUsage } from "./without-usage";

const now = new Date("2026-08-10T06:00:00Z");
const period = { from: "2026-07-10", to: "2026-08-09" };
let scope: Scope;

function daily(from: Day, to: Day, more: Partial<MadeCharge>): MadeCharge[] {
  const made: MadeCharge[] = [];
  for (let day = from; day < to; day = addDays(day, 1)) {
    made.push({ ...plainCharge, start: `${day}T00:00:00Z`, end: `${addDays(day, 1)}T00:00:00Z`, ...more });
  }
  return made;
}

const cost = (amount: string) => ({ billed: amount, effective: amount });

beforeAll(async () => {
  await scratchDatabase();
  scope = {
    ...(await madeWorkspace("checks", [
      ...daily("2026-01-01", "2026-01-03", { subAccount: "a", region: "eu-west-1", ...cost("1") }),
      ...daily("2026-07-01", "2026-08-09", { subAccount: "a", region: "eu-west-1", ...cost("240"), list: "240" }),
      ...daily("2026-08-01", "2026-08-09", {
        subAccount: "a",
        region: "ap-south-1",
        serviceCategory: "Storage",
        ...cost("3"),
      }),
      ...daily("2026-07-01", "2026-08-09", {
        subAccount: "b",
        resource: "unused",
        serviceCategory: "Networking",
        ...cost("2"),
      }),
      ...daily("2026-07-01", "2026-08-09", {
        subAccount: "c",
        sku: "DataTransfer-Out-Bytes",
        serviceCategory: "Networking",
        ...cost("50"),
      }),
      ...daily("2026-07-01", "2026-08-09", {
        subAccount: "a",
        serviceCategory: "Compute",
        commitment: "plan-1",
        billed: "0",
        effective: "60",
        list: "80",
      }),
      ...daily("2026-07-01", "2026-08-09", {
        subAccount: null,
        serviceCategory: "Compute",
        commitment: "plan-1",
        chargeKind: "commitment fee",
        billed: "100",
        effective: "40",
      }),
    ])),
    role: "admin",
  };
  // What the made ledger has no words for.
  await rowsOf(sql`
    update charge set pricing_quantity = case when resource.resource_id = 'unused' then 0 else 1 end,
      consumed_as_priced = true
    from dim_resource resource where resource.id = charge.resource_id`);
  await rowsOf(sql`update dim_sku set sku_meter = sku_id`);
});
afterAll(closeDatabase);

describe("the ledger alone", () => {
  it("finds what costs and is not used", async () => {
    const [found, ...others] = await costsWithoutUsage(scope, period, await ruleBook(scope));
    expect(others).toEqual([]);
    expect(found).toMatchObject({ place: { resourceId: "unused", account: "b" }, action: "delete", currency: "USD" });
    expect(found?.saving.toString()).toBe("60");
  });

  it("finds regions that an account did not spend in before", async () => {
    const found = await newRegions(scope, period);
    expect(found.map(({ place }) => [place.account, place.region])).toEqual([["a", "ap-south-1"]]);
    expect(found[0]?.now.toString()).toBe("24");
  });

  it("finds accounts whose traffic is out of proportion", async () => {
    const found = await outliers(scope, period);
    expect(found.map(({ verdict, place }) => [verdict, place.account])).toEqual([["dear_traffic", "c"]]);
  });
});

describe("commitments", () => {
  it("are told with what of them is used", async () => {
    const { held, whatIf } = await commitments(scope, now);
    expect(held).toEqual([
      expect.objectContaining({ id: "plan-1", used: "1800", unused: "1200", utilisation: 0.6, currency: "USD" }),
    ]);
    // $80 a day would have been covered usage on demand, beside $240.
    expect(whatIf[0]).toMatchObject({
      onDemand: "7200",
      covered: "1800",
      coverage: 0.25,
      discountOrigin: "ledger",
      grain: "day",
    });
    const option = whatIf[0]?.options.find(({ term, payment }) => term === 1 && payment === "no upfront");
    expect(option?.discount).toBeCloseTo(0.25);
    expect(option?.hourlyCommitment).toBeCloseTo(6);
    expect(option?.scenarios.map(({ saving }) => Math.round(saving))).toEqual([1440, 1440, 0]);
  });

  it("leave out what smaller machines of the same provider will not need, and of no other", async () => {
    const made = (provider: string) => ({
      ...{
        workspaceId: scope.workspaceId,
        key: provider,
        source: "outlay",
        action: "rightsize",
        kind: "instance",
        provider,
      },
      ...{
        verdict: "over_provisioned",
        resourceId: "i",
        title: "",
        current: "",
        target: "",
        currency: "USD",
        now: "900",
      },
      ...{ after: "0", saving: "900", counted: "900", priceOrigin: "paid" as const, inLedger: true, risk: 0 },
      ...{ confidence: "high" as const, effort: "low" as const, restart: false, evidence: {} },
      ...{ firstSeenAt: now, lastSeenAt: now, stateSince: now },
    });
    await db.recommendation.createMany({ data: [made("AWS"), made("Another cloud")] });
    expect((await commitments(scope, now)).whatIf[0]).toMatchObject({ onDemand: "7200", rightsizing: "900" });
    expect((await commitments(scope, now, { asIs: true })).whatIf[0]).toMatchObject({ rightsizing: "0" });
    await db.recommendation.deleteMany();
  });

  it("take a discount that was offered", async () => {
    const { whatIf } = await commitments(scope, now, { own: 0.1 });
    expect(whatIf[0]).toMatchObject({ discountOrigin: "entered" });
    expect(whatIf[0]?.options[0]?.discount).toBeCloseTo(0.1);
  });

  it("are advised to be used, and bought for a year without upfront", async () => {
    const found = await commitmentAdvice(scope, now);
    expect(found.map(({ verdict }) => verdict)).toEqual(["commitment_idle", "not_covered"]);
    expect(found[0]?.saving.toString()).toBe("0");
    expect(found[1]).toMatchObject({ target: "$6.00 an hour for one year, no upfront" });
    expect(found[1]?.saving.toString()).toBe("1440");
  });

  it("count once for the same usage, beside what others advise, and never more than that usage costs", async () => {
    const plan = (recommended: string, saving: string): ProviderAdvice => ({
      ...{
        id: recommended,
        source: "savings-plans-advice",
        account: "payer",
        region: null,
        resource: null,
        recommended,
      },
      ...{ action: "PurchaseSavingsPlans", current: "On demand", currency: "USD", monthlyCost: null, risk: null },
      ...{ saving: { list: null, afterDiscounts: saving }, effort: null, restartNeeded: null, rollbackPossible: null },
      ...{ lookBackDays: 30, finding: null, reasons: [], utilisation: [], refreshedAt: null, tags: {}, purchase: null },
    });
    let minutes = 0;
    const counted = async (...advice: ProviderAdvice[]) => {
      async function* pages(): AsyncGenerator<AdvicePage> {
        yield { source: "savings-plans-advice", region: null, advice, problems: [] };
      }
      await runAdvice(
        scope,
        { inventories: [], advice: [{ source: "savings-plans-advice", pages }] },
        new Date(now.getTime() + 60_000 * minutes++),
      );
      const rows = await rowsOf<{ source: string; counted: string }>(sql`
        select source, trim_scale(counted)::text as counted from recommendation
        where workspace_id = ${scope.workspaceId}::uuid and kind = 'commitment' and counted > 0 order by counted`);
      return rows.map(({ source, counted: amount }) => [source, amount]);
    };
    expect(await counted(plan("COMPUTE_SP, 9 an hour", "1500"))).toEqual([["savings-plans-advice", "1500"]]);
    expect(await counted(plan("COMPUTE_SP, 9 an hour", "15000"))).toEqual([["savings-plans-advice", "7200"]]);
    expect(
      await counted(plan("EC2_INSTANCE_SP m5, 1 an hour", "900"), plan("EC2_INSTANCE_SP c5, 1 an hour", "800")),
    ).toEqual([
      ["savings-plans-advice", "800"],
      ["savings-plans-advice", "900"],
    ]);
    await rowsOf(sql`update recommendation set state = 'dismissed' where source <> 'outlay'`);
    expect(await counted()).toEqual([["outlay", "1440"]]);
    await db.recommendation.deleteMany();
  });

  it("are the whole bill's, and so told to nobody who may see a part", async () => {
    const part: Scope = { ...scope, rows: [{ dimension: "subAccount", operator: "eq", values: ["a"] }] };
    await expect(commitments(part, now)).rejects.toThrow("the whole bill");
  });
});

it("the bill of a resource is of its account, and its commitments reach usage of their kind alone", async () => {
  const on = (more: Partial<MadeCharge>) => daily("2026-07-01", "2026-08-09", { region: "eu-west-1", ...more });
  const database = { resource: "orders", sku: "InstanceUsage:db.r6g.large" };
  const bills = await madeWorkspace("bills", [
    ...on({ ...database, subAccount: "111", commitment: "Reserved Instance", ...cost("10") }),
    ...on({ ...database, subAccount: "222", ...cost("7") }),
    ...on({ resource: "i-plan", subAccount: "111", sku: "BoxUsage:m6i.large", commitment: "ComputeSavingsPlan" }),
    ...on({ resource: "i-plan", subAccount: "111", sku: "DataTransfer-Out-Bytes", ...cost("500") }),
    ...on({ resource: "i-own", subAccount: "111", sku: "BoxUsage:c6i.large", commitment: "EC2InstanceSavingsPlan" }),
    ...on({ resource: "i-plain", subAccount: "111", sku: "BoxUsage:m5.large", commitment: "Savings Plan" }),
    ...on({ resource: "i-other", subAccount: "222", sku: "BoxUsage:c5.large", commitment: "Savings Plan" }),
    ...on({ resource: "i-free", subAccount: "222", sku: "BoxUsage:r6i.large", ...cost("100") }),
  ]);
  await rowsOf(sql`update dim_sku set sku_meter = sku_id where workspace_id = ${bills.workspaceId}::uuid`);
  await rowsOf(sql`
    update dim_commitment set commitment_discount_type = commitment_discount_id
    where workspace_id = ${bills.workspaceId}::uuid`);
  const paid = await paidRates(bills, period);
  const asked = ["orders", "i-plan", "i-own", "i-plain"].map((id) => ({ account: "111", region: null, id }));
  const billed = await billsOf(bills, [...asked, { account: "222", region: null, id: "orders" }], { period, ...paid });
  const told = (account: string, id: string) => {
    const { now: amount, reusable } = billed({ account, region: null, id })?.bill ?? {};
    return [amount?.toString(), reusable];
  };
  expect(told("222", "orders")).toEqual(["210", true]);
  expect(told("333", "orders")).toEqual([undefined, undefined]);
  // The other account's database costs less than that would free, and the instance is none.
  expect(told("111", "orders")).toEqual(["300", false]);
  expect(told("111", "i-plan")).toEqual(["15030", true]);
  expect(told("111", "i-own")).toEqual(["30", false]);
  // It covers two families, which no plan for instances does.
  expect(told("111", "i-plain")).toEqual(["30", true]);
});
