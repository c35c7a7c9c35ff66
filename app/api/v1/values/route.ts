import { dayOf } from "@/lib/focus/period";
import { workspaceCalendar } from "@/lib/query/fiscal";
import { knownDimension } from "@/lib/query/params";
import { questionFromUrl } from "@/lib/query/url";
import { storableText } from "@/lib/query/values/text";
import { askValues } from "@/lib/query/values/values";
import { endpoint } from "../../endpoint";
import { tagged } from "../../tagged";
import { verbs } from "../../verbs";
import { findValues } from "./contract";

export const { GET, POST, PUT, PATCH, DELETE } = verbs({
  GET: endpoint(findValues, async (scope, { query: { dimension, q = "", ...params }, request, now }) => {
    const { query } = questionFromUrl(params, await workspaceCalendar(scope, dayOf(now)));
    const { period, where, metric } = query;
    const asked = { dimension: knownDimension(dimension), text: storableText(q), period, where, metric };
    const work = () => askValues(scope, asked, { signal: request.signal });
    return await tagged(scope, { request, id: findValues.id, question: asked }, work);
  }),
});
