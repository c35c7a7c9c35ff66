import Link from "next/link";
import type { Change } from "@/lib/query/change";
import type { Exploration } from "@/lib/query/exploration";
import { dimensionLabel } from "@/lib/query/names";
import type { CostTable, TableRow } from "@/lib/query/table";
import { urlFromQuery } from "@/lib/query/url";
import { narrowed } from "../drill";
import { exploreHref } from "../href";
import { CostRows, type ShownTable } from "./cost-rows";
import { sortedRows } from "./sorted";

const FEW = 100;
const EVERYTHING = "Everything";

/** The same numbers as the chart, name by name. */
export function TablePart({ table, exploration }: { table: CostTable; exploration: Exploration }) {
  const { question, query, view } = exploration;
  const rows = sortedRows(table, view.sort);
  const shown = view.rows === "all" ? rows : rows.slice(0, FEW);
  const heading = query.groupBy.map(dimensionLabel).join(" · ") || EVERYTHING;
  const passed: ShownTable = {
    heading,
    currency: table.currency,
    grain: table.grain,
    compares: table.totals.before !== null,
    columns: table.columns.map(({ start, unfinished }) => ({ start, unfinished })),
    rows: shown.map((row) => rowOf(row, exploration)),
    total: {
      amount: table.totals.total,
      before: table.totals.before,
      change: changeOf(table.totals.change),
      cells: table.totals.cells,
    },
    count: rows.length + (table.more?.count ?? 0),
    sort: view.sort,
    sortHrefs: sortHrefs(table, exploration),
  };
  return (
    <div className="mt-10 border-line border-t pt-5">
      <CostRows table={passed} exports={exportLinks(query)}>
        {shown.length < rows.length && (
          <Link href={exploreHref(question, { ...view, rows: "all" })} scroll={false} className="text-link text-sm">
            {`Show all ${rows.length.toLocaleString("en-US")} rows`}
          </Link>
        )}
      </CostRows>
    </div>
  );
}

function rowOf({ id, keys, label, total, share, before, change, cells }: TableRow, { question, view }: Exploration) {
  const inside = narrowed(question, keys);
  const href = inside ? exploreHref(inside, { ...view, rows: undefined }) : undefined;
  return { id, label: label || EVERYTHING, amount: total, share, before, change: changeOf(change), cells, href };
}

/** The numbers of the question to the last digit, as files. */
function exportLinks(query: Exploration["query"]): { label: string; href: string }[] {
  const search = urlFromQuery(query);
  return [
    { label: "CSV", href: `/api/v1/costs?${search}&format=csv&bom=1` },
    { label: "JSON", href: `/api/v1/costs?${search}` },
  ];
}

function changeOf(change: Change | null) {
  return change && { amount: change.amount, ratio: change.ratio, kind: change.kind };
}

/** Where each column's head leads: to its order, and from there to the reverse. */
function sortHrefs({ columns }: CostTable, { question, view }: Exploration): Record<string, string> {
  const names = ["label", "total", "before", "change", "ratio", ...columns.map(({ start }) => start)];
  return Object.fromEntries(
    names.map((by) => {
      const again = view.sort.by === by;
      const descending = again ? !view.sort.descending : by !== "label";
      return [by, exploreHref(question, { ...view, sort: { by, descending } })];
    }),
  );
}
