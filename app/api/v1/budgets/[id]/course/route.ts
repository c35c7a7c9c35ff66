import { budgetById } from "@/lib/budgets/list";
import { budgetCourse } from "@/lib/budgets/period-course";
import { endpoint } from "../../../../endpoint";
import { verbs } from "../../../../verbs";
import { readBudgetCourse } from "../../contract";

export const { GET, POST, PUT, PATCH, DELETE } = verbs({
  GET: endpoint(readBudgetCourse, async (scope, { params, now }) => {
    const budget = await budgetById(scope, params.id, now);
    const course = budget.verdict ? await budgetCourse(scope, budget, budget.verdict) : null;
    return { status: 200, body: { course } };
  }),
});
