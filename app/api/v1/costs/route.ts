import { apiHeaders } from "@/app/security-headers";
import { dayOf } from "@/lib/focus/period";
import { costsBody, costsTag, isKnown } from "@/lib/query/costs-body";
import { queryFromUrl } from "@/lib/query/url";
import { endpoint } from "../../endpoint";
import { verbs } from "../../verbs";
import { costs } from "./contract";

export const { GET, POST, PUT, PATCH, DELETE } = verbs({
  GET: endpoint(costs, async (scope, { query: params, request, now }) => {
    const query = queryFromUrl(params, dayOf(now));
    const tag = await costsTag(scope, query);
    const headers = [...apiHeaders(), ["ETag", tag], ["Vary", "Authorization, Cookie"]] as [string, string][];
    if (isKnown(tag, request.headers.get("if-none-match"))) return new Response(null, { status: 304, headers });
    headers.push(["Content-Type", "application/json"]);
    return new Response(await costsBody(scope, query, tag), { headers });
  }),
});
