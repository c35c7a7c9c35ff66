import { requireRole, requireWholeBill, type Scope } from "../auth/scope";
import type { ImportFile, ImportOutcome, ImportTask, Report } from "./import-outcome";
import { importInProcess } from "./import-process";

/**
 * Imports FOCUS files into a source, for a run that is running: every (billing account, billing period) in them
 * replaces what the source had for it. One bad row refuses all files, with the list of all bad rows.
 */
export async function importFiles(
  scope: Scope,
  { runId, sourceId }: ImportTask,
  files: ImportFile[],
  report: Report,
): Promise<ImportOutcome> {
  requireRole(scope, "editor");
  requireWholeBill(scope, "Imports are of");
  const { workspaceId } = scope;
  const job = { workspaceId, sourceId, runId, files, slices: null, delivery: null, notes: [], finishes: true };
  return await importInProcess(job, report);
}
