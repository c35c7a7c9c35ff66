import { expect, it } from "vitest";
import { providerFacts } from "./provider-facts";

it("tells a provider's figures by their names, in words", () => {
  const said = {
    id: "hub/1",
    reasons: ["CPUOverprovisioned", "EBS_IOPS_UNDERPROVISIONED"],
    utilisation: [{ metric: "Cpu", statistic: "Maximum", value: 31 }],
    refreshedAt: null,
    monthlyCost: "1398.68",
    saving: { list: null, afterDiscounts: "545.49" },
    rollbackPossible: true,
    purchase: null,
  };
  expect(providerFacts(said, "USD")).toEqual([
    ["Costs a month", "$1,398.68"],
    ["Saves a month, after discounts", "$545.49"],
    ["Reasons", "CPU overprovisioned, EBS IOPS underprovisioned"],
    ["CPU, maximum", "31 %"],
    ["Can be undone", "Yes"],
    ["Its id", "hub/1"],
  ]);
});

it("tells what a purchase binds to", () => {
  const bought = { termYears: 1, payment: "no upfront", hourlyCommitment: "6.25", instances: null, upfront: "0" };
  const expected = { expectedUtilisation: "97.31", expectedCoverage: null, breakEvenMonths: null };
  expect(providerFacts({ purchase: { ...bought, ...expected } }, "USD")).toEqual([
    ["Term", "1 year"],
    ["Payment", "no upfront"],
    ["An hour", "$6.25"],
    ["Upfront", "$0.00"],
    ["Expected utilisation", "97.3 %"],
  ]);
});

it("leaves out what it cannot read", () => {
  const odd = { id: 7, reasons: "x", utilisation: null, saving: { list: "NaN", afterDiscounts: "1e9" }, purchase: "?" };
  expect(providerFacts(odd, "USD")).toEqual([]);
});
