import { DomainError } from "../errors";
import type { RowScope } from "./row-scope";

export const roles = ["viewer", "editor", "admin"] as const;
export type Role = (typeof roles)[number];

/** Who asks, in which workspace, and what they may do. The first argument of all that touches data. */
export type Scope = {
  workspaceId: string;
  workspaceKind: "real" | "demo";
  role: Role;
  /** Shown as the author of changes: an e-mail address, a token's name, or "outlay" for its own jobs. */
  actor: string;
  userId: string | null;
  /** The charges that they may see: those that satisfy every condition; null for all. */
  rows: RowScope | null;
};

/** Refuses what is about the whole bill, and cannot be narrowed, to whoever may see a part of it. */
export function requireWholeBill({ rows }: Pick<Scope, "rows">, what: string): void {
  if (rows === null) return;
  throw new DomainError("forbidden", `${what} the whole bill, and you may see a part of it. Ask an admin.`);
}

/** Line one of every change: refuses who may not make it. */
export function requireRole(scope: Scope, needed: Role): void {
  if (roles.indexOf(scope.role) >= roles.indexOf(needed)) return;
  throw new DomainError("forbidden", `This needs the role ${needed}; yours is ${scope.role}.`);
}
