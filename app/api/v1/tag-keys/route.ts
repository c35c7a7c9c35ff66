import { dayOf } from "@/lib/focus/period";
import { workspaceCalendar } from "@/lib/query/fiscal";
import { questionFromUrl } from "@/lib/query/url";
import { askTagShares } from "@/lib/query/values/tag-shares";
import { endpoint } from "../../endpoint";
import { verbs } from "../../verbs";
import { listTagKeys } from "./contract";

export const { GET, POST, PUT, PATCH, DELETE } = verbs({
  GET: endpoint(listTagKeys, async (scope, { query: params, now }) => {
    const { query } = questionFromUrl(params, await workspaceCalendar(scope, dayOf(now)));
    return { status: 200, body: await askTagShares(scope, query) };
  }),
});
