import { evaluateBudgets } from "../../lib/alerts/evaluate";
import { explainAlerts } from "../../lib/alerts/explain";
import type { Scope } from "../../lib/auth/scope";
import { wakeWorker } from "../../lib/jobs/queue";

/** Judges what is due and finds what drives new alerts, so that their messages wait for no worker. */
export async function judgeNow(scope: Scope, now: Date): Promise<void> {
  await evaluateBudgets(scope, now, { onlyDue: true });
  await explainNow(scope);
}

/** Where a worker runs, it sends the messages right after. */
export async function explainNow(scope: Scope): Promise<void> {
  if ((await explainAlerts(scope)) > 0) await wakeWorker();
}
