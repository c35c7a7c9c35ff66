import { describe, expect, it } from "vitest";
import type { Rejection } from "../../lib/ledger/import-outcome";
import { rejectionLines } from "./rejections";

const wrong = (row: number | null, reason: string): Rejection => ({
  ...{ file: "bill.csv", row, reason },
  field: row === null ? null : "BilledCost",
  value: row === null ? null : "12,5",
});

describe("rejectionLines", () => {
  it("names a single bad row, which the sentence only counts", () => {
    const lines = rejectionLines("1 row cannot be imported, so nothing was.", [wrong(43, "Write 1234.56.")], 1);
    expect(lines).toEqual(["  bill.csv, row 43, BilledCost: Write 1234.56. (12,5)"]);
  });

  it("says nothing twice of a file that is refused as a whole", () => {
    expect(rejectionLines("bill.csv: The file is empty.", [wrong(null, "The file is empty.")], 1)).toEqual([]);
    expect(rejectionLines("There is no source called AWS.", [], 0)).toEqual([]);
  });

  it("counts those that are not listed", () => {
    const rows = Array.from({ length: 30 }, (_, index) => wrong(index + 2, "Write 1234.56."));
    const lines = rejectionLines("1200 rows cannot be imported, so nothing was.", rows, 1200);
    expect([lines.length, lines.at(-1)]).toEqual([21, "  and 1,180 more."]);
  });
});
