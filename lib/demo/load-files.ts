import { mkdtemp, rm, stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Scope } from "../auth/scope";
import { db } from "../db/client";
import { addMonths, type Day, dayOf, monthOf, monthsIn } from "../focus/period";
import { importFiles } from "../ledger/import-files";
import type { ImportFile, Report } from "../ledger/import-outcome";
import { keepAlive } from "../ledger/sync-lease";
import { endForsakenRuns } from "./workspace";

/** Who writes exports of months: since when there are some, and how one is written into a folder. */
export type Exporter = {
  name: string;
  firstMonth: (today: Day) => Day;
  write: (of: { month: Day; today: Day }, folder: string) => Promise<ImportFile>;
};

/** Imports a provider's exports as files: all months at first, later those that may have changed. */
export async function loadFiles(exporter: Exporter, scope: Scope, today: Day, report: Report): Promise<void> {
  const { id: sourceId, dataThrough } = await fileSource(exporter, scope);
  const through = dataThrough && dayOf(dataThrough);
  if (through && through >= today) return;
  const folder = await mkdtemp(join(tmpdir(), "outlay-demo-"));
  try {
    const from = through ? addMonths(monthOf(through).from, -1) : exporter.firstMonth(today);
    const files = await writtenFiles(exporter, { from, to: monthOf(today).to }, { today, folder, report });
    await importAsRun(scope, sourceId, files, report);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** The worker leaves demo runs alone, so this process carries its own out and says that it is alive. */
async function importAsRun(scope: Scope, sourceId: string, files: WrittenFile[], report: Report): Promise<void> {
  const { workspaceId, actor: requestedBy } = scope;
  const started = { state: "running" as const, startedAt: new Date(), heartbeatAt: new Date() };
  const { id: runId } = await db.importRun.create({
    data: { workspaceId, sourceId, kind: "file", requestedBy, files, ...started },
    select: { id: true },
  });
  const lease = keepAlive(runId);
  const tell: Report = (progress) => {
    lease.tell(progress);
    report(progress);
  };
  try {
    await importFiles(scope, { runId, sourceId }, files, tell);
  } catch (error) {
    await endForsakenRuns(scope);
    throw error;
  } finally {
    await lease.stop();
  }
}

/** True where this exporter's files have been loaded before. */
export async function hasFiles({ name }: Exporter, { workspaceId }: Scope): Promise<boolean> {
  return (await db.source.count({ where: { workspaceId, name: sourceName(name) } })) > 0;
}

async function fileSource({ name }: Exporter, { workspaceId }: Scope) {
  const known = await db.source.findFirst({ where: { workspaceId, name: sourceName(name) } });
  return known ?? (await db.source.create({ data: { workspaceId, connector: "file", name: sourceName(name) } }));
}

const sourceName = (provider: string) => `${provider} FOCUS export`;

type WrittenFile = ImportFile & { bytes: number };
type Writing = { today: Day; folder: string; report: Report };

async function writtenFiles(exporter: Exporter, period: { from: Day; to: Day }, { today, folder, report }: Writing) {
  const files: WrittenFile[] = [];
  const months = monthsIn(period);
  for (const [index, month] of months.entries()) {
    const text = `${exporter.name} writes its export of ${month.slice(0, 7)}`;
    report({ step: "export", done: index, total: months.length, text });
    const file = await exporter.write({ month, today }, folder);
    files.push({ ...file, bytes: (await stat(file.path)).size });
  }
  return files;
}
