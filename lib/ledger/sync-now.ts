import { setTimeout as pause } from "node:timers/promises";
import { requireRole, requireWholeBill, type Scope } from "../auth/scope";
import { DomainError } from "../errors";
import type { Report } from "./import-outcome";
import { type RunReport, runById } from "./runs";
import { sourceInScope } from "./source-one";
import { recoverSyncs } from "./sync-recover";
import { requestSync, unfinishedSync } from "./sync-request";
import { runSync, type SyncOptions } from "./sync-run";

const LOOK_MILLISECONDS = 500;

/** Syncs a source and waits for it, as a command does: here, or where it is under way already. */
export async function syncNow(
  scope: Scope,
  sourceId: string,
  report: Report,
  options: SyncOptions,
): Promise<RunReport> {
  requireRole(scope, "editor");
  requireWholeBill(scope, "Imports are of");
  const { id } = await sourceInScope(scope, sourceId);
  await recoverSyncs(id);
  const runId = (await unfinishedSync(scope, id)) ?? (await requestSync(scope, id)).runId;
  try {
    await runSync(scope, runId, report, options);
  } catch (error) {
    // Busy: a worker was faster, so this is its run to end and ours to watch.
    if (!(error instanceof DomainError && error.code === "busy")) throw error;
  }
  return await endOf(scope, runId, report, options.signal);
}

async function endOf(scope: Scope, runId: string, report: Report, signal?: AbortSignal): Promise<RunReport> {
  for (;;) {
    const run = await runById(scope, runId);
    if (run.state === "failed") throw new DomainError("provider", run.error?.message ?? "The sync failed.");
    if (run.state !== "queued" && run.state !== "running") return run;
    if (run.progress) report(run.progress);
    await recoverSyncs(run.source.id);
    await pause(LOOK_MILLISECONDS, undefined, signal ? { signal } : {});
  }
}
