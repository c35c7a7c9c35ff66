import { z } from "zod";
import { requireRole, type Scope } from "../../auth/scope";
import { db } from "../../db/client";
import type { Note as Row } from "../../db/generated/client";
import { DomainError } from "../../errors";
import { type Day, dayOf, isDay, type Period, startOf } from "../../focus/period";
import { ownerOf } from "./owner";

const MOST_NOTES = 500;

export const NewNote = z.strictObject({
  day: z.string().refine(isDay, "Use a date such as 2026-11-01.").meta({ format: "date" }),
  text: z.string().trim().min(1, "Write what happened.").max(500, "A note has at most 500 characters."),
});
export type NewNote = z.output<typeof NewNote>;

/** What somebody knows of a day. */
export type Note = { id: string; day: Day; text: string; author: string; createdAt: string; editable: boolean };

/**
 * The notes on the days of a period, in their order. A note may speak of any charge, so whoever may see a part of the
 * bill reads their own.
 */
export async function notes(scope: Scope, { from, to }: Period): Promise<Note[]> {
  const own = scope.rows === null ? {} : { owner: ownerOf(scope) };
  const rows = await db.note.findMany({
    where: { workspaceId: scope.workspaceId, ...own, day: { gte: startOf(from), lt: startOf(to) } },
    orderBy: [{ day: "asc" }, { createdAt: "asc" }, { id: "asc" }],
    take: MOST_NOTES,
  });
  return rows.map((row) => shown(scope, row));
}

export async function writeNote(scope: Scope, { day, text }: NewNote, now: Date): Promise<Note> {
  requireRole(scope, "editor");
  const by = { owner: ownerOf(scope), author: scope.actor, createdAt: now };
  const row = await db.note.create({ data: { ...by, workspaceId: scope.workspaceId, day: startOf(day), text } });
  return shown(scope, row);
}

export async function deleteNote(scope: Scope, id: string): Promise<void> {
  const own = scope.rows === null ? {} : { owner: ownerOf(scope) };
  const row = await db.note.findFirst({ where: { workspaceId: scope.workspaceId, ...own, id } });
  if (!row) throw new DomainError("not_found", "There is no such note.");
  if (!isEditable(scope, row)) throw new DomainError("forbidden", `This note was written by ${row.author}.`);
  await db.note.delete({ where: { id } });
}

function isEditable(scope: Scope, { owner }: Row): boolean {
  return scope.role === "admin" || (scope.role === "editor" && owner === ownerOf(scope));
}

function shown(scope: Scope, row: Row): Note {
  const { id, day, text, author, createdAt } = row;
  return { id, day: dayOf(day), text, author, createdAt: createdAt.toISOString(), editable: isEditable(scope, row) };
}
