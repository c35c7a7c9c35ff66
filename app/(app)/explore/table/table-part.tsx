import Link from "next/link";
import { count } from "@/components/format";
import type { Change } from "@/lib/query/change";
import { type Exploration, explorationSearch } from "@/lib/query/exploration";
import { figuredTable } from "@/lib/query/figures";
import { dimensionLabel } from "@/lib/query/names";
import type { CostTable, TableRow } from "@/lib/query/table";
import { orderedRows } from "@/lib/query/table-order";
import { exploreHref } from "../href";
import { CostRows } from "./cost-rows";
import { insideOf } from "./inside";
import type { ShownRow, ShownTable } from "./shown-table";

const FEW = 100;
const EVERYTHING = "Everything";

/** The same numbers as the chart, name by name. */
export function TablePart({ table: asked, exploration }: { table: CostTable; exploration: Exploration }) {
  const { question, query, view } = exploration;
  const table = figuredTable(asked, view.figures);
  const { totals, more } = table;
  const rows = orderedRows(table, view.sort);
  const passed: ShownTable = {
    heading: query.groupBy.map(dimensionLabel).join(" · ") || EVERYTHING,
    currency: table.currency,
    grain: table.grain,
    yearStart: query.yearStart ?? 1,
    compares: totals.before !== null,
    columns: table.columns.map(({ start, cut, unfinished }) => ({ start, cut, unfinished })),
    shares: view.figures === "share",
    rows: rows.slice(0, FEW).map(rowOf),
    shown: view.rows === "all" ? rows.length : Math.min(FEW, rows.length),
    count: rows.length + (more?.count ?? 0),
    more,
    totals: { ...totals, change: changeOf(totals.change) },
    sort: view.sort,
    sortHrefs: sortHrefs(table, exploration),
    inside: insideOf(question, view),
    search: explorationSearch(exploration),
  };
  return (
    <div className="mt-10 border-line border-t pt-5">
      <CostRows table={passed}>
        {passed.shown < rows.length && (
          <Link href={exploreHref(question, { ...view, rows: "all" })} scroll={false} className="text-link text-sm">
            {`Show all ${count(rows.length)} rows`}
          </Link>
        )}
      </CostRows>
    </div>
  );
}

function rowOf({ id, label, share, total, before, change, cells }: TableRow): ShownRow {
  return { id, label: label || EVERYTHING, share, total, before, change: changeOf(change), cells };
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
