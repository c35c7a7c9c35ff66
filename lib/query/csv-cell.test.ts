import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { csvCell, csvRecord } from "./csv-cell";

describe("csvCell", () => {
  it.each([
    ["a formula", "=1+1", '"\'=1+1"'],
    ["a command", "=cmd|' /C calc'!A0", "\"'=cmd|' /C calc'!A0\""],
    ["a formula with quotes", '=HYPERLINK("http://x","y")', '"\'=HYPERLINK(""http://x"",""y"")"'],
    ["a plus", "+49 30 1", '"\'+49 30 1"'],
    ["a minus", "-1+1", '"\'-1+1"'],
    ["an at", "@SUM(1)", '"\'@SUM(1)"'],
    ["a tab", "\t=1", '"\'\t=1"'],
    ["a carriage return", "\r=1", '"\'\r=1"'],
    ["a line feed", "\n1", '"\'\n1"'],
    ["a formula after spaces", "  =1", '"\'  =1"'],
    ["a formula after a quote", '"=1', '"\'""=1"'],
    ["a full-width sign", "＝1", '"\'＝1"'],
    ["a credit", "-12.50", "-12.50"],
    ["a number", "0.0000000001", "0.0000000001"],
    ["an account", "123456789012", "123456789012"],
    ["a number with a plus is text", "+1", '"\'+1"'],
    ["an exponent is text", "-1e5", '"\'-1e5"'],
    ["a comma", "a,b", '"a,b"'],
    ["a semicolon", "a;b", '"a;b"'],
    ["plain words", "Amazon EC2", "Amazon EC2"],
    ["no value", null, ""],
    ["an empty text", "", '""'],
  ])("%s", (_what, value, cell) => {
    expect(csvCell(value)).toBe(cell);
  });

  it("never begins with what a spreadsheet runs, and reads back as the text but for the apostrophe", () => {
    fc.assert(
      fc.property(
        fc.oneof(fc.string({ unit: "grapheme" }), fc.string({ unit: fc.constantFrom(..."=+-@\t\r\n \"',;a1") })),
        (text) => {
          const cell = csvCell(text);
          const read = cell.startsWith('"') ? cell.slice(1, -1).replaceAll('""', '"') : cell;
          expect([text, `'${text}`]).toContain(read);
          if (!/^-?\d+(\.\d+)?$/.test(read)) expect(read).not.toMatch(/^[\s"]*[=+\-@\t\r＝＋－＠]/);
          expect(cell.startsWith('"') || !/[",;\r\n]/.test(cell)).toBe(true);
        },
      ),
      { numRuns: 300 },
    );
  });

  it("ends records as RFC 4180 says", () => {
    expect(csvRecord(["a", null, "1.5"])).toBe("a,,1.5\r\n");
  });
});
