import { describe, expect, it } from "vitest";
import { chargeKind, type KindFacts } from "./charge-kind";

const plain: KindFacts = {
  category: "Usage",
  class: null,
  frequency: "Usage-Based",
  isCommitment: false,
  isNegative: false,
  serviceName: "Amazon Elastic Compute Cloud",
  serviceSubcategory: null,
  subcategory: null,
  stated: null,
};

describe("chargeKind", () => {
  it.each<[string, Partial<KindFacts>, string]>([
    ["a metered charge is usage", {}, "usage"],
    ["covered usage stays usage", { isCommitment: true }, "usage"],
    ["a negative price stays usage", { isNegative: true }, "usage"],
    ["a corrected invoice is a refund", { isNegative: true, class: "Correction" }, "refund"],
    ["a correction upwards stays usage", { class: "Correction" }, "usage"],
    ["tax", { category: "Tax" }, "tax"],
    ["tax given back is still tax", { category: "Tax", isNegative: true, class: "Correction" }, "tax"],
    ["a credit", { category: "Credit", isNegative: true }, "credit"],
    ["an adjustment", { category: "Adjustment", isNegative: true }, "adjustment"],
    ["a preview's refund", { category: "Adjustment", subcategory: "Refund" }, "refund"],
    ["a preview's credit", { category: "Adjustment", subcategory: "Credit" }, "credit"],
    [
      "a commitment paid up front",
      { category: "Purchase", isCommitment: true, frequency: "One-Time" },
      "commitment purchase",
    ],
    [
      "a commitment paid by the month",
      { category: "Purchase", isCommitment: true, frequency: "Recurring" },
      "commitment fee",
    ],
    ["a commitment sold back", { category: "Purchase", isCommitment: true, isNegative: true }, "refund"],
    ["a marketplace purchase is usage", { category: "Purchase", frequency: "One-Time" }, "usage"],
    ["support by its subcategory", { serviceName: "Premium", serviceSubcategory: "Support" }, "support"],
    ["support by its name", { serviceName: "AWS Support (Business)" }, "support"],
    ["a service that merely supports", { serviceName: "Supportive Analytics" }, "usage"],
    ["what the connector states wins", { category: "Tax", stated: "unattributed" }, "unattributed"],
    ["an unknown statement counts for nothing", { stated: "gift" }, "usage"],
  ])("%s", (_why, facts, kind) => {
    expect(chargeKind({ ...plain, ...facts })).toBe(kind);
  });
});
