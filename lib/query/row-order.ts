import { Money } from "../focus/money";
import type { CostRow } from "./answer";

/** The rows of an answer as files and the API list them: by bucket, the largest amount first, then by their keys. */
export function inOrder(rows: CostRow[]): CostRow[] {
  const sized = rows.map((row) => ({ row, size: Number(row.amount) }));
  sized.sort(
    (one, other) =>
      byText(one.row.bucket, other.row.bucket) ||
      other.size - one.size ||
      new Money(other.row.amount).cmp(one.row.amount) ||
      byKeys(one.row, other.row),
  );
  return sized.map(({ row }) => row);
}

function byKeys(one: CostRow, other: CostRow): number {
  for (const name of Object.keys(one.keys)) {
    const order = byText(one.keys[name] ?? null, other.keys[name] ?? null);
    if (order !== 0) return order;
  }
  return 0;
}

/** By code unit, what is absent last. */
function byText(one: string | null, other: string | null): number {
  if (one === other) return 0;
  if (one === null || other === null) return one === null ? 1 : -1;
  return one < other ? -1 : 1;
}
