import { z } from "zod";
import { requireRole, type Scope } from "../auth/scope";
import { db } from "../db/client";
import { rowsOf, sql } from "../db/sql";
import { DomainError } from "../errors";
import { budgetsWhere } from "./budget";
import { isSeen } from "./within-rows";

const MOST_SHOWN = 500;

/** Any number of lines that Postgres can hold. */
export const CommentText = z
  .string()
  .trim()
  .min(1, "Write a comment.")
  .max(4000, "A comment has at most 4,000 characters.")
  .refine((text) => !/[\0\p{Surrogate}]/u.test(text), "A comment holds a character that no text can hold.");

export type BudgetComment = { id: string; author: string; at: string; text: string; removable: boolean };

/** What was said about a budget, the oldest first. */
export async function budgetComments(scope: Scope, budgetId: string): Promise<BudgetComment[]> {
  if (!(await isSeenById(scope, budgetId))) return [];
  const rows = await db.budgetComment.findMany({
    where: { budget: { id: budgetId, workspaceId: scope.workspaceId } },
    orderBy: [{ at: "asc" }, { id: "asc" }],
    take: MOST_SHOWN,
  });
  return rows.map(({ id, author, at, text }) => ({
    id,
    author,
    at: at.toISOString(),
    text,
    removable: isRemovable(scope, author),
  }));
}

export async function commentOnBudget(
  scope: Scope,
  budgetId: string,
  text: string,
  now: Date,
): Promise<{ id: string }> {
  requireRole(scope, "editor");
  if (!(await isSeenById(scope, budgetId)))
    throw new DomainError("not_found", "There is no such budget in this workspace.");
  const data = { budgetId, author: scope.actor, at: now, text: CommentText.parse(text) };
  return await db.budgetComment.create({ data, select: { id: true } });
}

/** Who wrote a comment takes it back, and an admin any. */
export async function removeComment(scope: Scope, id: string): Promise<void> {
  requireRole(scope, "editor");
  const found = await db.budgetComment.findFirst({ where: { id, budget: { workspaceId: scope.workspaceId } } });
  if (!found || !(await isSeenById(scope, found.budgetId))) {
    throw new DomainError("not_found", "There is no such comment.");
  }
  if (!isRemovable(scope, found.author)) {
    throw new DomainError("forbidden", `This comment was written by ${found.author}.`);
  }
  await db.budgetComment.delete({ where: { id } });
}

async function isSeenById(scope: Scope, id: string): Promise<boolean> {
  const [budget] = await budgetsWhere(rowsOf, sql`workspace_id = ${scope.workspaceId}::uuid and id = ${id}::uuid`);
  return budget !== undefined && isSeen(scope, budget);
}

const isRemovable = (scope: Scope, author: string) =>
  scope.role === "admin" || (scope.role === "editor" && author === scope.actor);
