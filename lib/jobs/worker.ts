import { logError } from "../log";
import { startCron } from "./cron";
import { startDeliverer } from "./deliverer";
import { startEvaluator } from "./evaluator";
import { listen } from "./listen";
import { startRunner } from "./runner";
import { schedule } from "./schedule";

export type RunningWorker = { stop: () => Promise<void> };

/** Does what was asked for and what is due, until it is stopped. Any number of workers may share one database. */
export async function startWorker(): Promise<RunningWorker> {
  const runner = startRunner();
  const deliverer = startDeliverer();
  const evaluator = startEvaluator(deliverer.wake);
  const listening = listen(() => {
    runner.wake();
    evaluator.wake();
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
      await evaluator.stop();
      await deliverer.stop();
    },
  };
}
