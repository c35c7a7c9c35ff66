import { z } from "zod";
import { type BudgetComment, CommentText } from "@/lib/budgets/comments";
import { contract } from "../../contract";

const Id = z.strictObject({ id: z.uuid() });

const Comment = z.strictObject({
  id: z.uuid(),
  author: z.string(),
  at: z.string().meta({ format: "date-time" }),
  text: z.string(),
  removable: z.boolean(),
}) satisfies z.ZodType<BudgetComment>;

export const listBudgetComments = contract({
  id: "listBudgetComments",
  verb: "GET",
  path: "/api/v1/budgets/{id}/comments",
  summary: "What people said about a budget, the oldest first",
  role: "viewer",
  rows: "narrowed",
  params: Id,
  answers: { 200: { description: "Comments.", schema: z.strictObject({ items: z.array(Comment) }) } },
});

export const addBudgetComment = contract({
  id: "commentOnBudget",
  verb: "POST",
  path: "/api/v1/budgets/{id}/comments",
  summary: "Comment on a budget",
  role: "editor",
  rows: "narrowed",
  params: Id,
  body: z.strictObject({ text: CommentText }),
  answers: {
    201: { description: "The comments as they are now.", schema: z.strictObject({ items: z.array(Comment) }) },
  },
});

export const dropBudgetComment = contract({
  id: "removeBudgetComment",
  verb: "DELETE",
  path: "/api/v1/budgets/comments/{id}",
  summary: "Take back a comment",
  role: "editor",
  rows: "narrowed",
  params: Id,
  answers: { 204: { description: "It is gone." } },
});
