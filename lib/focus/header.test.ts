import { describe, expect, it } from "vitest";
import { focusColumns } from "./columns";
import { readHeader } from "./header";

const newest = ["InvoiceDetailId", "CommitmentProgramEligibilityDetails"];
const everything: string[] = [...focusColumns];

describe("readHeader", () => {
  it("knows every FOCUS column as written, in lower case and in snake case", () => {
    expect(readHeader(everything).columns).toEqual(everything);
    expect(readHeader(everything.map((name) => name.toLowerCase())).columns).toEqual(everything);
    const snake = everything.map((name) => name.replaceAll(/(?<!^)([A-Z])/g, "_$1").toLowerCase());
    expect(readHeader(snake).columns).toEqual(everything);
  });

  it.each([
    ["Provider", "ProviderName"],
    ["Publisher", "PublisherName"],
    ["InvoiceIssuer", "InvoiceIssuerName"],
    ["Region", "RegionId"],
    ["AmortizedCost", "EffectiveCost"],
    ["ChargeType", "ChargeCategory"],
    ["UsageQuantity", "ConsumedQuantity"],
    ["usage_unit", "ConsumedUnit"],
  ])("reads %s as %s", (written, column) => {
    expect(readHeader([written]).columns).toEqual([column]);
  });

  it("keeps an alias as a column of its own beside the real one", () => {
    expect(readHeader(["Region", "RegionId"]).columns).toEqual([null, "RegionId"]);
  });

  it.each([
    ["1.4", everything],
    ["1.4", everything.filter((name) => !newest.includes(name) && name !== "ProviderName")],
    ["1.3", everything.filter((name) => !newest.includes(name))],
    ["1.2", ["BilledCost", "InvoiceId", "SkuMeter"]],
    ["1.1", ["BilledCost", "SkuMeter"]],
    ["1.0", ["BilledCost", "EffectiveCost"]],
    ["1.0-preview", ["BilledCost", "EffectiveCost", "UsageQuantity"]],
    ["0.5", ["BilledCost", "AmortizedCost"]],
  ])("tells version %s by the columns", (version, names) => {
    expect(readHeader(names).version).toBe(version);
  });

  it("names what is missing, and takes ServiceProviderName for ProviderName", () => {
    expect(readHeader(["BilledCost"]).missing).toContain("EffectiveCost");
    expect(readHeader(everything).missing).toEqual([]);
    expect(readHeader(everything.filter((name) => name !== "ProviderName")).missing).toEqual([]);
    const neither = everything.filter((name) => !name.endsWith("ProviderName") || name.startsWith("Host"));
    expect(readHeader(neither).missing).toEqual(["ProviderName"]);
  });

  it("finds a column that is there twice, however it is spelled", () => {
    expect(readHeader(["BilledCost", "billed_cost"]).repeated).toEqual(["billed_cost"]);
    expect(readHeader(["x_Team", "x_Team"]).repeated).toEqual(["x_Team"]);
    expect(readHeader(["x_Team", "X_TEAM"]).repeated).toEqual([]);
  });

  it("gives a column without a name one", () => {
    expect(readHeader(["BilledCost", " "]).names).toEqual(["BilledCost", "column 2"]);
  });
});
