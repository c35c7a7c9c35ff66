import { requireRole, type Scope } from "../auth/scope";
import { db } from "../db/client";
import { evaluationDue } from "../db/data-changed";
import type { Prisma } from "../db/generated/client";
import { isDuplicate } from "../db/refusals";
import { rowsOf, sql } from "../db/sql";
import { DomainError } from "../errors";
import { startOf } from "../focus/period";
import { type Budget, budgetsWhere } from "./budget";
import { parentProblem } from "./hierarchy";
import { BudgetChanges, type BudgetFields, type NewBudget, spanProblem } from "./spec";
import { isSeen, requireWithinRows } from "./within-rows";

/** A refusal that knows which fields are wrong. */
class BudgetRefusal extends DomainError {
  readonly fields: Record<string, string[]>;

  constructor(field: string, message: string, code: "invalid" | "conflict" = "invalid") {
    super(code, message);
    this.fields = { [field]: [message] };
  }
}

/** Sets a budget; it is judged at once. */
export async function createBudget(scope: Scope, input: NewBudget): Promise<{ id: string }> {
  const [made] = await createBudgets(scope, [input]);
  if (made) return made;
  throw new Error("A budget was made without an id.");
}

/** Sets several budgets, all or none of them. */
export async function createBudgets(scope: Scope, inputs: NewBudget[]): Promise<{ id: string }[]> {
  requireRole(scope, "editor");
  for (const input of inputs) requireWithinRows(scope, input);
  await refuseParents(
    scope,
    inputs.map((each) => ({ id: null, ...each })),
  );
  try {
    const made = await db.budget.createManyAndReturn({
      data: inputs.map((input) => ({ ...columnsOf(input), workspaceId: scope.workspaceId, createdBy: scope.actor })),
      select: { id: true },
    });
    await rowsOf(evaluationDue(scope.workspaceId, "budget"));
    return made;
  } catch (error) {
    throw namedTwice(
      error,
      inputs.map(({ name }) => name),
    );
  }
}

/** Changes what is given and leaves the rest; fields that do not fit each other are refused. */
export async function changeBudget(scope: Scope, id: string, changes: BudgetChanges): Promise<void> {
  requireRole(scope, "editor");
  const { state, ...fields } = BudgetChanges.parse(changes);
  const before = await oneBudget(scope, id);
  const after: Budget = { ...before, ...definedOnly(fields) };
  requireWithinRows(scope, after);
  const problem = spanProblem(after);
  if (problem) throw new BudgetRefusal(problem.field, problem.message);
  if (after.parentId !== before.parentId) await refuseParents(scope, [{ id, parentId: after.parentId }]);
  try {
    await db.budget.update({
      where: { id, workspaceId: scope.workspaceId },
      data: { ...columnsOf(after), ...(state && { state }), updatedAt: new Date() },
    });
    await rowsOf(evaluationDue(scope.workspaceId, "budget"));
  } catch (error) {
    throw namedTwice(error, [after.name]);
  }
}

/** Removes a budget with its history and alerts; budgets under it stand by themselves. */
export async function removeBudget(scope: Scope, id: string): Promise<{ name: string }> {
  requireRole(scope, "editor");
  const { name } = await oneBudget(scope, id);
  await db.budget.deleteMany({ where: { id, workspaceId: scope.workspaceId } });
  return { name };
}

async function oneBudget(scope: Scope, id: string): Promise<Budget> {
  const [found] = await budgetsWhere(rowsOf, sql`workspace_id = ${scope.workspaceId}::uuid and id = ${id}::uuid`);
  if (found && isSeen(scope, found)) return found;
  throw new DomainError("not_found", "There is no such budget in this workspace.");
}

async function refuseParents(scope: Scope, wanted: { id: string | null; parentId: string | null }[]): Promise<void> {
  if (wanted.every(({ parentId }) => parentId === null)) return;
  const all = await budgetsWhere(rowsOf, sql`workspace_id = ${scope.workspaceId}::uuid`);
  for (const { id, parentId } of wanted) {
    const parent = all.find((each) => each.id === parentId);
    const known = parent && !isSeen(scope, parent) ? all.filter((each) => each !== parent) : all;
    const problem = parentId === null ? null : parentProblem(id, parentId, known);
    if (problem) throw new BudgetRefusal("parentId", problem);
  }
}

function namedTwice(error: unknown, names: string[]): unknown {
  if (!isDuplicate(error)) return error;
  const [only, second] = names;
  const message = second
    ? "One of these budgets has a name that is taken."
    : `There is already a budget called ${only}.`;
  return new BudgetRefusal("name", message, "conflict");
}

export function columnsOf(fields: BudgetFields) {
  const { where, includes, calendar, amount, thresholds, startsOn, endsOn, ...same } = fields;
  return {
    name: same.name,
    metric: same.metric,
    currency: same.currency,
    every: same.every,
    timeZone: same.timeZone,
    rollsOver: same.rollsOver,
    parentId: same.parentId,
    owner: same.owner,
    recipients: same.recipients,
    escalation: same.escalation,
    where: where as Prisma.InputJsonValue,
    calendar,
    amount,
    thresholds,
    startsOn: startsOn === null ? null : startOf(startsOn),
    endsOn: endsOn === null ? null : startOf(endsOn),
    includeCredits: includes.credits,
    includeTax: includes.tax,
    includeRefunds: includes.refunds,
    includeSupport: includes.support,
  };
}

function definedOnly(fields: object): Partial<Budget> {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined));
}
