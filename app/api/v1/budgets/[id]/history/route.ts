import { budgetHistory } from "@/lib/budgets/list";
import { endpoint } from "../../../../endpoint";
import { verbs } from "../../../../verbs";
import { readBudgetHistory } from "../../contract";

export const { GET, POST, PUT, PATCH, DELETE } = verbs({
  GET: endpoint(readBudgetHistory, async (scope, { params, now }) => ({
    status: 200,
    body: { items: await budgetHistory(scope, params.id, now) },
  })),
});
