import { buffer } from "node:stream/consumers";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { ZipFile } from "yazl";
import type { Scope } from "../auth/scope";
import { closeDatabase, db } from "../db/client";
import { scratchDatabase } from "../db/scratch";
import { rateBook } from "./book";
import { ecbRates } from "./ecb-file";
import { enterRate, NewRate, removeEcbRates, removeRate } from "./enter";
import { importEcbRates } from "./import-ecb";
import { ratesList } from "./list";
import { chooseReportingCurrency, ReportingCurrency, reportingCurrency } from "./reporting-currency";

const history = `Date,USD,JPY,CYP,
2026-11-20,1.0512,162.05,N/A,
2026-11-19,1.0533,161.8,N/A,
2026-11-03,1.09,160,0.58,
`;

describe("ecbRates", () => {
  it("reads the history as the ECB writes it, without what it does not state", () => {
    const rates = ecbRates(history);
    expect(rates).toHaveLength(7);
    expect(rates[0]).toEqual({
      base: "EUR",
      quote: "USD",
      day: "2026-11-20",
      through: "2026-11-20",
      origin: "ecb",
      rate: "1.0512",
    });
    expect(rates.filter(({ quote }) => quote === "CYP").map(({ day }) => day)).toEqual(["2026-11-03"]);
  });

  it("reads the file of one day", () => {
    expect(
      ecbRates("Date, USD, JPY, \n20 November 2026, 1.0512, 162.05, \n").map(({ quote, day, rate }) => [
        quote,
        day,
        rate,
      ]),
    ).toEqual([
      ["USD", "2026-11-20", "1.0512"],
      ["JPY", "2026-11-20", "162.05"],
    ]);
  });

  it.each([
    ["another file", "a,b\n1,2\n", "This is not the ECB's file"],
    ["a currency twice", "Date,USD,USD\n2026-11-20,1,1\n", "This is not the ECB's file"],
    ["a column for the euro", "Date,EUR\n2026-11-20,1\n", "EUR has no column"],
    ["no row", "Date,USD\n", "There are no rates"],
    ["a word for a rate", "Date,USD\n2026-11-20,abc\n", 'Line 2: "abc" is not a rate of USD'],
    ["a rate of zero", "Date,USD\n2026-11-20,0.0\n", "is not a rate of USD"],
    ["a negative rate", "Date,USD\n2026-11-20,-1\n", "is not a rate of USD"],
    ["a decimal comma", "Date,USD\n2026-11-20,1,05\n", "stands in a column without a currency"],
    ["an American date", "Date,USD\n11/20/2026,1\n", "is not a date"],
    ["a day that is none", "Date,USD\n2026-02-30,1\n", "is not a date"],
    ["a day twice", "Date,USD\n2026-11-20,1\n2026-11-20,2\n", "Line 3: 2026-11-20 stands there twice"],
  ])("refuses %s", (_what, text, message) => {
    expect(() => ecbRates(text)).toThrow(message);
  });
});

describe("the rates of a workspace", () => {
  let scope: Scope;
  beforeAll(async () => {
    await scratchDatabase();
    const { id: workspaceId } = await db.workspace.create({ data: { slug: "acme", name: "acme", kind: "real" } });
    scope = { workspaceId, workspaceKind: "real", role: "editor", actor: "ada@example.com", userId: null, rows: null };
  });
  afterAll(closeDatabase);

  it("are read from csv and zip alike, and the same file again changes nothing", async () => {
    const zip = new ZipFile();
    zip.addBuffer(Buffer.from(history), "eurofxref-hist.csv");
    zip.end();
    const packed = await buffer(zip.outputStream);
    expect(await importEcbRates(scope, packed)).toEqual({
      rates: 7,
      changed: 7,
      currencies: 3,
      first: "2026-11-03",
      last: "2026-11-20",
    });
    expect(await importEcbRates(scope, Buffer.from(history))).toMatchObject({ changed: 0 });
    expect(await importEcbRates(scope, Buffer.from(history.replace("1.0512", "1.0513")))).toMatchObject({ changed: 1 });
    expect((await ratesList(scope)).ecb.at(-1)).toEqual({
      currency: "USD",
      first: "2026-11-03",
      last: "2026-11-20",
      rates: 3,
      lastRate: "1.0513",
      gaps: [{ after: "2026-11-03", before: "2026-11-19" }],
    });
  });

  it.each([
    ["a damaged zip", Buffer.from("PK\u0003\u0004nonsense"), "damaged"],
    ["bytes", Buffer.from([0xff, 0xfe, 0x00]), "not text"],
  ])("are not read from %s", async (_what, bytes, message) => {
    await expect(importEcbRates(scope, bytes)).rejects.toThrow(message);
  });

  it("are entered by hand, count before the ECB's, replace each other, and go", async () => {
    const rate = { base: "usd", quote: "EUR", rate: "0.9", day: "2026-11-01", through: "2026-11-30", note: "month" };
    await enterRate(scope, NewRate.parse(rate));
    await enterRate(scope, NewRate.parse({ ...rate, rate: "0.95" }));
    expect((await ratesList(scope)).entered).toEqual([
      { ...rate, base: "USD", rate: "0.95", enteredBy: "ada@example.com" },
    ]);
    const asked = { currencies: ["USD", "EUR"], period: { from: "2026-11-20", to: "2026-11-21" } };
    expect((await rateBook(scope, asked)).factorOn("USD", "EUR", "2026-11-20")?.factor).toBe("0.95");
    await removeRate(scope, { base: "USD", quote: "EUR", day: "2026-11-01" });
    await expect(removeRate(scope, { base: "USD", quote: "EUR", day: "2026-11-01" })).rejects.toThrow("No rate of USD");
    expect((await rateBook(scope, asked)).factorOn("EUR", "USD", "2026-11-20")?.factor).toBe("1.0513");
    expect(await removeEcbRates(scope)).toBe(7);
  });

  it.each([
    [{ base: "USD", quote: "USD" }, "Choose two different currencies."],
    [{ rate: "0" }, "A rate is more than zero."],
    [{ rate: "1,5" }, "Use a rate such as 1.0842."],
    [{ day: "2026-13-01" }, "Use a date such as"],
    [{ through: "2026-10-31" }, "The last day comes before the first."],
    [{ base: "dollar" }, "Use a currency code"],
  ])("are not entered wrong: %j", (wrong, message) => {
    const read = NewRate.safeParse({ base: "USD", quote: "EUR", rate: "0.9", day: "2026-11-01", ...wrong });
    expect(read.error?.issues[0]?.message).toContain(message);
  });

  it("may only be changed by editors; every change makes earlier answers old", async () => {
    const viewer: Scope = { ...scope, role: "viewer" };
    await expect(importEcbRates(viewer, Buffer.from(history))).rejects.toThrow("needs the role editor");
    await expect(chooseReportingCurrency(viewer, { currency: "EUR" })).rejects.toThrow("needs the role editor");
    const before = await db.workspace.findUniqueOrThrow({ where: { id: scope.workspaceId } });
    await chooseReportingCurrency(scope, ReportingCurrency.parse({ currency: "eur" }));
    expect(await reportingCurrency(scope)).toBe("EUR");
    await chooseReportingCurrency(scope, { currency: "" });
    expect(await reportingCurrency(scope)).toBeNull();
    const after = await db.workspace.findUniqueOrThrow({ where: { id: scope.workspaceId } });
    expect(after.dataVersion).toBe(before.dataVersion + 2n);
  });
});
