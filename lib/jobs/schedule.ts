import { evaluateDue } from "../alerts/due";
import { escalateDue } from "../alerts/escalate";
import { explainDue } from "../alerts/explain";
import { keepDemo } from "../demo/load";
import { archiveDue } from "../ledger/archive/archive-due";
import { limitArchive } from "../ledger/archive/limit-archive";
import { removeOldBrought } from "../ledger/brought-files";
import { recoverImports } from "../ledger/import-recover";
import { queueDueSyncs } from "../ledger/sync-due";
import { recoverSyncs } from "../ledger/sync-recover";
import { deliverNow } from "../notify/deliver";
import { watchDelivery } from "../notify/watch-delivery";
import { watchSources } from "../notify/watch-sources";
import { queueDueLooks, writeAdviceLetters } from "./advise";
import { forgetOldRecords, removeOldUploads } from "./housekeeping";
import type { Runner } from "./runner";

export type Job = {
  name: string;
  /** In UTC. */
  cron: string;
  run: (now: Date, runner: Runner) => Promise<unknown>;
};

/** Everything Outlay does by itself. A job may run twice and on any worker: it finds what is due and does it once. */
export const schedule: Job[] = [
  { name: "start-waiting-runs", cron: "* * * * *", run: async (_now, runner) => runner.wake() },
  { name: "end-interrupted-runs", cron: "* * * * *", run: endInterrupted },
  { name: "judge-budgets", cron: "* * * * *", run: evaluateDue },
  { name: "explain-alerts", cron: "* * * * *", run: explainAndDeliver },
  { name: "escalate-alerts", cron: "*/5 * * * *", run: escalateDue },
  { name: "watch-delivery", cron: "*/10 * * * *", run: watchDelivery },
  { name: "watch-sources", cron: "12 * * * *", run: watchSources },
  { name: "deliver-messages", cron: "* * * * *", run: async () => await deliverNow() },
  { name: "queue-due-syncs", cron: "*/5 * * * *", run: queueAndWake },
  { name: "archive-imports", cron: "* * * * *", run: async () => await archiveDue() },
  { name: "look-for-savings", cron: "* * * * *", run: queueDueLooks },
  { name: "write-advice-letters", cron: "30 6 * * 1", run: writeAdviceLetters },
  { name: "limit-archive", cron: "37 * * * *", run: limitArchive },
  { name: "keep-demo", cron: "20 0 * * *", run: keepDemo },
  { name: "forget-old-records", cron: "17 * * * *", run: forgetOldRecords },
  { name: "remove-old-deliveries", cron: "52 * * * *", run: removeOldBrought },
  { name: "remove-old-uploads", cron: "47 * * * *", run: removeOldUploads },
];

/** What a killed process left behind is ended; its syncs are due again, its files have to be imported again. */
async function endInterrupted(now: Date, runner: Runner): Promise<void> {
  await recoverImports();
  if ((await recoverSyncs()) > 0) await queueAndWake(now, runner);
}

/** Who asked for this tick may not be who delivers: what can leave leaves, and is not left until the next one. */
async function explainAndDeliver(): Promise<void> {
  if ((await explainDue()) > 0) await deliverNow();
}

async function queueAndWake(now: Date, runner: Runner): Promise<void> {
  await queueDueSyncs(now);
  runner.wake();
}
