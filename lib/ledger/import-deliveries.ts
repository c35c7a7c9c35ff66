import { requireRole, requireWholeBill, type Scope } from "../auth/scope";
import type { Source } from "../db/generated/client";
import { DomainError } from "../errors";
import { logError } from "../log";
import type { Delivery, Survey } from "../sources/delivery";
import { SourceRefusal } from "../sources/refusal";
import type { Memory } from "../sources/source";
import { withFiles } from "./brought-files";
import { type Known, knownDeliveries, rememberDelivery, settleFinal } from "./delivery-memory";
import type { ImportOutcome, Report } from "./import-outcome";
import { importInProcess } from "./import-process";
import { ImportRefusal, listed } from "./import-refusal";
import { isPassing, type SyncResult } from "./sync-finish";

type Work = { runId: string; source: Source; hours: number; report: Report; signal: AbortSignal };
type Failed = { delivery: Delivery; error: DomainError };

const HOURS_UNTIL_COMPLETE = 0.25;
const HOURS_UNTIL_RETRY = 1;
/** A provider that does not answer twice in a row will not answer for the other periods either. */
const MOST_PASSING_IN_A_ROW = 2;

/**
 * Imports what changed of what lies there, period by period: each is brought to this machine, replaced in one
 * transaction and remembered before the next one. One that cannot be taken leaves what the ledger has of it, and the
 * others go on.
 */
export async function importDeliveries(scope: Scope, work: Work, survey: Survey): Promise<SyncResult> {
  requireRole(scope, "editor");
  requireWholeBill(scope, "Imports are of");
  try {
    const known = knownDeliveries(work.source.memory);
    await settleFinal(work.source.id, survey.deliveries, known);
    const due = survey.deliveries.filter(({ key, fingerprint }) => known[key]?.fingerprint !== fingerprint);
    const taken = await takeAll(scope, work, { due, survey, known });
    return resultOf(work, survey, taken, known);
  } finally {
    survey.close();
  }
}

type Taken = { outcomes: ImportOutcome[]; failed: Failed[]; files: SyncResult["files"] };
type Due = { due: Delivery[]; survey: Survey; known: Record<string, Known> };

async function takeAll(scope: Scope, work: Work, { due, survey, known }: Due): Promise<Taken> {
  const taken: Taken = { outcomes: [], failed: [], files: [] };
  let passing = 0;
  for (const [index, delivery] of due.entries()) {
    work.signal.throwIfAborted();
    const others = survey.deliveries
      .map(({ key }) => key)
      .filter((key) => key !== delivery.key && !delivery.replacesOthers);
    const title = due.length === 1 ? delivery.title : `${delivery.title} (${index + 1} of ${due.length})`;
    try {
      taken.outcomes.push(await take(scope, work, { delivery, others, title }));
      taken.files.push(...delivery.files.map(({ name, bytes }) => ({ name, bytes })));
      known[delivery.key] = await rememberDelivery(work.source.id, delivery);
      passing = 0;
    } catch (error) {
      work.signal.throwIfAborted();
      taken.failed.push({ delivery, error: asRefusal(error, work) });
      passing = isPassing(error) ? passing + 1 : 0;
      if (passing >= MOST_PASSING_IN_A_ROW) break;
    }
  }
  return taken;
}

type One = { delivery: Delivery; others: string[]; title: string };

async function take(scope: Scope, work: Work, { delivery, others, title }: One): Promise<ImportOutcome> {
  if (delivery.refusal) throw delivery.refusal;
  const { runId, source, report, signal } = work;
  return await withFiles(source.id, delivery, { report, signal, title }, async (files) => {
    const { key, final, rows } = delivery;
    const job = {
      workspaceId: scope.workspaceId,
      sourceId: source.id,
      runId,
      files,
      slices: null,
      delivery: { key, final, rows, others },
      notes: [],
      finishes: false,
    };
    return await importInProcess(job, (progress) => report({ ...progress, text: `${title}: ${progress.text}` }));
  });
}

/** Nothing of a period is lost by what went wrong with it; a bug goes to the log as well. */
function asRefusal(error: unknown, { runId }: Work): DomainError {
  if (error instanceof DomainError) return error;
  if (error instanceof Error && "code" in error && (error.code === "ENOSPC" || error.code === "EDQUOT")) {
    return new DomainError("unavailable", "The disk of the data directory is full.", { cause: error });
  }
  logError(error, { run: runId });
  return new DomainError("unavailable", "Something went wrong in Outlay itself; its log tells more.", { cause: error });
}

function resultOf(work: Work, survey: Survey, taken: Taken, known: Record<string, Known>): SyncResult {
  const { outcomes, failed, files } = taken;
  const failure = failed.length > 0 ? failureOf(failed) : null;
  // Nothing of this source is in the ledger and nothing came: the sync failed as a whole.
  if (failure && Object.keys(known).length === 0) throw failure;
  const notes = [...new Set([...survey.notes, ...outcomes.flatMap((outcome) => outcome.notes)])];
  const brought = outcomes.some(({ state }) => state !== "unchanged");
  return {
    outcome: {
      state: failure ? "partial" : brought ? "succeeded" : "unchanged",
      rows: outcomes.reduce((sum, { rows }) => sum + rows, 0),
      slices: outcomes.flatMap(({ slices }) => slices),
      rejected: failure instanceof ImportRefusal ? failure.rejected : [],
      rejectedCount: failure instanceof ImportRefusal ? failure.rejectedCount : 0,
      focusVersion: newestVersion(outcomes),
      notes,
    },
    memory: { ...survey.memory, deliveries: known } satisfies Memory,
    files,
    failure,
    hoursUntilNext: hoursUntilNext(work, survey, failed),
  };
}

function hoursUntilNext({ hours }: Work, { waits }: Survey, failed: Failed[]): number {
  if (waits) return Math.min(hours, HOURS_UNTIL_COMPLETE);
  return failed.some(({ error }) => isPassing(error)) ? Math.min(hours, HOURS_UNTIL_RETRY) : hours;
}

/** Of several, the first in full and the others by name: they mostly have one cause. */
function failureOf(failed: Failed[]): DomainError {
  const [{ delivery, error } = noFailure(), ...more] = failed;
  const others = more.length > 0 ? ` Nor ${more.length === 1 ? "was" : "were"} ${listed(titlesOf(more))}.` : "";
  const message = `${delivery.title} was not taken: ${error.message}${others}`;
  if (error instanceof ImportRefusal) {
    return new ImportRefusal(message, error.rejected, error.rejectedCount, error.code);
  }
  if (!(error instanceof SourceRefusal)) return new DomainError(error.code, message, { cause: error });
  const { code, advice, passing } = error;
  return new SourceRefusal(code, { message, advice, passing }, { cause: error });
}

const titlesOf = (failed: Failed[]) => failed.slice(0, 12).map(({ delivery }) => delivery.title);

function noFailure(): never {
  throw new Error("A failure was asked for where nothing failed.");
}

function newestVersion(outcomes: ImportOutcome[]): string | null {
  return (
    outcomes
      .flatMap(({ focusVersion }) => focusVersion ?? [])
      .toSorted()
      .at(-1) ?? null
  );
}
