import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  agoLabel,
  amountOnly,
  bucketLabel,
  dayLabel,
  exactMoney,
  instantLabel,
  money,
  shortMoney,
  signedAmount,
  signedMoney,
  signedPercent,
  spanLabel,
} from "./format";

describe("money", () => {
  it.each([
    ["184120.43", "USD", "$184,120.43"],
    ["-12", "USD", "-$12.00"],
    ["9007199254740993.17", "USD", "$9,007,199,254,740,993.17"],
    ["1234.5", "JPY", "¥1,235"],
    ["20.52022672899", "EUR", "€20.52"],
  ])("%s %s reads %s", (amount, currency, text) => {
    expect(money(amount, currency)).toBe(text);
  });

  it("never passes through a float: every digit of the exact form is the ledger's", () => {
    fc.assert(
      fc.property(fc.bigInt({ min: 0n, max: 10n ** 30n }), fc.stringMatching(/^\d{2,20}$/), (whole, fraction) => {
        const text = exactMoney(`${whole}.${fraction}`, "USD").replaceAll(",", "");
        const kept = fraction.replace(/0+$/, "").padEnd(2, "0");
        expect(text).toBe(`${whole}.${kept} USD`);
      }),
    );
  });

  it("keeps the sign of less than one", () => {
    expect(exactMoney("-0.125", "USD")).toBe("-0.125 USD");
  });

  it("leaves the currency to the head of a column", () => {
    expect(amountOnly("-1234.5", "USD")).toBe("-1,234.50");
    expect(signedAmount("1234.5", "USD")).toBe("+1,234.50");
    expect(signedAmount("0", "USD")).toBe("0.00");
  });

  it("signs changes", () => {
    expect(signedMoney("1240", "USD")).toBe("+$1,240.00");
    expect(signedMoney("-3.1", "USD")).toBe("-$3.10");
    expect(signedPercent(0.0624)).toBe("+6.2 %");
    expect(signedPercent(-0.5)).toBe("-50.0 %");
    expect(signedPercent(null)).toBe("new");
  });

  it.each([
    [1_240_000, "$1.24M"],
    [184_120.43, "$184K"],
    [0, "$0"],
    [12.5, "$12.50"],
    [250.75, "$251"],
    [-40_000, "-$40K"],
  ])("%s is short as %s", (amount, text) => {
    expect(shortMoney(amount, "USD")).toBe(text);
  });
});

describe("dates", () => {
  it("read as day, month, year", () => {
    expect(dayLabel("2026-11-09")).toBe("9 Nov 2026");
    expect(instantLabel("2026-11-22T05:10:33Z")).toBe("22 Nov 2026, 05:10 UTC");
  });

  it.each([
    ["2026-11-01", "2026-11-20", "1 to 20 Nov 2026"],
    ["2026-08-25", "2026-11-22", "25 Aug to 22 Nov 2026"],
    ["2025-12-31", "2026-01-01", "31 Dec 2025 to 1 Jan 2026"],
    ["2026-11-09", "2026-11-09", "9 Nov 2026"],
  ])("%s and %s span %s", (from, last, text) => {
    expect(spanLabel(from, last)).toBe(text);
  });

  it.each([
    ["2026-11-09", "day", "9 Nov 2026"],
    ["2026-11-09", "week", "Week of 9 Nov 2026"],
    ["2026-11-01", "month", "Nov 2026"],
    ["2026-10-01", "quarter", "Q4 2026"],
    ["2026-01-01", "year", "2026"],
    ["2026-11-09T14:00:00.000Z", "hour", "9 Nov 2026, 14:00 UTC"],
    [null, "total", "Total"],
  ] as const)("bucket %s of grain %s is %s", (bucket, grain, text) => {
    expect(bucketLabel(bucket, grain)).toBe(text);
  });

  it("name quarters and years as finance does where its year begins in another month", () => {
    expect(bucketLabel("2026-10-01", "quarter", { yearStart: 4 })).toBe("Q3 FY2027");
    expect(bucketLabel("2026-04-01", "year", { yearStart: 4 })).toBe("FY2027");
  });

  it("say how long ago", () => {
    const now = new Date("2026-11-22T12:00:00Z");
    expect(agoLabel("2026-11-22T11:59:50Z", now)).toBe("just now");
    expect(agoLabel("2026-11-22T11:00:00Z", now)).toBe("1 hour ago");
    expect(agoLabel("2026-11-19T11:00:00Z", now)).toBe("3 days ago");
  });
});
