import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { RecordScanner } from "./record-scanner";

const scanned = (text: string, fields: number, delimiter = ",") => {
  const bytes = Buffer.from(text);
  const { end, records, cuts } = new RecordScanner(delimiter, fields).scan(bytes, 0);
  return { records, rest: bytes.subarray(end).toString(), cuts: cuts.map(({ row, reason }) => [row, reason]) };
};

describe("the record scanner", () => {
  it.each([
    ["plain records", "a,b\nc,d\n", 2, ""],
    ["Windows line ends", "a,b\r\nc,d\r\n", 2, ""],
    ["line ends and delimiters in quotes", '"a\n,b",c\n"d\r\n""e""",f\n', 2, ""],
    ["a quote inside plain text", 'a,5" disk\n', 1, ""],
    ["spaces around quoted fields", ' "a" , "b,c" \n', 1, ""],
    ["an unfinished record", 'a,b\nc,"d\n', 1, 'c,"d\n'],
    ["backslashes", '"a\\",b\\N\n', 1, ""],
  ])("counts %s", (_what, text, records, rest) => {
    expect(scanned(text, 2)).toEqual({ records, rest, cuts: [] });
  });

  it.each([
    ["too few fields", "a\n", "The row has 1 field; the header has 2."],
    ["too many fields", "a,b,c\n", "The row has 3 fields; the header has 2."],
    ["text after a quote", '"a"b,c\n', "Text follows a closing quote; a quote inside a value is written twice."],
    ["a second quoted text", '"a" "b",c\n', "Text follows a closing quote; a quote inside a value is written twice."],
    ["a stray carriage return", "a\rb,c\n", "A carriage return stands alone, outside quotes."],
  ])("cuts out a record with %s", (_what, text, reason) => {
    expect(scanned(`a,b\n${text}c,d\n`, 2)).toEqual({ records: 2, rest: "", cuts: [[3, reason]] });
  });

  it("leaves out empty lines and counts them as rows", () => {
    expect(scanned("a,b\n\n\r\nc\n", 2).cuts).toEqual([
      [3, ""],
      [5, "The row has 1 field; the header has 2."],
    ]);
  });

  it("finds the same records however the bytes are cut into chunks", () => {
    const field = fc.array(fc.constantFrom("a", ",", "\n", "\r\n", '"', " ", "é", ";"), { maxLength: 6 });
    const record = fc
      .tuple(field, field)
      .map((fields) => fields.map((parts) => `"${parts.join("").replaceAll('"', '""')}"`).join(","));
    fc.assert(
      fc.property(fc.array(record, { maxLength: 20 }), fc.array(fc.nat(9), { maxLength: 50 }), (records, cuts) => {
        const bytes = Buffer.from(records.map((text) => `${text}\n`).join(""));
        const scanner = new RecordScanner(",", 2);
        let found = 0;
        let carried = Buffer.alloc(0);
        let from = 0;
        for (const size of [...cuts, bytes.length]) {
          const joined = Buffer.concat([carried, bytes.subarray(from, from + size)]);
          from += size;
          const { end, records: complete, cuts: wrong } = scanner.scan(joined, carried.length);
          expect(wrong).toEqual([]);
          found += complete;
          carried = joined.subarray(end);
        }
        expect([found, carried.length]).toEqual([records.length, 0]);
      }),
    );
  });
});
