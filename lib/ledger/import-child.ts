import { rmSync } from "node:fs";
import { DomainError } from "../errors";
import type { ImportJob, ImportMessage } from "./import-job";
import { ImportRefusal } from "./import-refusal";
import { runImportJob } from "./run-import-job";

/** The import process: it takes one job from its parent, says how it goes, and ends. */
function tell(message: ImportMessage): void {
  process.send?.(message);
}

process.once("message", async (job: ImportJob) => {
  // Whoever started it is gone: an import that nobody watches ends, and its transaction with it.
  process.once("disconnect", () => {
    rmSync(job.directory, { recursive: true, force: true });
    process.exit(1);
  });
  const ending = await runImportJob(job, (progress) => tell({ kind: "progress", progress })).then(
    (outcome): ImportMessage => ({ kind: "done", outcome }),
    messageOf,
  );
  process.removeAllListeners("disconnect");
  process.send?.(ending, () => process.exit(0));
});

function messageOf(error: unknown): ImportMessage {
  if (error instanceof DomainError) {
    const { code, message } = error;
    const refusal = error instanceof ImportRefusal ? error : { rejected: [], rejectedCount: 0 };
    return { kind: "refused", code, message, rejected: refusal.rejected, rejectedCount: refusal.rejectedCount };
  }
  const known = knownFailure(error);
  if (known) return { kind: "refused", code: "unavailable", message: known, rejected: [], rejectedCount: 0 };
  const { message, stack = "" } = error instanceof Error ? error : new Error(String(error));
  return { kind: "failed", message, stack };
}

/** Failures of the machine, not of the import, in a sentence. */
function knownFailure(error: unknown): string | null {
  const code = error instanceof Error && "code" in error ? String(error.code) : "";
  const text = String(error);
  const kept = "Nothing was imported, and what was there before is whole.";
  // Postgres speaks of a device without space too, and it may be on another machine.
  if (code === "53100") return `The disk of the database is full. ${kept}`;
  if (code === "ENOSPC" || /No space left on device/i.test(text)) return `The disk is full. ${kept}`;
  if (code === "23503") return `The source was removed while the import ran. ${kept}`;
  if (/^(08|57P)/.test(code) || code === "ECONNREFUSED" || /Connection terminated/.test(text)) {
    return `The connection to the database was lost. ${kept}`;
  }
  return null;
}
