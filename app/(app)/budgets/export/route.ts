import { currentScope } from "@/app/session";
import { csvOfBudgets } from "@/lib/budgets/csv-write";
import { budgetList } from "@/lib/budgets/list";

/** All budgets as the file that can be imported again. */
export async function GET(): Promise<Response> {
  const scope = await currentScope();
  const headers = {
    "Content-Type": "text/csv; charset=utf-8",
    "Content-Disposition": 'attachment; filename="budgets.csv"',
    "Cache-Control": "no-store",
  };
  return new Response(csvOfBudgets(await budgetList(scope, new Date())), { headers });
}
