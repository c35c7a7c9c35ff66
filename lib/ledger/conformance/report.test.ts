import { existsSync } from "node:fs";
import { mkdtemp } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import type { ImportFile } from "../import-outcome";
import { csvOf, type TrialRow, trialFile } from "../import-trial";
import { readFiles } from "../read-files";
import type { ConformanceFinding } from "./conformance";
import { conformanceOf } from "./report";

async function report(files: ImportFile[]): Promise<Map<string, ConformanceFinding>> {
  const directory = await mkdtemp(join(tmpdir(), "outlay-conformance-"));
  const { staging, focusVersion, columns } = await readFiles({ files, directory, isSpool: false }, () => {});
  try {
    await staging.settle();
    const { findings } = await conformanceOf(staging, focusVersion ?? "", columns);
    return new Map(findings.map((finding) => [finding.id, finding]));
  } finally {
    staging.close();
  }
}

const reportOf = async (...rows: TrialRow[]) => await report([await trialFile("bill.csv", csvOf(rows))]);

const commitment = { CommitmentDiscountId: "sp-1", CommitmentDiscountCategory: "Spend", CommitmentDiscountType: "SP" };
const bought = { ...commitment, ChargeCategory: "Purchase", BilledCost: "30", EffectiveCost: "0" };
const used = { ...commitment, CommitmentDiscountStatus: "Used", BilledCost: "0" };

const broken: [rule: string, good: TrialRow, bad: TrialRow][] = [
  ["effective-of-usage", {}, { EffectiveCost: "0" }],
  ["list-not-below-contracted", { ListCost: "3", ContractedCost: "2" }, { ListCost: "1", ContractedCost: "2" }],
  ["contracted-not-below-effective", { ContractedCost: "1" }, { ContractedCost: "0.5" }],
  [
    "list-price-times-quantity",
    { ListCost: "6", ListUnitPrice: "2", PricingQuantity: "3" },
    { ListCost: "7", ListUnitPrice: "2", PricingQuantity: "3" },
  ],
  [
    "contracted-price-times-quantity",
    { ContractedCost: "6e0", ContractedUnitPrice: "2", PricingQuantity: "3" },
    { ContractedCost: "5", ContractedUnitPrice: "2", PricingQuantity: "3" },
  ],
  ["prices-not-negative", { ListUnitPrice: "0" }, { ListUnitPrice: "-1" }],
  ["ServiceName-filled", {}, { ServiceName: null }],
  ["ChargeCategory-vocabulary", {}, { ChargeCategory: "USAGE" }],
  ["PricingCategory-vocabulary", { PricingCategory: "Standard" }, { PricingCategory: "on sale" }],
  ["ServiceCategory-vocabulary", { ServiceCategory: "Compute" }, { ServiceCategory: "Computing" }],
  ["charge-in-billing-period", {}, { ChargePeriodStart: "2026-02-27T00:00:00Z" }],
  ["tax-without-price", { ChargeCategory: "Tax", SkuId: null }, { ChargeCategory: "Tax", SkuId: "1" }],
  [
    "purchase-not-usage-based",
    { ChargeCategory: "Purchase", ChargeFrequency: "Recurring" },
    { ChargeCategory: "Purchase", ChargeFrequency: "Usage-Based" },
  ],
  ["consumed-by-usage", { ChargeCategory: "Tax" }, { ChargeCategory: "Tax", ConsumedQuantity: "1" }],
  ["prepaid-without-effective", bought, { ...bought, EffectiveCost: "30" }],
  ["commitment-described", used, { CommitmentDiscountId: "sp-1" }],
  ["commitment-status", used, { ...used, CommitmentDiscountStatus: null }],
  ["sub-account-named", { SubAccountId: "1", SubAccountName: "a" }, { SubAccountId: "1" }],
  ["currency-code", {}, { BillingCurrency: "usd" }],
  ["date-form", {}, { ChargePeriodStart: "2026-03-02 00:00:00" }],
  ["tags-object", { Tags: "{}" }, { Tags: "a=b" }],
];

describe("the conformance report", () => {
  it("finds for each rule the row that breaks it, and not the one that keeps it", async () => {
    const rows = broken.flatMap(([, good, bad]) => [good, bad]);
    const findings = await reportOf(...rows);
    for (const [index, [rule]] of broken.entries()) {
      const rowsFound = findings.get(rule)?.examples.map(({ row }) => row) ?? [];
      expect([rule, rowsFound.includes(2 * index + 2), rowsFound.includes(2 * index + 3)]).toEqual([rule, false, true]);
    }
  });

  it("says how many rows it is about, what they cost exactly, and shows their values", async () => {
    const rows = Array.from({ length: 8 }, (_, index) => ({ BilledCost: `${index}.000000000001`, EffectiveCost: "0" }));
    const findings = await reportOf(...rows, { ServiceName: "S3" }, { ChargeCategory: "Tax" });
    expect(findings.get("effective-of-usage")).toMatchObject({
      checked: 9,
      broken: 8,
      amounts: [{ metric: "billed", currency: "USD", amount: "28.000000000008" }],
    });
    expect(findings.get("effective-of-usage")?.examples).toHaveLength(5);
    expect(findings.get("effective-of-usage")?.examples[1]).toEqual({
      file: "bill.csv",
      row: 3,
      values: { BilledCost: "1.0000000000010000", EffectiveCost: "0.0000000000", ServiceName: "Amazon EC2" },
    });
  });

  it("compares a commitment with its purchase where the whole term is there", async () => {
    const term = { ChargePeriodStart: "2026-03-02T00:00:00Z", ChargePeriodEnd: "2026-03-04T00:00:00Z" };
    const day = (from: number, cost: string) => ({
      ...used,
      ChargePeriodStart: `2026-03-0${from}T00:00:00Z`,
      ChargePeriodEnd: `2026-03-0${from + 1}T00:00:00Z`,
      EffectiveCost: cost,
    });
    const coverage = async (...rows: TrialRow[]) => (await reportOf(...rows)).get("commitment-coverage");
    expect(await coverage({ ...bought, ...term }, day(2, "10"), day(3, "20"))).toMatchObject({ checked: 3, broken: 0 });
    expect(await coverage({ ...bought, ...term }, day(2, "10"), day(3, "19"))).toMatchObject({
      broken: 3,
      amounts: [{ amount: "-1", currency: "USD" }],
      names: ["sp-1: bought 30, used 29 USD"],
    });
    expect(await coverage({ ...bought, ...term }, day(2, "10"))).toMatchObject({ checked: 0, broken: 0 });
  });

  it("tells empty list and contracted costs", async () => {
    const findings = await reportOf({ ListCost: "1" }, { ListCost: null, ContractedCost: "1" });
    expect(findings.get("ListCost-filled")).toMatchObject({ broken: 1, examples: [{ row: 3 }] });
    expect(findings.get("ContractedCost-filled")).toMatchObject({ broken: 1, examples: [{ row: 2 }] });
  });

  it("names columns that are missing and columns with names of their own", async () => {
    const findings = await reportOf({ x_Mine: "a", Team: "b" });
    expect(findings.get("mandatory-columns")?.names).toContain("ListCost");
    expect(findings.get("custom-columns")).toMatchObject({ broken: 1, names: ["Team"] });
  });

  const sample = join(import.meta.dirname, "../../../../shared/data/focus/focus_1_0_official_sample_1000.csv.gz");
  it.skipIf(!existsSync(sample))(
    "knows what is wrong with the official sample (skipped where it is absent)",
    async () => {
      const findings = await report([{ path: sample, name: "sample" }]);
      expect(findings.get("ChargeFrequency-vocabulary")).toMatchObject({ broken: 7 });
      expect(findings.get("mandatory-columns")).toMatchObject({ broken: 0 });
      expect(findings.get("custom-columns")).toMatchObject({ names: ["Id"] });
    },
  );
});
