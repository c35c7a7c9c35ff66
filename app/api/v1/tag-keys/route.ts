import { dayOf } from "@/lib/focus/period";
import { workspaceCalendar } from "@/lib/query/fiscal";
import { questionFromUrl } from "@/lib/query/url";
import { askTagShares } from "@/lib/query/values/tag-shares";
import { endpoint } from "../../endpoint";
import { tagged } from "../../tagged";
import { verbs } from "../../verbs";
import { listTagKeys } from "./contract";

export const { GET, POST, PUT, PATCH, DELETE } = verbs({
  GET: endpoint(listTagKeys, async (scope, { query: params, request, now }) => {
    const { query } = questionFromUrl(params, await workspaceCalendar(scope, dayOf(now)));
    const question = { period: query.period, metric: query.metric };
    return await tagged(scope, { request, id: listTagKeys.id, question }, () => askTagShares(scope, question));
  }),
});
