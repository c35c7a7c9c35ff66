import { requireRole, requireWholeBill, type Scope } from "../auth/scope";
import type { SourceSlice } from "../sources/source";
import type { ImportOutcome, ImportTask, Report } from "./import-outcome";
import { importInProcess } from "./import-process";
import { spoolSlices } from "./spool-slices";

/**
 * Imports what a connector yields, for a run that is running and that the caller ends. All slices are read first and
 * then replaced in one transaction, so that a sync which dies on the way leaves what was there before.
 */
export async function importSlices(
  scope: Scope,
  { runId, sourceId }: ImportTask,
  slices: AsyncIterable<SourceSlice>,
  report: Report,
): Promise<ImportOutcome> {
  requireRole(scope, "editor");
  requireWholeBill(scope, "Imports are of");
  const { workspaceId } = scope;
  const job = { workspaceId, sourceId, runId, files: [], slices: [], delivery: null, notes: [], finishes: false };
  return await importInProcess(job, report, async (directory) => await spoolSlices(directory, slices));
}
