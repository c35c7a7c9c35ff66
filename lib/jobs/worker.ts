import { logError } from "../log";
import { lookWhereAsked } from "./advise";
import { startCron } from "./cron";
import { startDeliverer } from "./deliverer";
import { startEvaluator } from "./evaluator";
import { startExplainer } from "./explainer";
import { listen } from "./listen";
import { startRunner } from "./runner";
import { schedule } from "./schedule";
import { woken } from "./woken";

export type RunningWorker = { stop: () => Promise<void> };

/** Does what was asked for and what is due, until it is stopped. Any number of workers may share one database. */
export async function startWorker(): Promise<RunningWorker> {
  const runner = startRunner();
  const deliverer = startDeliverer();
  const explainer = startExplainer(deliverer.wake);
  const evaluator = startEvaluator(() => {
    explainer.wake();
    deliverer.wake();
  });
  const adviser = woken("look for savings", lookWhereAsked);
  const listening = listen(() => {
    runner.wake();
    evaluator.wake();
    adviser.wake();
  });
  const cron = await startCron(schedule, runner);
  for (const job of schedule) {
    // What fell due while no worker ran is not left until the next tick.
    job.run(new Date(), runner).catch((error: unknown) => logError(error, { job: job.name }));
  }
  return {
    stop: async () => {
      await listening.stop();
      await cron.stop();
      await runner.stop();
      await adviser.stop();
      await evaluator.stop();
      await explainer.stop();
      await deliverer.stop();
    },
  };
}
