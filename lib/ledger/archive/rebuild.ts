import { requireRole, requireWholeBill, type Scope } from "../../auth/scope";
import { db } from "../../db/client";
import { rowsOf, sql } from "../../db/sql";
import { DomainError } from "../../errors";
import { type Day, monthOf } from "../../focus/period";
import type { ImportJob, Rebuilt } from "../import-job";
import type { ImportOutcome, Report } from "../import-outcome";
import { importInProcess } from "../import-process";
import { sourceInScope } from "../source-one";
import { instant } from "../store/slices";
import type { RunError } from "../sync-finish";
import { keepAlive } from "../sync-lease";
import { restoreFiles } from "./restore";

type Found = Omit<Rebuilt, "archiveId"> & { archiveId: string | null; state: string | null; month: Day };

export type Importer = (
  work: Omit<ImportJob, "directory">,
  report: Report,
  prepare: (directory: string) => Promise<Partial<ImportJob>>,
) => Promise<ImportOutcome>;

/**
 * Puts the periods of a source into the ledger again, from the archive and without its provider. What comes of it has
 * the content and the sums of before, in one transaction for each import that the periods came with.
 */
export async function rebuildSource(
  scope: Scope,
  { sourceId, month }: { sourceId: string; month: Day | null },
  report: Report,
  importer: Importer = importInProcess,
): Promise<ImportOutcome[]> {
  requireRole(scope, "editor");
  requireWholeBill(scope, "The archive is of");
  const source = await sourceInScope(scope, sourceId);
  const slices = await slicesOf(source.id, month);
  const of = month ? ` for ${month.slice(0, 7)}` : "";
  if (slices.length === 0) throw new DomainError("not_found", `${source.name} has no charges${of}.`);
  refuseWithoutArchive(source.name, slices);
  const outcomes: ImportOutcome[] = [];
  for (const archiveId of new Set(slices.flatMap((slice) => slice.archiveId ?? []))) {
    const rebuilds = slices.filter((slice) => slice.archiveId === archiveId);
    outcomes.push(await rebuild(scope, { sourceId: source.id, archiveId, rebuilds }, report, importer));
  }
  return outcomes;
}

async function slicesOf(sourceId: string, month: Day | null): Promise<Found[]> {
  const { from, to } = month ? monthOf(month) : { from: "2000-01-01", to: "2200-01-01" };
  return await rowsOf<Found>(sql`
    select slice.billing_account_id as "billingAccountId", ${instant(sql`slice.period_start`)} as "periodStart",
      ${instant(sql`slice.period_end`)} as "periodEnd",
      slice.final, slice.delivery as "deliveredAs", slice.archive_id as "archiveId", archive.state,
      to_char(slice.period_start at time zone 'UTC', 'YYYY-MM') as month
    from import_slice slice left join archive on archive.id = slice.archive_id
    where slice.source_id = ${sourceId}::uuid and slice.state in ('current', 'superseded') and slice.rows > 0
      and slice.period_start >= ${from}::timestamp at time zone 'UTC'
      and slice.period_start < ${to}::timestamp at time zone 'UTC'
    order by slice.period_start, slice.billing_account_id`);
}

function refuseWithoutArchive(name: string, slices: Found[]): void {
  const without = slices.find(({ state }) => state !== "kept");
  if (!without) return;
  const why =
    without.state === "due"
      ? "is being written; try again in a minute"
      : "is not there: it was off, did not succeed or made room for newer ones";
  throw new DomainError("unavailable", `The archive of ${without.month} of ${name} ${why}. Nothing was changed.`);
}

type Work = { sourceId: string; archiveId: string; rebuilds: Found[] };

async function rebuild(
  scope: Scope,
  { sourceId, archiveId, rebuilds }: Work,
  report: Report,
  importer: Importer,
): Promise<ImportOutcome> {
  const { workspaceId, actor: requestedBy } = scope;
  const started = { state: "running" as const, startedAt: new Date(), heartbeatAt: new Date() };
  const { id: runId } = await db.importRun.create({
    data: { workspaceId, sourceId, kind: "file", requestedBy, ...started },
    select: { id: true },
  });
  const lease = keepAlive(runId);
  try {
    const base = { workspaceId, sourceId, runId, files: [], slices: null, delivery: null, finishes: true, notes: [] };
    const job = { ...base, rebuilds: rebuilds.map((found) => rebuiltOf(found, archiveId)) };
    return await importer(job, report, async (directory) => {
      const { files, manifest } = await restoreFiles(archiveId, directory);
      const day = manifest.importedAt.slice(0, 10);
      return { files, slices: manifest.told, notes: [`Rebuilt from the archive of what came on ${day}.`] };
    });
  } catch (error) {
    await rowsOf(sql`
      update import_run set state = 'failed', finished_at = now(), progress = null, error = ${JSON.stringify(runError(error))}::jsonb
      where id = ${runId}::uuid and state = 'running'`);
    throw error;
  } finally {
    await lease.stop();
  }
}

function runError(error: unknown): RunError {
  if (error instanceof DomainError) return { code: error.code, message: error.message };
  const message = "Something went wrong in Outlay itself.";
  return { code: "internal", message, advice: "Its log tells more. What was there before is kept." };
}

function rebuiltOf(found: Found, archiveId: string): Rebuilt {
  const { billingAccountId, periodStart, periodEnd, final, deliveredAs } = found;
  return { billingAccountId, periodStart, periodEnd, final, deliveredAs, archiveId };
}
