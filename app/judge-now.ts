import "server-only";
import { evaluateBudgets } from "@/lib/alerts/evaluate";
import type { Scope } from "@/lib/auth/scope";
import { wakeWorker } from "@/lib/jobs/queue";
import { logError } from "@/lib/log";

const PATIENCE_MS = 3_000;

/**
 * Judges what is due, so that whoever set a budget sees at once how it stands. Nobody waits long for it: over a large
 * ledger a page says that it is being judged, and an answer of the API carries the verdict of before.
 */
export async function judgeNow(scope: Scope): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const patience = new Promise((resolve) => {
    timer = setTimeout(resolve, PATIENCE_MS);
  });
  await Promise.race([nextJudging(scope), patience]);
  clearTimeout(timer);
}

type Judging = { hasBegun: boolean; done: Promise<void> };
const judgings = new Map<string, Judging>();

/** Many changes one after the other share an evaluation, instead of each holding a connection until its turn. */
function nextJudging(scope: Scope): Promise<void> {
  const { workspaceId } = scope;
  const last = judgings.get(workspaceId);
  if (last && !last.hasBegun) return last.done;
  const own: Judging = { hasBegun: false, done: Promise.resolve() };
  own.done = (last?.done ?? Promise.resolve()).then(async () => {
    own.hasBegun = true;
    await judge(scope);
    if (judgings.get(workspaceId) === own) judgings.delete(workspaceId);
  });
  judgings.set(workspaceId, own);
  return own.done;
}

async function judge(scope: Scope): Promise<void> {
  try {
    await evaluateBudgets(scope, new Date(), { onlyDue: true });
  } catch (error) {
    // What is due stays due, and a worker does it.
    logError(error, { where: "judge now" });
    await wakeWorker().catch((problem: unknown) => logError(problem, { where: "judge now" }));
  }
}
