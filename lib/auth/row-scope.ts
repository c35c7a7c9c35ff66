import { z } from "zod";
import { DomainError } from "../errors";
import { Condition } from "../focus/condition";
import type { Role } from "./scope";

const MOST_CONDITIONS = 10;

/** The charges that somebody may see: those that satisfy every condition. */
export const RowScope = z
  .array(Condition)
  .min(1, "Name at least one condition, or let them see everything.")
  .max(MOST_CONDITIONS, `Use at most ${MOST_CONDITIONS} conditions.`);
export type RowScope = z.output<typeof RowScope>;

/** Reads what is stored; what cannot be read lets nobody see anything, because the sign-in then fails. */
export function storedRows(stored: unknown): RowScope | null {
  if (stored === null || stored === undefined) return null;
  const read = RowScope.safeParse(stored);
  if (read.success) return read.data;
  throw new DomainError("forbidden", "What you may see is stored in a form that cannot be read. Ask an admin.");
}

/** Whoever administers a workspace could lift their own limit, so an admin has none. */
export function requireRowsFit({ role, rows }: { role: Role; rows: RowScope | null }): void {
  if (role !== "admin" || rows === null) return;
  throw new DomainError("invalid", "An admin sees everything: choose the role viewer or editor.");
}
