import { apiHeaders } from "@/app/security-headers";
import type { Scope } from "@/lib/auth/scope";
import { type Day, dayOf } from "@/lib/focus/period";
import { type Asking, askName, cancelAsked } from "@/lib/query/asking";
import { askWhy } from "@/lib/query/change/explain";
import { seriesColors } from "@/lib/query/colors";
import { isKnown, questionTag } from "@/lib/query/costs-body";
import { type Exploration, explorationFromUrl } from "@/lib/query/exploration";
import { figuredStack, figuredTable } from "@/lib/query/figures";
import { workspaceCalendar } from "@/lib/query/fiscal";
import { annotations } from "@/lib/query/saved/annotations";
import { askSpend } from "@/lib/query/spend";
import { askTable } from "@/lib/query/table";
import { orderedRows } from "@/lib/query/table-order";
import { tableQuery } from "@/lib/query/table-query";
import { endpoint } from "../endpoint";
import { verbs } from "../verbs";
import { cancelQuery, query } from "./contract";
import { lines } from "./lines";

const PAGE = 500;

export const { GET, POST, PUT, PATCH, DELETE } = verbs({
  GET: endpoint(query, async (scope, { query: asked, request, now }) => {
    const { part, ask, offset = "0", limit = String(PAGE), ...params } = asked;
    const today = dayOf(now);
    const exploration = explorationFromUrl(params as Params, await workspaceCalendar(scope, today));
    const tag = await questionTag(scope, [part, offset, limit, today, exploration.query, exploration.view]);
    const headers: [string, string][] = [...apiHeaders(), ["ETag", tag], ["Vary", "Authorization, Cookie"]];
    // Notes are no part of the data's version.
    if (part !== "annotations" && isKnown(tag, request.headers.get("if-none-match")))
      return new Response(null, { status: 304, headers });
    const stretch = { from: Number(offset), to: Number(offset) + Number(limit) };
    return lines(request, headers, (asking) => {
      const named: Asking = ask ? { ...asking, name: askName(scope, ask) } : asking;
      return parts[part](scope, { ...exploration, today, stretch }, named);
    });
  }),

  DELETE: endpoint(cancelQuery, async (scope, { query: { ask } }) => ({
    status: 200,
    body: { cancelled: await cancelAsked(scope, ask) },
  })),
});

type Params = Record<string, string | string[]>;
type Asked = Exploration & { today: Day; stretch: { from: number; to: number } };
type Part = (scope: Scope, asked: Asked, asking: Asking) => Promise<unknown>;

const parts: Record<"chart" | "table" | "why" | "annotations", Part> = {
  chart: async (scope, { query: question, view, today }, asking) => {
    const { stacks } = await askSpend(scope, { query: question, today, top: view.top }, asking);
    const shown = stacks.map((stack) => figuredStack(stack, view.figures));
    const colored = shown.map(async (stack) => ({
      ...stack,
      colors: await seriesColors(scope, question.groupBy, stack.series),
    }));
    return await Promise.all(colored);
  },

  table: async (scope, { query: question, view, today, stretch }, asking) => {
    const tables = await askTable(scope, { query: tableQuery(question), today }, asking);
    return tables.map((asked) => {
      const table = figuredTable(asked, view.figures);
      const rows = orderedRows(table, view.sort).slice(stretch.from, stretch.to);
      return { ...table, rows, count: table.rows.length };
    });
  },

  annotations: (scope, { query: question }) => annotations(scope, question.period),

  why: (scope, { query: question }, asking) => askWhy(scope, question, asking),
};
