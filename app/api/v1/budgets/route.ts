import { judgeNow } from "@/app/judge-now";
import { budgetList } from "@/lib/budgets/list";
import { createBudget } from "@/lib/budgets/write";
import { endpoint } from "../../endpoint";
import { pageOf } from "../../page-of";
import { verbs } from "../../verbs";
import { addBudget, listBudgets } from "./contract";
import { shownBudget } from "./shown-budget";

export const { GET, POST, PUT, PATCH, DELETE } = verbs({
  GET: endpoint(listBudgets, async (scope, { query, now }) => ({
    status: 200,
    body: pageOf(await budgetList(scope, now), query),
  })),

  POST: endpoint(addBudget, async (scope, { body, now }) => {
    const { id } = await createBudget(scope, body);
    await judgeNow(scope);
    return { status: 201, body: await shownBudget(scope, id, now) };
  }),
});
