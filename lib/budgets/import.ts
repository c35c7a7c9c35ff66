import { requireRole, type Scope } from "../auth/scope";
import { db } from "../db/client";
import { budgetsFromCsv, type CsvProblem, CsvRefusal, type ImportedBudget } from "./csv";
import { budgetList } from "./list";
import type { BudgetChanges } from "./spec";
import { changeBudget, createBudgets } from "./write";

export type BudgetImport = { created: string[]; changed: string[] };

/**
 * Imports a file of budgets: all of its rows or none. A name that is there already is refused, or with `overwrite` that
 * budget becomes what the file says; budgets the file does not name stay as they are.
 */
export async function importBudgets(
  scope: Scope,
  text: string,
  { overwrite, now }: { overwrite: boolean; now: Date },
): Promise<BudgetImport> {
  requireRole(scope, "editor");
  const rows = budgetsFromCsv(text);
  const known = new Map((await budgetList(scope, now)).map((each) => [each.name, each.id]));
  refuseUnfit(rows, known, overwrite);
  const fresh = rows.filter(({ budget }) => !known.has(budget.name));
  const made =
    fresh.length === 0
      ? []
      : await createBudgets(
          scope,
          fresh.map(({ budget }) => budget),
        );
  const ids = new Map([...known, ...fresh.map(({ budget }, index) => [budget.name, made[index]?.id ?? ""] as const)]);
  const changed = rows.filter(({ budget }) => known.has(budget.name));
  for (const { budget, parent } of changed) {
    await changeBudget(scope, ids.get(budget.name) ?? "", {
      ...budget,
      parentId: parentOf(parent, ids),
    } as BudgetChanges);
  }
  for (const { budget, parent } of fresh.filter((each) => each.parent !== null)) {
    await db.budget.update({
      where: { id: ids.get(budget.name) ?? "", workspaceId: scope.workspaceId },
      data: { parentId: parentOf(parent, ids) },
    });
  }
  return { created: fresh.map(({ budget }) => budget.name), changed: changed.map(({ budget }) => budget.name) };
}

const parentOf = (name: string | null, ids: Map<string, string>) => (name === null ? null : (ids.get(name) ?? null));

function refuseUnfit(rows: ImportedBudget[], known: Map<string, string>, overwrite: boolean): void {
  const names = new Set([...known.keys(), ...rows.map(({ budget }) => budget.name)]);
  const parents = new Map(rows.map(({ budget, parent }) => [budget.name, parent]));
  const problems = rows.flatMap(({ row, budget, parent }): CsvProblem[] => {
    if (!overwrite && known.has(budget.name)) {
      return [{ row, field: "name", message: `There is already a budget called ${budget.name}.` }];
    }
    if (parent === null) return [];
    if (!names.has(parent)) return [{ row, field: "parent", message: `There is no budget called ${parent}.` }];
    return isOwnAncestor(budget.name, parents)
      ? [{ row, field: "parent", message: "It would be part of itself." }]
      : [];
  });
  if (problems.length > 0) throw new CsvRefusal(problems);
}

function isOwnAncestor(name: string, parents: Map<string, string | null>): boolean {
  const seen = new Set<string>();
  for (let at = parents.get(name) ?? null; at !== null && !seen.has(at); at = parents.get(at) ?? null) {
    if (at === name) return true;
    seen.add(at);
  }
  return false;
}
