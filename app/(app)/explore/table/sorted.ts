import type { CostTable, TableRow } from "@/lib/query/table";
import type { View } from "@/lib/query/view";

/** The rows in the order of a column; names without a value there come last, and equal ones keep their order. */
export function sortedRows({ rows, columns }: CostTable, { by, descending }: View["sort"]): TableRow[] {
  if (by === "label") {
    const inOrder = rows.toSorted((a, b) => a.label.localeCompare(b.label, "en", { numeric: true }));
    return descending ? inOrder.reverse() : inOrder;
  }
  const place = columns.findIndex(({ start }) => start === by);
  const values = new Map(rows.map((row) => [row, sizeOf(row, by, place)]));
  const of = (row: TableRow) => values.get(row) ?? null;
  return rows.toSorted((a, b) => {
    const [one, other] = [of(a), of(b)];
    if (one === null || other === null) return Number(one === null) - Number(other === null);
    return descending ? other - one : one - other;
  });
}

/** As a float, which orders rows but is never shown. */
function sizeOf(row: TableRow, by: string, place: number): number | null {
  if (by === "before") return row.before === null ? null : Number(row.before);
  if (by === "change") return row.change === null ? null : Number(row.change.amount);
  if (by === "ratio") return row.change?.ratio ?? null;
  if (place < 0) return Number(row.total);
  const cell = row.cells[place];
  return cell === null || cell === undefined ? null : Number(cell);
}
