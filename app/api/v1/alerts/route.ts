import { alertList } from "@/lib/alerts/list";
import { endpoint } from "../../endpoint";
import { pageOf } from "../../page-of";
import { verbs } from "../../verbs";
import { listAlerts } from "./contract";

export const { GET, POST, PUT, PATCH, DELETE } = verbs({
  GET: endpoint(listAlerts, async (scope, { query: { state, budget, ...paging }, now }) => {
    const states = state === undefined ? undefined : [state].flat();
    return { status: 200, body: pageOf(await alertList(scope, now, { states, budgetId: budget }), paging) };
  }),
});
