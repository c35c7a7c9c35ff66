import { readFileSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";
import { Decimal } from "decimal.js";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { addMonths, type Day, monthsIn } from "../../focus/period";
import { vocabulary } from "../../focus/vocabulary";
import { unitsOf } from "../units";
import { termOf } from "./aws-commitments";
import { azure } from "./azure";
import { focusMonth } from "./focus-bill";
import { writeFocusFile } from "./focus-file";
import type { FocusRow } from "./focus-row";
import { gcp } from "./gcp";

const today = "2026-11-22";
const sum = (rows: FocusRow[], column: string) => rows.reduce((all, row) => all + unitsOf(row[column] ?? "0"), 0n);
const dollars = (units: bigint) => Number(units / 10_000_000_000n);
const span = (provider: typeof azure, from: Day, to: Day) =>
  monthsIn({ from, to }).flatMap((month) => focusMonth(provider, month, addMonths(to, 2)));

describe.each([azure, gcp])("the $name bill of the demo company", (provider) => {
  const october = focusMonth(provider, "2026-10-01", today);

  it("is the same each time, and does not change with the day once it is invoiced", () => {
    expect(JSON.stringify(focusMonth(provider, "2026-10-01", today))).toBe(JSON.stringify(october));
    expect(JSON.stringify(focusMonth(provider, "2026-10-01", "2027-05-07"))).toBe(JSON.stringify(october));
  });

  it("states costs that are price times quantity, to the last digit", () => {
    const priced = october.filter(({ PricingQuantity, ChargeClass }) => PricingQuantity && !ChargeClass);
    expect(priced.length).toBeGreaterThan(1000);
    const isProduct = (price = "0", quantity = "0", cost = "") => new Decimal(price).mul(quantity).eq(cost);
    const wrong = priced.filter(
      (row) =>
        !isProduct(row.ListUnitPrice, row.PricingQuantity, row.ListCost) ||
        !isProduct(row.ContractedUnitPrice, row.PricingQuantity, row.ContractedCost),
    );
    expect(wrong).toEqual([]);
  });

  it.each(provider.commitments)(
    "what $name covers and wastes in a term is what was paid for it",
    ({ name, starts }) => {
      const term = termOf(starts, "2026-03-01", name);
      const rows = span(provider, term.from, term.to).filter((row) => row.CommitmentDiscountId?.endsWith(term.id));
      const purchases = rows.filter(({ ChargeCategory }) => ChargeCategory === "Purchase");
      const use = rows.filter(({ ChargeCategory }) => ChargeCategory === "Usage");
      expect(sum(use, "EffectiveCost")).toBe(sum(purchases, "BilledCost"));
      expect([sum(use, "BilledCost"), sum(purchases, "EffectiveCost")]).toEqual([0n, 0n]);
      const unused = sum(
        use.filter(({ CommitmentDiscountStatus }) => CommitmentDiscountStatus === "Unused"),
        "EffectiveCost",
      );
      expect(Number(unused) / Number(sum(use, "EffectiveCost"))).toBeLessThan(0.1);
      expect(unused).toBeGreaterThan(0n);
    },
  );

  it("uses the words of FOCUS and leaves nothing mandatory empty", () => {
    const enumerations = ["ChargeCategory", "ServiceCategory", "ChargeFrequency"] as const;
    const mandatory = ["BillingAccountId", "BillingCurrency", "ProviderName", "PublisherName", "ServiceName"];
    const odd = october.filter(
      (row) =>
        mandatory.some((column) => !row[column]) ||
        enumerations.some((column) => !vocabulary[column].some((word) => word === row[column])),
    );
    expect(odd).toEqual([]);
  });

  it("has credits, other publishers, and a part of today only", () => {
    const november = focusMonth(provider, "2026-11-01", today);
    const on = (day: Day) => november.filter((row) => row.ChargePeriodStart === `${day}T00:00:00Z`);
    expect(sum(on(today), "BilledCost") * 2n).toBeLessThan(sum(on("2026-11-15"), "BilledCost"));
    expect(on("2026-11-23")).toEqual([]);
    expect(october.some(({ ChargeCategory }) => ChargeCategory === "Credit")).toBe(true);
    expect(new Set(october.map(({ PublisherName }) => PublisherName)).size).toBe(2);
  });

  it("costs tens of thousands a month in at most sixty thousand rows a year and a bit", () => {
    expect(dollars(sum(october, "BilledCost"))).toBeGreaterThan(20_000);
    expect(dollars(sum(october, "BilledCost"))).toBeLessThan(45_000);
    expect(october.length * 14).toBeLessThan(60_000);
  });
});

it("between 10 and 15 percent of the tagged clouds' spend carries no tags", () => {
  const rows = [azure, gcp].flatMap((provider) => focusMonth(provider, "2026-10-01", today));
  const untagged = rows.filter(({ Tags }) => !Tags);
  const share = Number(sum(untagged, "EffectiveCost")) / Number(sum(rows, "EffectiveCost"));
  expect(share).toBeGreaterThan(0.1);
  expect(share).toBeLessThan(0.15);
});

it("Azure corrects an invoiced month in the next one: this bill, that charge period", () => {
  const [correction, ...others] = focusMonth(azure, "2026-10-01", today).filter(({ ChargeClass }) => ChargeClass);
  expect(others).toEqual([]);
  expect(correction).toMatchObject({
    ChargeClass: "Correction",
    BilledCost: "-212.4",
    BillingPeriodStart: "2026-10-01T00:00:00Z",
    ChargePeriodStart: "2026-09-20T00:00:00Z",
  });
});

describe("writeFocusFile", () => {
  let folder = "";
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), "outlay-demo-"));
  });
  afterAll(() => rm(folder, { recursive: true }));

  it("writes every row and column, quoted where it must be, and no column the provider lacks", async () => {
    const { path, name } = await writeFocusFile(azure, { month: "2026-10-01", today }, folder);
    expect(name).toBe("azure-focus-1.2-2026-10.csv.gz");
    const [header = "", ...lines] = gunzipSync(readFileSync(path)).toString("utf8").trimEnd().split("\n");
    expect(header.split(",")).toHaveLength(57 - azure.lacks.length);
    expect(lines).toHaveLength(focusMonth(azure, "2026-10-01", today).length);
    const tagged = lines.find((line) => line.includes("erp-db-01"));
    expect(tagged).toContain('"{""env"":""prod"",""team"":""workplace"",""app"":""erp"",""cost-center"":""CC-4100""}"');
  });
});
