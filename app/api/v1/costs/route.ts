import { Readable } from "node:stream";
import { apiHeaders } from "@/app/security-headers";
import type { Scope } from "@/lib/auth/scope";
import { dayOf } from "@/lib/focus/period";
import { costsBody, costsTag, isKnown } from "@/lib/query/costs-body";
import { BYTE_ORDER_MARK, costsCsv } from "@/lib/query/costs-csv";
import { workspaceCalendar } from "@/lib/query/fiscal";
import { askCosts } from "@/lib/query/run";
import type { CostQuery } from "@/lib/query/spec";
import { questionFromUrl } from "@/lib/query/url";
import { endpoint } from "../../endpoint";
import { verbs } from "../../verbs";
import { costs } from "./contract";

export const { GET, POST, PUT, PATCH, DELETE } = verbs({
  GET: endpoint(costs, async (scope, { query: params, request, now }) => {
    const { format: _format, bom: _bom, ...asked } = params;
    const { query } = questionFromUrl(asked, await workspaceCalendar(scope, dayOf(now)));
    const isCsv = params.format === "csv" || (params.format === undefined && prefersCsv(request));
    const jsonTag = await costsTag(scope, query);
    const tag = isCsv ? jsonTag.replace(/"$/, `-csv${params.bom ?? 0}"`) : jsonTag;
    const headers = [...apiHeaders(), ["ETag", tag], ["Vary", "Authorization, Cookie, Accept"]] as [string, string][];
    if (isKnown(tag, request.headers.get("if-none-match"))) return new Response(null, { status: 304, headers });
    if (isCsv) return await csvResponse(scope, query, headers, params.bom === "1");
    headers.push(["Content-Type", "application/json"]);
    return new Response(await costsBody(scope, query, tag, { signal: request.signal }), { headers });
  }),
});

function prefersCsv(request: Request): boolean {
  const accepted = request.headers.get("accept") ?? "";
  return /\btext\/csv\b/.test(accepted) && !/\bapplication\/json\b/.test(accepted);
}

async function csvResponse(scope: Scope, query: CostQuery, headers: [string, string][], isMarked: boolean) {
  const asked = await askCosts(scope, query);
  const { from, to } = query.period;
  headers.push(["Content-Type", "text/csv; charset=utf-8"]);
  headers.push(["Content-Disposition", `attachment; filename="costs-${from}-${to}.csv"`]);
  const chunks = Readable.from(withMark(costsCsv(asked, query), isMarked));
  return new Response(Readable.toWeb(chunks.map((text: string) => Buffer.from(text))) as ReadableStream, { headers });
}

function* withMark(chunks: Iterable<string>, isMarked: boolean): Generator<string> {
  if (isMarked) yield BYTE_ORDER_MARK;
  yield* chunks;
}
