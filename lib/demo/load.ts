import { explainAlerts } from "../alerts/explain";
import { demoWorkspace, realWorkspace } from "../auth/workspaces";
import { db } from "../db/client";
import { env } from "../env";
import { DomainError } from "../errors";
import { type Day, dayOf } from "../focus/period";
import type { Report } from "../ledger/import-outcome";
import { aloneOnDemo } from "./alone";
import { awsExporter, exporters } from "./exporters";
import { loadAdvice, lookAtDemo } from "./load-advice";
import { loadAws } from "./load-aws";
import { loadBudgets } from "./load-budgets";
import { hasFiles, loadFiles } from "./load-files";
import { demoScope, endForsakenRuns, removeDemoWorkspace } from "./workspace";

/** AWS's own export of the last two months, beside what Cost Explorer tells; once there, it is kept up to date. */
type Choice = { awsExport?: boolean };

/**
 * Brings the demo company up to the day: all of it the first time, then what may have changed. What was interrupted is
 * completed, and what is there already stays as it is.
 */
export async function loadDemo(today: Day, report: Report, { awsExport = false }: Choice = {}): Promise<void> {
  await aloneOnDemo(async () => {
    const scope = await demoScope();
    await endForsakenRuns(scope);
    await loadAws(scope, today, report);
    for (const exporter of exporters) await loadFiles(exporter, scope, today, report);
    const known = await hasFiles(awsExporter, scope);
    if (awsExport || known) await loadFiles(awsExporter, scope, today, report);
    await loadBudgets(scope, today);
    await loadAdvice(scope, today);
    // After the advice: a mail names what could be saved.
    await explainAlerts(scope);
    // Advice of this day was priced before there was such a bill.
    if (awsExport && !known) await lookAtDemo(scope, { today, signal: new AbortController().signal });
  });
}

/** Removes the demo company and all of its data; false when it was not there. */
export async function clearDemo(): Promise<boolean> {
  return await removeDemoWorkspace();
}

/** What the worker does about the demo at its start and once a day: load it where it is wanted, and keep it fresh. */
export async function keepDemo(now: Date): Promise<void> {
  if (!(await isDemoWanted())) return;
  try {
    await loadDemo(dayOf(now), () => {});
  } catch (error) {
    const isBeingLoaded = error instanceof DomainError && error.code === "busy";
    const wasRemovedMeanwhile = (await demoWorkspace()) === null;
    if (!(isBeingLoaded || wasRemovedMeanwhile)) throw error;
  }
}

/** OUTLAY_DEMO decides; without it the demo is shown until there is a source. Who removes it does not get it back. */
async function isDemoWanted(): Promise<boolean> {
  const { OUTLAY_DEMO } = env();
  if (OUTLAY_DEMO === "0") return false;
  if (await demoWorkspace()) return true;
  const real = await realWorkspace();
  if (real.demoRemovedAt) return false;
  if (OUTLAY_DEMO === "1") return true;
  return (await db.source.count({ where: { workspaceId: real.id }, take: 1 })) === 0;
}
