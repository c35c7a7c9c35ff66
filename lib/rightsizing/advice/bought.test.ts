import { describe, expect, it } from "vitest";
import type { CommitmentPurchase, ProviderAdvice } from "../../sources/advice";
import { proposalOf } from "./from-provider";

const purchase: CommitmentPurchase = {
  ...{ commitment: "savings plan", type: "EC2_INSTANCE_SP", termYears: 1, payment: "no upfront" },
  ...{ hourlyCommitment: "1.2", instances: null, upfront: "0", expectedUtilisation: "98" },
  ...{ expectedCoverage: null, breakEvenMonths: null },
};

const advice = (more: Partial<ProviderAdvice>): ProviderAdvice => ({
  ...{ id: "a", source: "savings-plans-advice", account: "payer", region: "eu-west-1", resource: null },
  ...{ action: "PurchaseSavingsPlans", current: "On demand", recommended: "EC2_INSTANCE_SP m5, 1.2 an hour" },
  ...{ currency: "USD", monthlyCost: null, saving: { list: null, afterDiscounts: "100" }, effort: null },
  ...{ restartNeeded: false, rollbackPossible: false, risk: null, lookBackDays: 30, finding: null, reasons: [] },
  ...{ utilisation: [], refreshedAt: null, tags: {}, purchase },
  ...more,
});

const reservation = (recommended: string): Partial<ProviderAdvice> => ({
  ...{ source: "reservation-advice", action: "PurchaseReservedInstances", recommended },
  purchase: {
    ...purchase,
    commitment: "reservation",
    type: "Amazon Relational Database Service",
    hourlyCommitment: null,
  },
});
/** Cost Optimization Hub tells a purchase in a sentence and no more. */
const hub = (recommended: string): Partial<ProviderAdvice> => ({
  ...{ source: "cost-optimization-hub", current: "", recommended, purchase: null },
});

const proposed = (more: Partial<ProviderAdvice>) => proposalOf(advice(more), null);

describe("advice to buy", () => {
  it("has a key for each thing that is bought, the same when its amount changes", () => {
    const keys = [
      {},
      { region: "us-east-1" },
      { recommended: "EC2_INSTANCE_SP c5, 1.2 an hour" },
      { recommended: "COMPUTE_SP, 1.2 an hour" },
      reservation("2 x db.r6g.xlarge MySQL"),
      reservation("2 x db.r6g.xlarge PostgreSQL"),
      reservation("2 x db.r6g.large MySQL"),
      hub("$0.50/hour Compute Savings Plans"),
      hub("3 m5.large Linux reserved instances"),
      hub("3 m5.xlarge Linux reserved instances"),
    ].map((more) => proposed(more)?.key);
    expect(new Set(keys).size).toBe(keys.length);
    const later = [
      { recommended: "EC2_INSTANCE_SP m5, 0.9 an hour" },
      reservation("14 x db.r6g.xlarge MySQL"),
      hub("$1.75/hour Compute Savings Plans"),
    ].map((more) => proposed(more)?.key);
    expect(later).toEqual([keys[0], keys[4], keys[7]]);
  });

  it("tells what it would cover, as far as it says", () => {
    const buys = (more: Partial<ProviderAdvice>) => proposed(more)?.evidence.buys;
    expect(buys({})).toEqual({ service: "instance", region: "eu-west-1", family: "m5", type: null, engine: null });
    expect(buys({ recommended: "COMPUTE_SP, 1.2 an hour", purchase: { ...purchase, type: "COMPUTE_SP" } })).toEqual({
      ...{ service: "instance", region: null, family: null, type: null, engine: null },
    });
    expect(buys(reservation("2 x db.r6g.xlarge PostgreSQL Multi-AZ"))).toEqual({
      ...{ service: "database", region: "eu-west-1", family: "r6g", type: "db.r6g.xlarge", engine: "postgres" },
    });
    expect(buys(hub("3 m5.large Linux reserved instances"))).toMatchObject({ service: "instance", family: "m5" });
  });

  it("costs now what is committed to and what that saves, where its source does not tell", () => {
    expect(proposed({})).toMatchObject({ kind: "commitment", ledgerCost: null });
    expect(proposed({})?.now.toString()).toBe("964");
    expect(proposed({ monthlyCost: "700" })?.after.toString()).toBe("600");
    // A provider's list prices may save more than the bill has.
    expect(proposed({ monthlyCost: "70" })?.after.toString()).toBe("0");
  });
});
