import type { Part } from "../intake/file-parts";

/** What was read must be what the file holds, row for row. */
export function refuseOtherCount({ file, firstRow, rows }: Part, read: number): void {
  if (read !== rows) throw new Error(`${file}: read ${read} of ${rows} rows from row ${firstRow} on.`);
}

export function unfounded({ file }: Part): Error {
  return new Error(`${file}: a suspicious row has no fault.`);
}

/** The row of the file that the n-th row of the part is, counting those that were left out. */
export function rowAt({ firstRow, skipped }: Pick<Part, "firstRow" | "skipped">, index: number): number {
  let row = firstRow + index;
  for (const left of skipped) if (left.row <= row) row += left.rows;
  return row;
}
