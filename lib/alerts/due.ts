import { systemScope } from "../auth/workspaces";
import { rowsOf, sql } from "../db/sql";
import { evaluateBudgets } from "./evaluate";

/** Judges the budgets of every workspace where charges or budgets changed; what is due decides, not the clock. */
export async function evaluateDue(now: Date): Promise<void> {
  const due = await rowsOf<{ id: string }>(sql`select distinct workspace_id as id from evaluation_due`);
  for (const { id } of due) await evaluateBudgets(await systemScope(id), now, { onlyDue: true });
}
