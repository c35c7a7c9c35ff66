import { csvRecord } from "./csv-cell";
import type { PlainTable } from "./plain-table";

/** The table as csv: its head, its rows in their order, and the line of its totals. */
export function tableCsv({ columns, rows, totals, note }: PlainTable): string {
  const records = [columns.map(({ name }) => name), ...rows, totals, ...(note === null ? [] : [[note]])];
  return records.map(csvRecord).join("");
}

/** The same as JSON; amounts stay decimal text. */
export function tableJson({ title, columns, rows, totals, note }: PlainTable): string {
  const named = (cells: (string | null)[]) =>
    Object.fromEntries(columns.map(({ name }, index) => [name, cells[index] ?? null]));
  return JSON.stringify({ title, columns, rows: rows.map(named), totals: named(totals), note });
}
