import { once } from "node:events";
import type { Scope } from "../../lib/auth/scope";
import { rowsOf, sql } from "../../lib/db/sql";
import { deliveryProblems, drillBudgets, loaded, tickingWorker } from "./delivery-ground";
import { hourPassed } from "./killed-deliveries";
import { mailCatcher } from "./mail-catcher";

const MINUTES_OFF = 7;
const BUDGETS = 40;
const LOADS = BUDGETS + 12;

/**
 * Two workers, one with a clock that is seven minutes off, tick while loads cross one budget after another: every reader
 * gets each message once, although they share a database and one of them gets many within an hour.
 */
export async function manyTicks(scope: Scope, ticks: number): Promise<{ problems: string[]; mails: number }> {
  const catcher = await mailCatcher();
  await drillBudgets(
    scope,
    Array.from({ length: BUDGETS }, (_, index) => 1000 + 10 * index),
    "tick",
  );
  await loaded(scope, "900");
  const each = Math.ceil(ticks / 2);
  const workers = [tickingWorker(each, 0, catcher.url), tickingWorker(each, MINUTES_OFF * 60_000, catcher.url)];
  const done = Promise.all(workers.map((worker) => once(worker, "exit")));
  let ticked = 0;
  let moved = () => {};
  for (const worker of workers) {
    worker.on("message", () => {
      ticked += 1;
      moved();
    });
  }
  void done.then(() => {
    ticked = ticks;
    moved();
  });
  // Spread over all ticks, so that both have something to do until the end.
  for (let load = 0; load < LOADS; load += 1) {
    while (ticked < (load * ticks) / LOADS) {
      await new Promise<void>((resolve) => {
        moved = resolve;
      });
    }
    await loaded(scope, "10");
  }
  await done;
  for (let round = 0; round < BUDGETS && (await isWaiting()); round += 1) {
    await hourPassed();
    await once(tickingWorker(1, 0, catcher.url), "exit");
  }
  const caught = await catcher.caught();
  await catcher.close();
  return { problems: await deliveryProblems(caught, 1), mails: caught.length };
}

async function isWaiting(): Promise<boolean> {
  const rows = await rowsOf(sql`
    select from evaluation_due union all select from outbox where state in ('queued', 'deferred') limit 1`);
  return rows.length > 0;
}
