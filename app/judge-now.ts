import "server-only";
import { evaluateBudgets } from "@/lib/alerts/evaluate";
import type { Scope } from "@/lib/auth/scope";
import { wakeWorker } from "@/lib/jobs/queue";
import { logError } from "@/lib/log";

const PATIENCE_MS = 3_000;

/**
 * Judges what is due, so that whoever set a budget sees at once how it stands. Nobody waits long for it: over a large
 * ledger the page says that it is being judged.
 */
export async function judgeNow(scope: Scope): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const judged = evaluateBudgets(scope, new Date(), { onlyDue: true }).catch(async (error: unknown) => {
    // What is due stays due, and a worker does it.
    logError(error, { where: "judge now" });
    await wakeWorker();
  });
  const patience = new Promise((resolve) => {
    timer = setTimeout(resolve, PATIENCE_MS);
  });
  await Promise.race([judged, patience]);
  clearTimeout(timer);
}
