import { addDays } from "../focus/period";
import { figuredTable } from "./figures";
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

type Shown = Pick<View, "sort" | "figures"> & {
  /** With a column for each period. */
  periods: boolean;
};

/** The table that a view shows, as text. */
export function plainTable(asked: CostTable, view: Shown): PlainTable {
  const table = figuredTable(asked, view.figures);
  const withCells = view.periods && table.grain !== "total";
  return {
    title: titleOf(table),
    columns: columnsOf(table, view.figures, withCells),
    rows: orderedRows(table, view.sort).map((row) => rowOf(row, table, withCells)),
    totals: totalsOf(table, withCells),
    note: noteOf(table),
  };
}

function titleOf({ metric, groupBy, period, currency }: CostTable): string {
  const by = groupBy.length > 0 ? ` by ${groupBy.map(dimensionLabel).join(" and ")}` : "";
  return `${metricLabels[metric]}${by}, ${period.from} to ${addDays(period.to, -1)}, ${currency}`;
}

function columnsOf(table: CostTable, figures: View["figures"], withCells: boolean): PlainTable["columns"] {
  const text = (name: string) => ({ name, kind: "text" as const });
  const amount = (name: string) => ({ name, kind: "amount" as const });
  const ratio = (name: string) => ({ name, kind: "ratio" as const });
  const cells = withCells ? table.columns.map(({ start }) => start) : [];
  return [
    text("Name"),
    ...table.groupBy.map((dimension: Dimension) => text(dimension)),
    amount("Total"),
    ratio("Share"),
    ...(table.compare ? [amount("Before"), amount("Change"), ratio("Change ratio")] : []),
    ...cells.map((name) => (figures === "share" ? ratio(name) : amount(name))),
  ];
}

function rowOf(row: TableRow, table: CostTable, withCells: boolean): (string | null)[] {
  return [
    row.label,
    ...table.groupBy.map((dimension) => row.keys[dimension] ?? null),
    row.total,
    row.share === null ? null : String(row.share),
    ...beside(row, table),
    ...(withCells ? row.cells : []),
  ];
}

function totalsOf(table: CostTable, withCells: boolean): (string | null)[] {
  const { totals } = table;
  const names = table.groupBy.map(() => null);
  return ["Total", ...names, totals.total, null, ...beside(totals, table), ...(withCells ? totals.cells : [])];
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
