import { db } from "../db/client";
import type { Workspace } from "../db/generated/client";
import { isDuplicate } from "../db/refusals";
import { DomainError } from "../errors";
import { storedRows } from "./row-scope";
import type { Scope } from "./scope";

/** The address of the one real workspace; the demo company has its own. */
const MAIN = "main";

/** The workspace of real money: there is exactly one, made when it is first needed. */
export async function realWorkspace(): Promise<Workspace> {
  const known = await db.workspace.findUnique({ where: { slug: MAIN } });
  if (known) return known;
  try {
    return await db.workspace.create({ data: { slug: MAIN, name: "Cloud spend", kind: "real" } });
  } catch (error) {
    if (!isDuplicate(error)) throw error;
    return await db.workspace.findUniqueOrThrow({ where: { slug: MAIN } });
  }
}

/** The workspace of the demo company, while it is loaded. */
export async function demoWorkspace(): Promise<Workspace | null> {
  return await db.workspace.findFirst({ where: { kind: "demo" } });
}

/** What may be shown to this person: real spend as soon as a source exists, the demo company before that. */
export async function scopeFor(userId: string, chosen?: string): Promise<Scope> {
  const { user, role, rows } = await memberOfReal(userId);
  const workspace = await workspaceToShow(chosen);
  const { id: workspaceId, kind: workspaceKind } = workspace;
  return { workspaceId, workspaceKind, role, actor: user.email, userId, rows: storedRows(rows) };
}

/** The same person in the real workspace: where imports and new sources go, whatever is on the screen. */
export async function realScope(scope: Scope): Promise<Scope> {
  if (scope.workspaceKind === "real") return scope;
  return { ...scope, workspaceId: (await realWorkspace()).id, workspaceKind: "real" };
}

/** Outlay itself, for jobs and commands. */
export async function systemScope(workspaceId: string): Promise<Scope> {
  const { kind } = await db.workspace.findUniqueOrThrow({ where: { id: workspaceId }, select: { kind: true } });
  return { workspaceId, workspaceKind: kind, role: "admin", actor: "outlay", userId: null, rows: null };
}

/** The role in the real workspace counts in the demo too, so that who administers one may remove the other. */
async function memberOfReal(userId: string) {
  const membership = await db.membership.findFirst({
    where: { userId, workspace: { slug: MAIN }, user: { disabledAt: null } },
    select: { role: true, rows: true, user: { select: { email: true } } },
  });
  if (!membership) throw new DomainError("forbidden", "Your account has no access to this workspace. Ask an admin.");
  return membership;
}

async function workspaceToShow(chosen: string | undefined): Promise<Workspace> {
  const real = await realWorkspace();
  if (chosen === real.slug) return real;
  const demo = await demoWorkspace();
  if (!demo || chosen === demo.slug) return demo ?? real;
  const sources = await db.source.count({ where: { workspaceId: real.id }, take: 1 });
  return sources > 0 ? real : demo;
}
