import { apiHeaders } from "@/app/security-headers";
import { addDays, dayOf } from "@/lib/focus/period";
import { isKnown, questionTag } from "@/lib/query/costs-body";
import { BYTE_ORDER_MARK } from "@/lib/query/costs-csv";
import { explorationFromUrl } from "@/lib/query/exploration";
import { workspaceCalendar } from "@/lib/query/fiscal";
import { plainTable } from "@/lib/query/plain-table";
import { tableCsv, tableJson } from "@/lib/query/plain-table-text";
import { askTable } from "@/lib/query/table";
import { tableQuery } from "@/lib/query/table-query";
import { endpoint } from "../../endpoint";
import { HttpRefusal } from "../../problem";
import { verbs } from "../../verbs";
import { savedTable } from "./contract";

const types = { csv: "text/csv; charset=utf-8", json: "application/json" };

export const { GET, POST, PUT, PATCH, DELETE } = verbs({
  GET: endpoint(savedTable, async (scope, { query: { format, columns, ...params }, request, now }) => {
    const today = dayOf(now);
    const calendar = await workspaceCalendar(scope, today);
    const { query, view } = explorationFromUrl(params as Record<string, string | string[]>, calendar);
    const periods = columns === "periods";
    const tag = await questionTag(scope, ["file", format, periods, today, query, view]);
    const headers: [string, string][] = [...apiHeaders(), ["ETag", tag], ["Vary", "Authorization, Cookie"]];
    if (isKnown(tag, request.headers.get("if-none-match"))) return new Response(null, { status: 304, headers });
    const tables = await askTable(scope, { query: tableQuery(query), today }, { signal: request.signal });
    const table = tables.find(({ currency }) => currency === (view.currency ?? query.currency)) ?? tables[0];
    if (!table)
      throw new HttpRefusal(404, "not_found", "No charges match this question, so there is no table of them.");
    const plain = plainTable(table, { ...view, periods });
    const { from, to } = query.period;
    headers.push(
      ["Content-Type", types[format]],
      ["Content-Disposition", `attachment; filename="costs-${from}-to-${addDays(to, -1)}.${format}"`],
    );
    return new Response(format === "csv" ? BYTE_ORDER_MARK + tableCsv(plain) : tableJson(plain), { headers });
  }),
});
