import type { ChildProcess } from "node:child_process";
import { once } from "node:events";
import { setTimeout as pause } from "node:timers/promises";
import type { PoolClient } from "pg";
import type { Scope } from "../../lib/auth/scope";
import { pool } from "../../lib/db/pool";
import { rowsOf, sql } from "../../lib/db/sql";
import { deliveryProblems, drillBudgets, loaded, tickingWorker } from "./delivery-ground";
import { hourPassed } from "./killed-deliveries";
import { mailCatcher } from "./mail-catcher";

/** What an evaluation writes, in this order, and what finding the drivers of its alerts writes after it. */
export const evaluationSteps = [
  "insert budget_evaluation",
  "insert alert",
  "insert alert_event",
  "insert outbox",
  "delete evaluation_due",
  "update alert",
  "update outbox",
] as const;
export type EvaluationStep = (typeof evaluationSteps)[number];

const LOCK = 726_100;

/**
 * Kills a worker right after each of these writes of an evaluation; the next one goes on. Whatever was lost or kept, each
 * budget has one alert, and each of its readers one mail.
 */
export async function killedEvaluations(scope: Scope, steps: readonly EvaluationStep[]): Promise<string[]> {
  const catcher = await mailCatcher();
  await loaded(scope, "100");
  await rowsOf(sql`
    create or replace function drill_stop() returns trigger language plpgsql
    as 'begin perform pg_advisory_xact_lock_shared(726100); return null; end'`);
  const holder = await pool().connect();
  try {
    for (const [round, step] of steps.entries()) {
      await drillBudgets(scope, [10], `judged${round}`);
      await killedAt(holder, step, () => tickingWorker(1, 0, catcher.url));
    }
  } finally {
    holder.release();
  }
  await once(tickingWorker(1, 0, catcher.url), "exit");
  await hourPassed();
  await once(tickingWorker(1, 0, catcher.url), "exit");
  const caught = await catcher.caught();
  await catcher.close();
  return [...(await deliveryProblems(caught, 1)), ...(await doubled())];
}

/** A trigger makes whoever writes wait for a lock of ours; by then the write is made, and nothing is committed. */
async function killedAt(holder: PoolClient, step: EvaluationStep, start: () => ChildProcess): Promise<void> {
  const [verb, table] = step.split(" ") as [string, string];
  const name = `drill_${verb}_${table}`;
  await holder.query(`select pg_advisory_lock(${LOCK})`);
  await holder.query(
    `create trigger ${name} after ${verb} on ${table} for each statement execute function drill_stop()`,
  );
  const victim = start();
  const exit = once(victim, "exit");
  let isDone = false;
  void exit.then(() => {
    isDone = true;
  });
  while (!isDone && !(await isWaiting())) await pause(20);
  if (isDone) throw new Error(`The worker ended before it came to ${step}.`);
  victim.kill("SIGKILL");
  await exit;
  // Its backend learns of the death when it goes on.
  await holder.query(`select pg_advisory_unlock(${LOCK})`);
  await holder.query(`drop trigger ${name} on ${table}`);
}

async function isWaiting(): Promise<boolean> {
  const rows = await rowsOf(sql`
    select from pg_locks where locktype = 'advisory' and objid = ${LOCK} and not granted`);
  return rows.length > 0;
}

async function doubled(): Promise<string[]> {
  const rows = await rowsOf<{ name: string; alerts: number; rows: number; readers: number }>(sql`
    select budget.name, count(distinct alert.id)::int as alerts, count(outbox.id)::int as rows,
      count(distinct outbox.recipient)::int as readers
    from budget left join alert on alert.budget_id = budget.id left join outbox on outbox.alert_id = alert.id
    group by budget.name`);
  return rows
    .filter((row) => row.alerts !== 1 || row.rows !== 2 || row.readers !== 2)
    .map(({ name, alerts, rows: messages }) => `${name} has ${alerts} alerts and ${messages} messages`);
}
