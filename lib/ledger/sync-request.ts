import { requireRole, requireWholeBill, type Scope } from "../auth/scope";
import { db } from "../db/client";
import { isDuplicate } from "../db/refusals";
import { DomainError } from "../errors";
import { connectorNamed } from "../sources/registry";
import { sourceInScope } from "./source-one";
import { recoverSyncs } from "./sync-recover";

/** Queues a sync; a worker starts it. Refuses with `busy` while another one of this source is queued or running. */
export async function requestSync(scope: Scope, sourceId: string): Promise<{ runId: string }> {
  requireRole(scope, "editor");
  requireWholeBill(scope, "Imports are of");
  const source = await sourceInScope(scope, sourceId);
  if (scope.workspaceKind === "demo") {
    throw new DomainError(
      "conflict",
      "The demo company's cloud only runs while it is loaded, so it is not read again.",
    );
  }
  if (source.connector === "file") {
    throw new DomainError(
      "conflict",
      `${source.name} holds uploaded files. Import a newer file to bring it up to date.`,
    );
  }
  connectorNamed(source.connector);
  if (source.state === "paused") {
    throw new DomainError("conflict", `${source.name} is paused. Resume it before you sync it.`);
  }
  await recoverSyncs(source.id);
  return await newRun(scope, source, "queued");
}

type Named = { id: string; name: string };

/** The database allows one unfinished sync a source: whoever comes second is told so. */
export async function newRun(scope: Scope, source: Named, state: "queued" | "running"): Promise<{ runId: string }> {
  const { workspaceId, actor: requestedBy } = scope;
  const started = state === "running" ? { startedAt: new Date(), heartbeatAt: new Date() } : {};
  try {
    const data = { workspaceId, sourceId: source.id, kind: "sync" as const, state, requestedBy, ...started };
    const { id } = await db.importRun.create({ data, select: { id: true } });
    return { runId: id };
  } catch (error) {
    if (!isDuplicate(error)) throw error;
    throw new DomainError("busy", `${source.name} is being synced already.`, { cause: error });
  }
}

/** The sync of a source that is queued or running now. */
export async function unfinishedSync(scope: Scope, sourceId: string): Promise<string | null> {
  const run = await db.importRun.findFirst({
    where: { workspaceId: scope.workspaceId, sourceId, kind: "sync", state: { in: ["queued", "running"] } },
    select: { id: true },
  });
  return run?.id ?? null;
}
