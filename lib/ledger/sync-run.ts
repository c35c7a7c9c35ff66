import type { Scope } from "../auth/scope";
import { db } from "../db/client";
import type { Source } from "../db/generated/client";
import { rowsOf, sql } from "../db/sql";
import { DomainError } from "../errors";
import type { Memory, Purpose, SourceSlice } from "../sources/source";
import { importDeliveries } from "./import-deliveries";
import type { ImportOutcome, Report } from "./import-outcome";
import { importSlices } from "./import-slices";
import { sourceInScope } from "./source-one";
import { type OpenedSource, openedSource } from "./source-settings";
import { failSync, finishSync, requeueSync, type SyncResult } from "./sync-finish";
import { keepAlive } from "./sync-lease";
import { readingFor } from "./sync-reading";
import { newRun } from "./sync-request";

// Of a source whose settings cannot be opened, such as one of a connector that is no longer there.
const HOURS_UNTIL_LOOKED_AT_AGAIN = 24;

export type SyncOptions = {
  now: Date;
  /** Ends the sync early: it is queued again and the next worker starts it over. */
  signal?: AbortSignal;
  /** Where the demo's cloud listens; null is the provider itself. */
  endpoint?: string | null;
};

/** Runs a queued sync to its end. Whatever happens is recorded on the run before it is thrown. */
export async function runSync(
  scope: Scope,
  runId: string,
  report: Report,
  options: SyncOptions,
): Promise<ImportOutcome> {
  const [claimed] = await rowsOf<{ source_id: string }>(sql`
    update import_run set state = 'running', started_at = now(), heartbeat_at = now(), error = null, conformance = null
    where id = ${runId}::uuid and workspace_id = ${scope.workspaceId}::uuid and kind = 'sync' and state = 'queued'
    returning source_id`);
  if (!claimed) throw new DomainError("busy", "This sync is not waiting to be run: it was started or has ended.");
  return await carryOut(scope, { source: await sourceInScope(scope, claimed.source_id), runId, report, options });
}

/** Reads a source from a cloud that is imitated for the moment, as the demo's loader does. */
export async function syncFrom(
  scope: Scope,
  sourceId: string,
  report: Report,
  options: SyncOptions & { endpoint: string },
): Promise<ImportOutcome> {
  const source = await sourceInScope(scope, sourceId);
  const { runId } = await newRun(scope, source, "running");
  return await carryOut(scope, { source, runId, report, options });
}

type Sync = { source: Source; runId: string; report: Report; options: SyncOptions };

async function carryOut(scope: Scope, { source, runId, report, options }: Sync): Promise<ImportOutcome> {
  const lease = keepAlive(runId, options.signal);
  const tell: Report = (progress) => {
    lease.tell(progress);
    report(progress);
  };
  const now = options.endpoint ? null : options.now;
  let redacted = (text: string) => text;
  let hours = HOURS_UNTIL_LOOKED_AT_AGAIN;
  try {
    const opened = openedSource(source);
    redacted = opened.redacted;
    hours = opened.connector.hoursBetweenSyncs;
    const result = await readAndImport(scope, opened, { source, runId, report: tell, options }, lease.signal);
    await lease.stop();
    await finishSync(source.id, runId, result, { redacted, now });
    return result.outcome;
  } catch (thrown) {
    await lease.stop();
    if (options.signal?.aborted) {
      await requeueSync(runId);
      throw thrown;
    }
    const error = lease.signal.aborted ? lease.signal.reason : thrown;
    await failSync(runId, error, { redacted, now, hours });
    throw error;
  }
}

async function readAndImport(scope: Scope, opened: OpenedSource, sync: Sync, signal: AbortSignal): Promise<SyncResult> {
  const { source, runId, report, options } = sync;
  const { connector, settings } = opened;
  const { now, endpoint = null } = options;
  const purpose = await purposeOf(source);
  const reading = readingFor(source, opened, { now, endpoint, signal, progress: report, purpose, runId });
  if (connector.delivers === "files") {
    const survey = await connector.survey(settings, reading);
    const hours = connector.hoursBetweenSyncs;
    return await importDeliveries(scope, { runId, source, hours, report, signal }, survey);
  }
  const period = connector.due(now, purpose, reading.memory);
  const learnt: { memory: Memory } = { memory: reading.memory };
  const slices = remembering(connector.read(settings, period, reading), learnt);
  const outcome = await importSlices(scope, { runId, sourceId: source.id }, slices, report);
  return { outcome, memory: learnt.memory, files: [], failure: null, hoursUntilNext: connector.hoursBetweenSyncs };
}

/** Passes slices on and keeps what the connector gives back at the end. */
async function* remembering(
  slices: AsyncGenerator<SourceSlice, { memory: Memory }>,
  learnt: { memory: Memory },
): AsyncGenerator<SourceSlice> {
  learnt.memory = (yield* slices).memory;
}

/** The first reading goes on being the first until one has succeeded. */
async function purposeOf({ id: sourceId }: Source): Promise<Purpose> {
  const done = await db.importRun.count({
    where: { sourceId, kind: "sync", state: { in: ["succeeded", "unchanged", "partial"] } },
    take: 1,
  });
  return done > 0 ? "sync" : "backfill";
}
