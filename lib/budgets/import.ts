import { randomUUID } from "node:crypto";
import { requireRole, type Scope } from "../auth/scope";
import { db } from "../db/client";
import { evaluationDue } from "../db/data-changed";
import { rowsOf, sql } from "../db/sql";
import { type Budget, budgetsWhere } from "./budget";
import { budgetsFromCsv, type CsvProblem, CsvRefusal, type ImportedBudget } from "./csv";
import { parentProblem } from "./hierarchy";
import { isSeen, requireWithinRows } from "./within-rows";
import { columnsOf } from "./write";

export type BudgetImport = { created: string[]; changed: string[] };

/**
 * Imports a file of budgets: all of its rows or none. A name that is there already is refused, or with `overwrite` that
 * budget becomes what the file says; budgets the file does not name stay as they are.
 */
export async function importBudgets(
  scope: Scope,
  text: string,
  { overwrite }: { overwrite: boolean },
): Promise<BudgetImport> {
  requireRole(scope, "editor");
  const rows = budgetsFromCsv(text);
  for (const { budget } of rows) requireWithinRows(scope, budget);
  const all = await budgetsWhere(rowsOf, sql`workspace_id = ${scope.workspaceId}::uuid`);
  const known = new Map(all.filter((each) => isSeen(scope, each)).map((each) => [each.name, each]));
  const taken = new Set(all.map(({ name }) => name));
  const ids = new Map(rows.map(({ budget: { name } }) => [name, known.get(name)?.id ?? randomUUID()]));
  const parentId = (name: string | null) => (name === null ? null : (ids.get(name) ?? known.get(name)?.id ?? null));
  const saved = rows.map((row) => ({ ...row, id: ids.get(row.budget.name) ?? "", parentId: parentId(row.parent) }));
  refuseUnfit(saved, { all, known, taken, overwrite });

  const fresh = saved.filter(({ budget }) => !known.has(budget.name));
  const changed = saved.filter(({ budget }) => known.has(budget.name));
  const { workspaceId, actor } = scope;
  await db.$transaction([
    db.budget.createMany({
      data: fresh.map(({ id, budget, state }) => ({
        ...columnsOf({ ...budget, parentId: null }),
        id,
        ...(state && { state }),
        workspaceId,
        createdBy: actor,
      })),
    }),
    ...changed.map(({ id, budget, state, ...row }) =>
      db.budget.update({
        where: { id, workspaceId },
        data: { ...columnsOf({ ...budget, parentId: row.parentId }), ...(state && { state }), updatedAt: new Date() },
      }),
    ),
    ...fresh
      .filter((row) => row.parentId !== null)
      .map((row) => db.budget.update({ where: { id: row.id, workspaceId }, data: { parentId: row.parentId } })),
  ]);
  await rowsOf(evaluationDue(workspaceId, "budget"));
  return { created: fresh.map(({ budget }) => budget.name), changed: changed.map(({ budget }) => budget.name) };
}

type Saved = ImportedBudget & { id: string; parentId: string | null };
type Present = { all: Budget[]; known: Map<string, Budget>; taken: Set<string>; overwrite: boolean };

function refuseUnfit(rows: Saved[], { all, known, taken, overwrite }: Present): void {
  const changed = new Set(rows.map(({ id }) => id));
  const after = [...all.filter(({ id }) => !changed.has(id)), ...rows];
  const problems = rows.flatMap(({ row, budget, parent, id, parentId }): CsvProblem[] => {
    const { name } = budget;
    if (known.has(name) ? !overwrite : taken.has(name)) {
      return [{ row, field: "name", message: `There is already a budget called ${name}.` }];
    }
    if (parent === null) return [];
    if (parentId === null) return [{ row, field: "parent", message: `There is no budget called ${parent}.` }];
    const problem = parentProblem(id, parentId, after);
    return problem === null ? [] : [{ row, field: "parent", message: problem }];
  });
  if (problems.length > 0) throw new CsvRefusal(problems);
}
