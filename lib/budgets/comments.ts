import { z } from "zod";
import { requireRole, type Scope } from "../auth/scope";
import { db } from "../db/client";
import { DomainError } from "../errors";

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
  const budget = await db.budget.findFirst({ where: { id: budgetId, workspaceId: scope.workspaceId } });
  if (!budget) throw new DomainError("not_found", "There is no such budget in this workspace.");
  const data = { budgetId, author: scope.actor, at: now, text: CommentText.parse(text) };
  return await db.budgetComment.create({ data, select: { id: true } });
}

/** Who wrote a comment takes it back, and an admin any. */
export async function removeComment(scope: Scope, id: string): Promise<void> {
  requireRole(scope, "editor");
  const found = await db.budgetComment.findFirst({ where: { id, budget: { workspaceId: scope.workspaceId } } });
  if (!found) throw new DomainError("not_found", "There is no such comment.");
  if (!isRemovable(scope, found.author)) {
    throw new DomainError("forbidden", `This comment was written by ${found.author}.`);
  }
  await db.budgetComment.delete({ where: { id } });
}

const isRemovable = (scope: Scope, author: string) =>
  scope.role === "admin" || (scope.role === "editor" && author === scope.actor);
