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

/** Text, a ratio, or an amount with the float that nearly always tells it from another. */
type Key = string | number | Amount | null;
type Amount = { text: string; size: number };

function keyOf(row: TableRow, by: string, columns: CostTable["columns"]): Key {
  switch (by) {
    case "label":
      return row.label;
    case "total":
      return amount(row.total);
    case "before":
      return amount(row.before);
    case "change":
      return amount(row.change?.amount);
    case "ratio":
      return row.change?.ratio ?? null;
    default:
      return amount(row.cells[columns.findIndex(({ start }) => start === by)]);
  }
}

function amount(text: string | null | undefined): Amount | null {
  return text === null || text === undefined ? null : { text, size: Number(text) };
}

function compared(one: Key, other: Key, direction: 1 | -1): number {
  if (one === null || other === null) return Number(one === null) - Number(other === null);
  if (typeof one === "string" || typeof other === "string") return direction * byText(String(one), String(other));
  if (typeof one === "number" || typeof other === "number") return direction * (Number(one) - Number(other));
  return direction * bySize(one, other);
}

const FLOAT_ERROR = 1e-12;

// 50,000 rows are compared a million times: exactly only where floats cannot tell them apart.
function bySize(one: Amount, other: Amount): number {
  const difference = one.size - other.size;
  const near = Math.abs(difference) <= Math.max(Math.abs(one.size), Math.abs(other.size)) * FLOAT_ERROR;
  return near ? new Money(one.text).cmp(other.text) : difference;
}

// By code unit: the order must not depend on where the server stands.
function byText(one: string, other: string): number {
  const [a, b] = [one.toLowerCase(), other.toLowerCase()];
  if (a === b) return 0;
  return a < b ? -1 : 1;
}
