import { budgetComments, commentOnBudget } from "@/lib/budgets/comments";
import { budgetById } from "@/lib/budgets/list";
import { endpoint } from "../../../../endpoint";
import { verbs } from "../../../../verbs";
import { addBudgetComment, listBudgetComments } from "../../comments-contract";

export const { GET, POST, PUT, PATCH, DELETE } = verbs({
  GET: endpoint(listBudgetComments, async (scope, { params, now }) => {
    const { id } = await budgetById(scope, params.id, now);
    return { status: 200, body: { items: await budgetComments(scope, id) } };
  }),

  POST: endpoint(addBudgetComment, async (scope, { params, body, now }) => {
    await commentOnBudget(scope, params.id, body.text, now);
    return { status: 201, body: { items: await budgetComments(scope, params.id) } };
  }),
});
