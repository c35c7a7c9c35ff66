import { Money } from "../focus/money";
import type { CostTable, TableRow } from "./table";
import type { View } from "./view";

/** The rows in the order of a view; names that cannot be ordered by it come last, equal ones by their name. */
export function orderedRows({ rows, columns }: Pick<CostTable, "rows" | "columns">, sort: View["sort"]): TableRow[] {
  const direction = sort.descending ? -1 : 1;
  const keyed = rows.map((row) => ({ row, key: keyOf(row, sort.by, columns) }));
  keyed.sort((a, b) => compared(a.key, b.key, direction) || byText(a.row.label, b.row.label));
  return keyed.map(({ row }) => row);
}

type Key = string | Money | number | null;

function keyOf(row: TableRow, by: string, columns: CostTable["columns"]): Key {
  switch (by) {
    case "label":
      return row.label;
    case "total":
      return new Money(row.total);
    case "before":
      return row.before === null ? null : new Money(row.before);
    case "change":
      return row.change && new Money(row.change.amount);
    case "ratio":
      return row.change?.ratio ?? null;
    default: {
      const cell = row.cells[columns.findIndex(({ start }) => start === by)];
      return cell === null || cell === undefined ? null : new Money(cell);
    }
  }
}

function compared(one: Key, other: Key, direction: 1 | -1): number {
  if (one === null || other === null) return Number(one === null) - Number(other === null);
  if (typeof one === "string" || typeof other === "string") return direction * byText(String(one), String(other));
  return direction * new Money(one).cmp(other);
}

// By code unit: the order must not depend on where the server stands.
function byText(one: string, other: string): number {
  const [a, b] = [one.toLowerCase(), other.toLowerCase()];
  if (a === b) return 0;
  return a < b ? -1 : 1;
}
