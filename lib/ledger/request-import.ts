import { stat, unlink } from "node:fs/promises";
import { resolve, sep } from "node:path";
import { z } from "zod";
import { requireRole, requireWholeBill, type Scope } from "../auth/scope";
import { db } from "../db/client";
import { isDuplicate } from "../db/refusals";
import { rowsOf, sql } from "../db/sql";
import { env } from "../env";
import { DomainError } from "../errors";
import { importFiles } from "./import-files";
import type { ImportFile, ImportOutcome, Report } from "./import-outcome";
import { ImportRefusal } from "./import-refusal";
import type { RunError } from "./sync-finish";
import { keepAlive } from "./sync-lease";

/** Where files go that come without the name of a source. */
const UPLOADS = "Uploaded files";
const CONNECTOR = "file";

const Files = z.array(z.object({ path: z.string(), name: z.string(), bytes: z.number() }));

/** Queues an import of files that lie on this machine; `runImport` or the worker carries it out. */
export async function requestImport(
  scope: Scope,
  { sourceName = UPLOADS, files }: { sourceName?: string; files: ImportFile[] },
): Promise<{ runId: string }> {
  requireRole(scope, "editor");
  requireWholeBill(scope, "Imports are of");
  refuseDemo(scope);
  if (files.length === 0) throw new DomainError("invalid", "Choose at least one file to import.");
  const measured: z.output<typeof Files> = [];
  for (const { path, name } of files) {
    const found = await stat(path).catch(() => null);
    if (!found?.isFile()) throw new DomainError("not_found", `There is no file ${path}.`);
    measured.push({ path: resolve(path), name, bytes: found.size });
  }
  const { id: sourceId } = await fileSource(scope, sourceName.trim() || UPLOADS);
  const { workspaceId, actor } = scope;
  const run = await db.importRun.create({
    data: { workspaceId, sourceId, kind: "file", requestedBy: actor, files: measured },
    select: { id: true },
  });
  return { runId: run.id };
}

/** Carries out a queued import. Whatever comes of it is recorded on the run before it is thrown. */
export async function runImport(scope: Scope, runId: string, report: Report): Promise<ImportOutcome> {
  refuseDemo(scope);
  const [run] = await rowsOf<{ source_id: string; files: unknown }>(sql`
    update import_run set state = 'running', started_at = now(), heartbeat_at = now(), error = null
    where id = ${runId}::uuid and workspace_id = ${scope.workspaceId}::uuid and kind = 'file' and state = 'queued'
    returning source_id, files`);
  if (!run) throw new DomainError("busy", "This import is not waiting to be run: it was started or has ended.");
  const files = Files.parse(run.files);
  const lease = keepAlive(runId);
  const tell: Report = (progress) => {
    lease.tell(progress);
    report(progress);
  };
  try {
    return await importFiles(scope, { runId, sourceId: run.source_id }, files, tell);
  } catch (error) {
    await recordFailure(runId, error);
    throw error;
  } finally {
    await lease.stop();
    await removeUploads(files);
  }
}

function refuseDemo({ workspaceKind }: Scope): void {
  if (workspaceKind !== "demo") return;
  throw new DomainError("forbidden", "Files are imported into your own workspace, not into the demo company.");
}

async function fileSource({ workspaceId }: Scope, name: string): Promise<{ id: string }> {
  const key = { workspaceId_name: { workspaceId, name } };
  const found = await db.source.findUnique({ where: key });
  if (found && found.connector !== CONNECTOR) {
    throw new DomainError("conflict", `${name} reads from a provider; import files into a source of their own.`);
  }
  if (found) return found;
  try {
    return await db.source.create({ data: { workspaceId, name, connector: CONNECTOR } });
  } catch (error) {
    if (!isDuplicate(error)) throw error;
    return await fileSource({ workspaceId } as Scope, name);
  }
}

async function recordFailure(runId: string, error: unknown): Promise<void> {
  const refusal = error instanceof ImportRefusal ? error : null;
  await rowsOf(sql`
    update import_run set state = 'failed', finished_at = now(), progress = null,
      error = ${JSON.stringify(runError(error))}::jsonb,
      rejected = ${JSON.stringify(refusal?.rejected ?? [])}::jsonb, rejected_count = ${refusal?.rejectedCount ?? 0}
    where id = ${runId}::uuid and state = 'running'`);
}

function runError(error: unknown): RunError {
  if (error instanceof DomainError) return { code: error.code, message: error.message };
  return {
    code: "internal",
    message: "Something went wrong in Outlay itself.",
    advice: "Its log tells more. Nothing was imported, and what was there before is kept.",
  };
}

/** Files that were uploaded belong to the import and go with it; files on the user's disk stay. */
async function removeUploads(files: ImportFile[]): Promise<void> {
  const uploads = resolve(env().OUTLAY_DATA_DIR, "uploads") + sep;
  for (const { path } of files) if (path.startsWith(uploads)) await unlink(path).catch(() => {});
}
