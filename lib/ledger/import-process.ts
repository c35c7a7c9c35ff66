import { mkdir, rm } from "node:fs/promises";
import { join, resolve } from "node:path";
import { env } from "../env";
import { DomainError, type RefusalCode } from "../errors";
import { type Died, forkProgram, workOf } from "../program";
import type { ImportJob, ImportMessage } from "./import-job";
import type { ImportOutcome, Report } from "./import-outcome";
import { ImportRefusal } from "./import-refusal";

/** Where imports that are under way keep their parts, each in a directory named after its run. */
export function workDirectory(): string {
  return resolve(env().OUTLAY_DATA_DIR, "imports");
}

/**
 * Carries out an import in a process of its own: DuckDB takes memory that the caller then does not lose, and if it is
 * killed, the caller is not. Whatever ends it before it commits leaves the ledger as it was.
 */
export async function importInProcess(
  work: Omit<ImportJob, "directory">,
  report: Report,
  prepare: (directory: string) => Promise<Partial<ImportJob>> = async () => ({}),
): Promise<ImportOutcome> {
  const directory = join(workDirectory(), work.runId);
  await rm(directory, { recursive: true, force: true });
  await mkdir(directory, { recursive: true, mode: 0o700 });
  try {
    const job = { ...work, directory, ...(await prepare(directory)) };
    return outcomeOf(await ending(job, report));
  } finally {
    await rm(directory, { recursive: true, force: true });
  }
}

type Ending = Exclude<ImportMessage, { kind: "progress" }>;

async function ending(job: ImportJob, report: Report): Promise<Ending | Died> {
  return await workOf(forkProgram("lib/ledger/import-child"), job, (message: ImportMessage): Ending | null => {
    if (message.kind !== "progress") return message;
    report(message.progress);
    return null;
  });
}

function outcomeOf(end: Ending | Died): ImportOutcome {
  if (end.kind === "done") return end.outcome;
  if (end.kind === "refused") {
    throw new ImportRefusal(end.message, end.rejected, end.rejectedCount, end.code as RefusalCode);
  }
  if (end.kind === "died") {
    const sentence = `The import process ended before it said that it was done (${end.how}).`;
    throw new DomainError("unavailable", `${sentence} The ledger is whole: all of the import is in it, or nothing.`);
  }
  throw Object.assign(new Error(`The import failed: ${end.message}`), { stack: end.stack });
}
