import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Scope } from "../auth/scope";
import { closeDatabase, db } from "../db/client";
import { scratchDatabase } from "../db/scratch";
import type { Rejection } from "./import-outcome";
import { ImportRefusal } from "./import-refusal";
import { csvOf, importNow, importRows, type TrialRow, trialFile, trialScope, trialSource } from "./import-trial";

let scope: Scope;
let sourceId: string;
beforeAll(async () => {
  await scratchDatabase();
  scope = await trialScope();
  sourceId = await trialSource(scope);
});
afterAll(closeDatabase);

async function refusal(importing: Promise<unknown>): Promise<ImportRefusal> {
  const error = await importing.then(
    () => new Error("It was imported."),
    (thrown: unknown) => thrown,
  );
  if (!(error instanceof ImportRefusal)) throw error;
  return error;
}

const said = ({ row, field, value, reason }: Rejection) => [row, field, value, reason];

const EMPTY = "This is empty; no charge can be counted without it.";
const NOT_FINITE = "This is no amount: it is not a finite number.";
const SEPARATED = "This has a thousands separator or a decimal comma; write 1234.56.";
const WITH_UNIT = "This has a currency sign or unit; write 1234.56.";
const AMBIGUOUS = "Is this day and month or month and day? Write 2026-11-01T00:00:00Z.";
const NO_DATE = "This is not a date such as 2026-11-01T00:00:00Z.";
const NO_LENGTH = "The period ends before it starts, or has no length.";

describe("a bad row", () => {
  it.each<[TrialRow, string]>([
    [{ BilledCost: null }, EMPTY],
    [{ EffectiveCost: "null" }, EMPTY],
    [{ BillingAccountId: "" }, EMPTY],
    [{ ChargePeriodStart: "NULL" }, EMPTY],
    [{ BilledCost: "NaN" }, NOT_FINITE],
    [{ EffectiveCost: "-Infinity" }, NOT_FINITE],
    [{ ListCost: "inf" }, NOT_FINITE],
    [{ BilledCost: "1,234.56" }, SEPARATED],
    [{ ContractedCost: "1,5" }, SEPARATED],
    [{ BilledCost: "$5.00" }, WITH_UNIT],
    [{ PricingQuantity: "5 GB" }, WITH_UNIT],
    [{ ListUnitPrice: "five" }, "This is not a number such as 1234.56."],
    [{ PricingCurrencyEffectiveCost: "1.2.3" }, "This has too many digits, or is not a number."],
    [{ BilledCost: "1_000" }, "This is not a number such as 1234.56."],
    [{ BilledCost: "1e99" }, "This has too many digits, or is not a number."],
    [{ ChargePeriodStart: "3/4/26" }, AMBIGUOUS],
    [{ ChargePeriodEnd: "03.04.2026" }, AMBIGUOUS],
    [{ BillingPeriodStart: "March 2026" }, NO_DATE],
    [{ BillingPeriodEnd: "2026-02-30" }, NO_DATE],
    [{ ChargePeriodStart: "1999-12-31T00:00:00Z" }, "The date is outside the years 2000 to 2199."],
    [{ ChargePeriodEnd: "infinity" }, "The date is outside the years 2000 to 2199."],
    [{ ChargePeriodEnd: "2026-03-02T00:00:00Z" }, NO_LENGTH],
    [{ BillingPeriodEnd: "2026-02-01" }, NO_LENGTH],
    [{ BillingCurrency: "US$" }, "This is not a currency code such as USD."],
    [{ ChargeCategory: "Gift" }, "This is none of Usage, Purchase, Tax, Credit and Adjustment."],
  ])("%j is refused with its row, field, value and reason", async (row, reason) => {
    const [[field = "", value = null] = []] = Object.entries(row);
    const { rejected, rejectedCount, message } = await refusal(importRows(scope, sourceId, [{}, row, {}]));
    const shown = reason === EMPTY ? null : value;
    expect(rejected.map(said)).toEqual([[3, field, shown, reason]]);
    expect([rejectedCount, message]).toEqual([1, "1 row cannot be imported, so nothing was."]);
  });

  it("refuses all files, counts every bad row and lists the first hundred", async () => {
    const bad = Array.from({ length: 150 }, (_, index) => ({ BilledCost: index % 2 ? "x" : "1", EffectiveCost: "y" }));
    const files = [
      await trialFile("good.csv", csvOf([{}, {}])),
      await trialFile("bad.csv", `${csvOf([{}, ...bad])}too,few\n\n"open"text,1\n`),
    ];
    const { rejected, rejectedCount } = await refusal(importNow(scope, sourceId, files));
    expect(rejectedCount).toBe(152);
    expect(rejected).toHaveLength(100);
    expect(rejected.slice(0, 3).map(said)).toEqual([
      [153, null, "too,few", "The row has 2 fields; the header has 11."],
      [155, null, '"open"text,1', "Text follows a closing quote; a quote inside a value is written twice."],
      [3, "EffectiveCost", "y", "This is not a number such as 1234.56."],
    ]);
    expect(new Set(rejected.map(({ file }) => file))).toEqual(new Set(["bad.csv"]));
  });

  it("leaves nothing behind", async () => {
    expect(await db.importSlice.count({ where: { sourceId } })).toBe(0);
    expect((await db.workspace.findUniqueOrThrow({ where: { id: scope.workspaceId } })).dataVersion).toBe(0n);
  });

  it("keeps its row number behind empty lines and rows with line ends", async () => {
    const [header, ...rows] = csvOf([{ ServiceName: "a\nb" }, { BilledCost: "x" }]).split(/\n(?=")/);
    const file = await trialFile("bill.csv", `${header}\n\n\r\n${rows.join("\n")}`);
    const { rejected } = await refusal(importNow(scope, sourceId, [file]));
    expect(rejected.map(({ row }) => row)).toEqual([5]);
  });

  it("is not made of a file with nothing but its header", async () => {
    const { message } = await refusal(importNow(scope, sourceId, [await trialFile("bill.csv", csvOf([]))]));
    expect(message).toContain("bill.csv, row 1: None of its columns is a FOCUS column");
    const empty = await trialFile("bill.csv", `${csvOf([{}]).split("\n")[0]}\n`);
    expect((await refusal(importNow(scope, sourceId, [empty]))).message).toBe("bill.csv: There are no rows.");
  });
});

describe("a good row may have", () => {
  it.each<TrialRow>([
    { ChargePeriodStart: "2026-03-02" },
    { ChargePeriodStart: "2026-03-02 00:00:00" },
    { ChargePeriodStart: "2026-03-02T00:00:00.000Z" },
    { ChargePeriodStart: "2026-03-02T05:30:00+05:30" },
    { ChargePeriodStart: "2026-03-01 16:00:00-08" },
    { ChargePeriodStart: " 2026-03-02T00:00:00Z " },
    { BilledCost: " 1.00 ", EffectiveCost: "1E+0" },
    { ChargeCategory: "usage", BillingCurrency: "usd" },
    { ChargeCategory: "error" },
    { ListCost: "NULL", ContractedCost: "null", PricingQuantity: "" },
  ])("%j", async (row) => {
    const own = await trialScope();
    const source = await trialSource(own);
    const outcome = await importRows(own, source, [row]);
    expect(outcome).toMatchObject({ state: "succeeded", rows: 1, slices: [{ billed: { USD: "1" } }] });
    const [slice] = await db.importSlice.findMany({ where: { sourceId: source } });
    expect(slice?.firstDay?.toISOString().slice(0, 10)).toBe("2026-03-02");
  });
});
