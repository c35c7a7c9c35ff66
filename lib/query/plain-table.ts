import { addDays } from "../focus/period";
import { figures, perDay } from "./figures";
import { type Dimension, dimensionLabel, metricLabels } from "./names";
import type { CostTable, TableRow } from "./table";
import { orderedRows } from "./table-order";
import type { View } from "./view";

type ColumnKind = "text" | "amount" | "ratio";

/** A table as files have it: exactly the rows, columns, order and figures that are shown. Null is an empty cell. */
export type PlainTable = {
  /** What the table is of: "Billed cost by Service, 2026-10-01 to 2026-10-31, USD". Days are both included. */
  title: string;
  columns: { name: string; kind: ColumnKind }[];
  rows: (string | null)[][];
  /** The line under the table; its first cell says "Total". */
  totals: (string | null)[];
  /** Said beside the table where it does not show all. */
  note: string | null;
};

/** The table that a view shows, as text. */
export function plainTable(table: CostTable, view: Pick<View, "sort" | "figures">): PlainTable {
  const isCompared = table.compare !== null;
  return {
    title: titleOf(table),
    columns: columnsOf(table, view, isCompared),
    rows: orderedRows(table, view.sort).map((row) => rowOf(row, table, view)),
    totals: totalsOf(table, view),
    note: noteOf(table),
  };
}

function titleOf({ metric, groupBy, period, currency }: CostTable): string {
  const by = groupBy.length > 0 ? ` by ${groupBy.map(dimensionLabel).join(" and ")}` : "";
  return `${metricLabels[metric]}${by}, ${period.from} to ${addDays(period.to, -1)}, ${currency}`;
}

function columnsOf(table: CostTable, view: Pick<View, "figures">, isCompared: boolean): PlainTable["columns"] {
  const text = (name: string) => ({ name, kind: "text" as const });
  const amount = (name: string) => ({ name, kind: "amount" as const });
  const ratio = (name: string) => ({ name, kind: "ratio" as const });
  const cells = table.grain === "total" ? [] : table.columns.map(({ start }) => start);
  return [
    text("Name"),
    ...table.groupBy.map((dimension: Dimension) => text(dimension)),
    ...cells.map((name) => (view.figures === "share" ? ratio(name) : amount(name))),
    amount("Total"),
    ratio("Share"),
    amount("Per day"),
    ...(isCompared ? [amount("Before"), amount("Change"), ratio("Change ratio")] : []),
  ];
}

function rowOf(row: TableRow, table: CostTable, view: Pick<View, "figures">): (string | null)[] {
  return [
    row.label,
    ...table.groupBy.map((dimension) => row.keys[dimension] ?? null),
    ...cellsOf(row.cells, table, view),
    row.total,
    row.share === null ? null : String(row.share),
    perDay(row.total, table.period),
    ...beside(row, table),
  ];
}

function totalsOf(table: CostTable, view: Pick<View, "figures">): (string | null)[] {
  const { totals, period } = table;
  return [
    "Total",
    ...table.groupBy.map(() => null),
    ...cellsOf(totals.cells, table, view),
    totals.total,
    null,
    perDay(totals.total, period),
    ...beside(totals, table),
  ];
}

function cellsOf(cells: (string | null)[], table: CostTable, view: Pick<View, "figures">): (string | null)[] {
  if (table.grain === "total") return [];
  return figures(cells, view.figures, { buckets: table.columns, totals: table.totals.cells });
}

function beside({ before, change }: Pick<TableRow, "before" | "change">, { compare }: CostTable): (string | null)[] {
  if (!compare) return [];
  return [before, change?.amount ?? null, change?.ratio === null || !change ? null : String(change.ratio)];
}

function noteOf({ more, missing, metric }: CostTable): string | null {
  const notes = [
    more && `${more.count} more rows of ${more.amount} in all are in the total and not in the table.`,
    missing > 0 && `${missing} charges state no ${metricLabels[metric].toLowerCase()} and are in no number.`,
  ].filter(Boolean);
  return notes.length > 0 ? notes.join(" ") : null;
}
