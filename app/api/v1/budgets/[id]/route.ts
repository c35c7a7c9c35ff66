import { judgeNow } from "@/app/judge-now";
import { changeBudget, removeBudget } from "@/lib/budgets/write";
import { endpoint } from "../../../endpoint";
import { verbs } from "../../../verbs";
import { dropBudget, editBudget, readBudget } from "../contract";
import { shownBudget } from "../shown-budget";

export const { GET, POST, PUT, PATCH, DELETE } = verbs({
  GET: endpoint(readBudget, async (scope, { params, now }) => ({
    status: 200,
    body: await shownBudget(scope, params.id, now),
  })),

  PATCH: endpoint(editBudget, async (scope, { params, body, now }) => {
    await changeBudget(scope, params.id, body);
    await judgeNow(scope);
    return { status: 200, body: await shownBudget(scope, params.id, now) };
  }),

  DELETE: endpoint(dropBudget, async (scope, { params }) => {
    await removeBudget(scope, params.id);
    return { status: 204, body: null };
  }),
});
