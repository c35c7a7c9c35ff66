import { describe, expect, it } from "vitest";
import { amountIn, pastedAmounts } from "./pasted";

describe("amountIn", () => {
  it.each([
    ["1234", "1234"],
    ["1234.5", "1234.5"],
    ["$1,234.50", "1234.50"],
    ["1.234,50 €", "1234.50"],
    ["1 234,50", "1234.50"],
    ["1'234.50", "1234.50"],
    ["1,234", "1234"],
    ["1,234,567", "1234567"],
    ["1.234.567", "1234567"],
    ["12,5", "12.5"],
    ["USD 900", "900"],
    ["0", "0"],
    ["", ""],
    ["n/a", "n/a"],
    ["-5", "-5"],
  ])("reads %s as %s", (cell, amount) => {
    expect(amountIn(cell)).toBe(amount);
  });
});

describe("pastedAmounts", () => {
  it("takes a column, a row, or the last cell of each line", () => {
    expect(pastedAmounts("100\r\n200\r\n")).toEqual(["100", "200"]);
    expect(pastedAmounts("100\t200\t300")).toEqual(["100", "200", "300"]);
    expect(pastedAmounts("2026-11\t$1,000.00\n2026-12\t$1,100.00")).toEqual(["1000.00", "1100.00"]);
  });
});
