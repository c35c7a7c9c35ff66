import { describe, expect, it } from "vitest";
import { isKnown, isUsage, recordType } from "./record-types";

describe("charge types in FOCUS words", () => {
  it.each([
    ["Usage", "Usage", "usage"],
    ["DiscountedUsage", "Usage", "usage"],
    ["Savings Plan Covered Usage", "Usage", "usage"],
    ["SavingsPlanNegation", "Usage", "usage"],
    ["SavingsPlanRecurringFee", "Purchase", "commitment fee"],
    ["Savings Plan Upfront Fee", "Purchase", "commitment purchase"],
    ["RIFee", "Purchase", "commitment fee"],
    ["Tax", "Tax", "tax"],
    ["CREDIT", "Credit", "credit"],
    ["Refund", "Adjustment", "refund"],
    ["Support", "Purchase", "support"],
    ["Enterprise Discount Program Discount", "Adjustment", "adjustment"],
    ["Something else", "Adjustment", "adjustment"],
    ["constructor", "Adjustment", "adjustment"],
    ["DiscountedUsage + SavingsPlanNegation + Usage", "Usage", "usage"],
    ["Tax + Usage", "Adjustment", "adjustment"],
  ])("%s is %s, %s", (name, category, kind) => {
    expect(recordType(name)).toMatchObject({ category, kind });
  });

  it("tells known from new, and usage from the rest", () => {
    expect([isKnown("RI Fee"), isKnown("Moon Fee")]).toEqual([true, false]);
    expect([isUsage("Savings Plan Negation"), isUsage("Tax")]).toEqual([true, false]);
  });

  it("never calls a purchase usage-based, which FOCUS forbids", () => {
    for (const name of ["RIFee", "Fee", "Support", "SavingsPlanUpfrontFee"]) {
      expect(recordType(name).frequency).not.toBe("Usage-Based");
    }
  });
});
