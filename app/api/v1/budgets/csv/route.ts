import { judgeNow } from "@/app/judge-now";
import { csvOfBudgets } from "@/lib/budgets/csv-write";
import { importBudgets } from "@/lib/budgets/import";
import { budgetList } from "@/lib/budgets/list";
import { apiHeaders } from "../../../../security-headers";
import { endpoint } from "../../../endpoint";
import { verbs } from "../../../verbs";
import { exportBudgets, importBudgetsCsv } from "../contract";

export const { GET, POST, PUT, PATCH, DELETE } = verbs({
  GET: endpoint(exportBudgets, async (scope, { now }) => {
    const headers: [string, string][] = [
      ...apiHeaders(),
      ["Content-Type", "text/csv; charset=utf-8"],
      ["Content-Disposition", 'attachment; filename="budgets.csv"'],
    ];
    return new Response(csvOfBudgets(await budgetList(scope, now)), { headers });
  }),

  POST: endpoint(importBudgetsCsv, async (scope, { body: { csv, overwrite } }) => {
    const body = await importBudgets(scope, csv, { overwrite });
    await judgeNow(scope);
    return { status: 200, body };
  }),
});
