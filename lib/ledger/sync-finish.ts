import { rowsOf, sql } from "../db/sql";
import { inTransaction } from "../db/transaction";
import { DomainError } from "../errors";
import { dayOf, monthOf, startOf } from "../focus/period";
import { SourceRefusal } from "../sources/refusal";
import type { Memory } from "../sources/source";
import type { ImportOutcome } from "./import-outcome";
import { ImportRefusal } from "./import-refusal";
import { CapReached } from "./sync-meter";

const HOURS_UNTIL_RETRY = 1;

/** How a sync ended that brought something, or found that nothing had changed. */
export type SyncResult = {
  outcome: ImportOutcome;
  /** What the connector must remember. */
  memory: Memory;
  files: { name: string; bytes: number }[];
  /** Why some periods were not imported; null when all were. */
  failure: DomainError | null;
  hoursUntilNext: number;
};

const inHours = (now: Date, hours: number) => new Date(now.getTime() + hours * 3_600_000);

/** Records what came of the sync, what the connector must remember and, unless it was imitated, when it is due again. */
export async function finishSync(
  sourceId: string,
  runId: string,
  { outcome, memory, files, failure, hoursUntilNext }: SyncResult,
  { redacted, now }: { redacted: (text: string) => string; now: Date | null },
): Promise<void> {
  const { state, rows, notes, focusVersion } = outcome;
  const error = failure && JSON.stringify(redactedError(runError(failure), redacted));
  const refusal = failure instanceof ImportRefusal ? failure : null;
  await inTransaction(async (run) => {
    await run(sql`
      update import_run
      set state = ${state}::run_state, finished_at = now(), progress = null, rows = ${rows},
          notes = ${JSON.stringify(notes)}::jsonb, focus_version = ${focusVersion},
          files = ${JSON.stringify(files)}::jsonb, error = ${error}::jsonb,
          rejected = ${JSON.stringify(refusal?.rejected ?? [])}::jsonb, rejected_count = ${refusal?.rejectedCount ?? 0}
      where id = ${runId}::uuid`);
    await run(sql`
      update source
      set memory = ${JSON.stringify(memory)}::jsonb, next_sync_at = ${now && inHours(now, hoursUntilNext)},
          data_through = coalesce(
            (select max(last_day) from import_slice
             where source_id = source.id and state in ('current', 'superseded')), data_through)
      where id = ${sourceId}::uuid`);
  });
}

export type RunError = { code: string; message: string; advice?: string };

/** Records why the sync failed, in words and without secrets; the data stays what it was. */
export async function failSync(
  runId: string,
  error: unknown,
  { redacted, now, hours }: { redacted: (text: string) => string; now: Date | null; hours: number },
): Promise<void> {
  const told = JSON.stringify(redactedError(runError(error), redacted));
  const refusal = error instanceof ImportRefusal ? error : null;
  await rowsOf(sql`
    with ended as (
      update import_run
      set state = 'failed', finished_at = now(), progress = null, error = ${told}::jsonb,
          rejected = ${JSON.stringify(refusal?.rejected ?? [])}::jsonb, rejected_count = ${refusal?.rejectedCount ?? 0}
      where id = ${runId}::uuid and state = 'running'
      returning source_id
    )
    update source set next_sync_at = ${now && nextTry(error, now, hours)} from ended where source.id = ended.source_id`);
}

/** The process stops and the sync has not ended: it starts over when a worker is there again. */
export async function requeueSync(runId: string): Promise<void> {
  await rowsOf(sql`
    update import_run set state = 'queued', started_at = null, heartbeat_at = null, progress = null
    where id = ${runId}::uuid and state = 'running'`);
}

function runError(error: unknown): RunError {
  if (error instanceof SourceRefusal) return { code: error.code, message: error.message, advice: error.advice };
  if (error instanceof DomainError) return { code: error.code, message: error.message };
  return {
    code: "internal",
    message: "Something went wrong in Outlay itself.",
    advice: "Its log tells more. What was there before is kept, and the next sync tries again.",
  };
}

function redactedError({ code, message, advice }: RunError, redacted: (text: string) => string): RunError {
  return { code, message: redacted(message), ...(advice === undefined ? {} : { advice: redacted(advice) }) };
}

function nextTry(error: unknown, now: Date, hours: number): Date {
  if (isPassing(error)) return inHours(now, HOURS_UNTIL_RETRY);
  if (error instanceof CapReached && error.cap === "month") return startOf(monthOf(dayOf(now)).to);
  return inHours(now, hours);
}

/** Worth another try within the hour. */
export function isPassing(error: unknown): boolean {
  if (error instanceof SourceRefusal) return error.passing;
  return error instanceof DomainError && error.code === "unavailable";
}
