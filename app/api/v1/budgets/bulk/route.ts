import { judgeNow } from "@/app/judge-now";
import { suggestedBudgets } from "@/lib/budgets/suggest";
import { createBudgets } from "@/lib/budgets/write";
import { dayOf } from "@/lib/focus/period";
import { endpoint } from "../../../endpoint";
import { verbs } from "../../../verbs";
import { addBudgets } from "../contract";

export const { GET, POST, PUT, PATCH, DELETE } = verbs({
  POST: endpoint(addBudgets, async (scope, { body: { dryRun, ...per }, now }) => {
    const suggestions = await suggestedBudgets(scope, per, dayOf(now));
    if (dryRun) return { status: 200, body: { suggestions } };
    await createBudgets(
      scope,
      suggestions.map(({ budget }) => budget),
    );
    await judgeNow(scope);
    return { status: 201, body: { suggestions } };
  }),
});
