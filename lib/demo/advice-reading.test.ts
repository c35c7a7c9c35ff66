import { describe, expect, it } from "vitest";
import { readCommitmentUse } from "../sources/aws-advice/commitment-use";
import { costOptimizationHub } from "../sources/aws-advice/cost-optimization-hub";
import { advicePolicy, adviceReaders } from "../sources/aws-advice/readers";
import { reservationAdvice } from "../sources/aws-advice/reservations";
import { rightsizingRecommendations } from "../sources/aws-advice/rightsizing";
import { savingsPlansAdvice } from "../sources/aws-advice/savings-plans";
import { adviceOf, idsOf, knownIds } from "./advice-read";
import { estate, inventoryForEachTest, readingAt, settingsOf, showing, storefront } from "./inventory-read";

const started = inventoryForEachTest();
const given = estate.inventory?.advice ?? [];

describe("Cost Optimization Hub", () => {
  it("reads the de-duplicated list of all accounts to its last page", async () => {
    const running = await started({ pageSize: 7 });
    const { advice, problems, pages, spent } = await adviceOf(costOptimizationHub, running);
    expect(problems).toEqual([]);
    expect([pages.length, spent]).toEqual([Math.ceil(given.length / 7), 0]);
    expect(idsOf(advice)).toEqual(knownIds(given));
    const found = advice.find(({ resource }) => resource?.name === "checkout-api-1");
    expect(found).toMatchObject({
      action: "Rightsize",
      account: storefront,
      region: "us-east-1",
      current: "m6i.2xlarge",
      recommended: "m6i.xlarge",
      currency: "USD",
      monthlyCost: "280.32",
      saving: { list: null, afterDiscounts: "109.32" },
      effort: "Medium",
      restartNeeded: true,
      rollbackPossible: true,
      lookBackDays: 14,
    });
    const asked = running.log().filter(({ operation }) => operation.endsWith("ListRecommendations"));
    expect(asked.some(({ body }) => body.includes("includeAllRecommendations"))).toBe(false);
  });

  it("keeps the same id for the same advice", async () => {
    const running = await started();
    const [one, other] = [await adviceOf(costOptimizationHub, running), await adviceOf(costOptimizationHub, running)];
    expect(one.advice.map(({ id }) => id)).toEqual(other.advice.map(({ id }) => id));
    expect(new Set(one.advice.map(({ id }) => id)).size).toBe(given.length);
  });

  it("says that the organisation is not enrolled, and where to enrol it", async () => {
    const running = await started(
      {},
      showing(() => ({ enrolled: { hub: false, optimizer: true } })),
    );
    const off = { reason: "not enrolled", source: "cost-optimization-hub" };
    const first = await adviceOf(costOptimizationHub, running);
    expect(first.problems).toMatchObject([off]);
    expect(first.problems[0]?.step).toContain("Cost Optimization Hub, and enable it");
    running.inject({ kind: "denied", operation: "cost-optimization-hub:ListEnrollmentStatuses" });
    expect((await adviceOf(costOptimizationHub, running)).problems).toMatchObject([off]);
  });

  it("says so when there is no advice", async () => {
    const running = await started(
      {},
      showing(() => ({ advice: [] })),
    );
    expect((await adviceOf(costOptimizationHub, running)).problems).toMatchObject([{ reason: "no data" }]);
  });

  it("leaves out by itself what it does not know, and says so", async () => {
    const [first, ...others] = given;
    const unknown = { ...first, action: "MoveToTheMoon" } as unknown as (typeof given)[number];
    const { advice, problems } = await adviceOf(
      costOptimizationHub,
      await started(
        {},
        showing(() => ({ advice: [unknown, ...others] })),
      ),
    );
    expect(idsOf(advice)).toEqual(knownIds(others));
    expect(problems).toMatchObject([{ reason: "partial", resourceId: first?.resource.facts.id }]);
    expect(problems[0]?.message).toContain("MoveToTheMoon");
  });
});

describe("advice of Cost Explorer", () => {
  it("reads instances to the last page, and meters every request", async () => {
    const running = await started({ pageSize: 10 });
    const { advice, spent, pages } = await adviceOf(rightsizingRecommendations, running);
    const instances = given.filter(({ resource }) => resource.facts.kind === "instance");
    expect(idsOf(advice)).toEqual(knownIds(instances));
    expect(spent).toBe(pages.length);
    expect(spent).toBe(running.charged());
    expect(advice.find(({ resource }) => resource?.name === "geo-lookup")).toMatchObject({
      region: "eu-west-1",
      action: "Rightsize",
      recommended: "m6i.large",
      saving: { list: null },
    });
    expect(advice.find(({ resource }) => resource?.name === "notebook")).toMatchObject({
      action: "Delete",
      recommended: null,
    });
  });

  it("reads what to commit to, for one year and nothing upfront", async () => {
    const running = await started();
    const plans = await adviceOf(savingsPlansAdvice, running);
    expect(plans.advice).toMatchObject([
      {
        action: "PurchaseSavingsPlans",
        resource: null,
        saving: { list: null, afterDiscounts: "1743.82" },
        purchase: { termYears: 1, payment: "no upfront", hourlyCommitment: "6.25", upfront: "0" },
      },
    ]);
    expect(plans.spent).toBe(2);
    const reserved = await adviceOf(reservationAdvice, running);
    expect(reserved.advice).toMatchObject([
      {
        action: "PurchaseReservedInstances",
        recommended: "2 x db.r6g.xlarge PostgreSQL Single-AZ",
        region: "us-east-1",
        purchase: { instances: "2", breakEvenMonths: "8.3" },
      },
    ]);
    expect(reserved.spent).toBe(4);
  });

  it.each([
    ["ce:GetRightsizingRecommendation", rightsizingRecommendations],
    ["ce:GetSavingsPlansPurchaseRecommendation", savingsPlansAdvice],
    ["ce:GetReservationPurchaseRecommendation", reservationAdvice],
  ] as const)("names %s where it is missing", async (permission, reader) => {
    const running = await started({ faults: [{ kind: "denied" }] });
    const { problems, advice } = await adviceOf(reader, running);
    expect(advice).toEqual([]);
    expect(problems[0]).toMatchObject({ reason: "no permission", permission });
    expect(problems[0]?.message).toContain(permission);
  });

  it("says that AWS has no data yet", async () => {
    const running = await started({ faults: [{ kind: "unavailable" }] });
    expect((await adviceOf(rightsizingRecommendations, running)).problems).toMatchObject([{ reason: "no data" }]);
  });

  it("throws what another try may overcome", async () => {
    const running = await started({ faults: [{ kind: "expired" }] });
    await expect(adviceOf(rightsizingRecommendations, running)).rejects.toThrow(/expired/);
  });

  it("reads use and coverage of what was bought from four requests", async () => {
    const running = await started();
    const period = { from: "2026-10-01", to: "2026-11-01" };
    const { uses, problems } = await readCommitmentUse(settingsOf(), period, {
      ...readingAt(running),
      spend: async () => {},
    });
    expect(problems).toEqual([]);
    expect(running.charged()).toBe(4);
    const [plan, reservation] = uses;
    expect(plan).toMatchObject({ commitment: "savings plan", id: null, period, currency: "USD" });
    expect(Number(plan?.utilisation)).toBeGreaterThan(90);
    expect(Number(plan?.committed)).toBeCloseTo(Number(plan?.used) + Number(plan?.unused), 6);
    expect(Number(plan?.coverage)).toBeGreaterThan(20);
    expect(reservation).toMatchObject({ commitment: "reservation", utilisation: "100" });
    expect(Number(reservation?.coverage)).toBeGreaterThan(10);
  });
});

it("asks for reading alone, in one policy", () => {
  const [{ Action } = { Action: [] }] = advicePolicy().Statement;
  for (const needed of adviceReaders.flatMap(({ permissions }) => permissions)) expect(Action).toContain(needed);
  for (const action of Action) expect(action).toMatch(/^[a-z0-9-]+:(Get|List|Describe)/);
});
