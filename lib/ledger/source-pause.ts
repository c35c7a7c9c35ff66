import { requireRole, requireWholeBill, type Scope } from "../auth/scope";
import { db } from "../db/client";
import { sourceInScope } from "./source-one";

/** A paused source keeps its charges and is not read again until it is resumed. */
export async function pauseSource(scope: Scope, sourceId: string): Promise<void> {
  requireRole(scope, "editor");
  requireWholeBill(scope, "Sources are of");
  const { id } = await sourceInScope(scope, sourceId);
  await db.source.update({ where: { id }, data: { state: "paused" } });
}

/** A resumed source is due at once. */
export async function resumeSource(scope: Scope, sourceId: string, now: Date): Promise<void> {
  requireRole(scope, "editor");
  requireWholeBill(scope, "Sources are of");
  const { id } = await sourceInScope(scope, sourceId);
  await db.source.update({ where: { id }, data: { state: "active", nextSyncAt: now } });
}
