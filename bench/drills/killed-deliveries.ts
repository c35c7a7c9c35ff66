import type { ChildProcess } from "node:child_process";
import { once } from "node:events";
import type { Scope } from "../../lib/auth/scope";
import { rowsOf, sql } from "../../lib/db/sql";
import { deliveryProblems, drillBudgets, loaded, tickingWorker } from "./delivery-ground";
import { type MailStep, mailCatcher, mailSteps } from "./mail-catcher";
import type { Random } from "./random";

/** How long a worker takes to start, judge and deliver; a kill by the clock comes at some moment of it. */
const LIFE_MS = 2500;

/** A step of a mail, or milliseconds after the start. */
export type Moment = MailStep | number;

/** Every step, and as many moments that chance decides. */
export const killMoments = (byChance: number, random: Random): Moment[] => [
  ...mailSteps,
  ...Array.from({ length: byChance }, () => random() * LIFE_MS),
];

/**
 * Kills a worker at each step of delivering and at moments that chance decides, and lets another one go on: each message
 * is sent with one Message-ID, and the same mail comes twice only if the kill fell between the server's yes and our note.
 */
export async function killedDeliveries(scope: Scope, moments: Moment[]): Promise<string[]> {
  const problems: string[] = [];
  let victim: ChildProcess | null = null;
  let at: MailStep | null = null;
  const catcher = await mailCatcher((step) => {
    if (step !== at) return;
    at = null;
    victim?.kill("SIGKILL");
  });
  await loaded(scope, "100");
  for (const [round, moment] of moments.entries()) {
    await drillBudgets(scope, [10], `kill ${round}`.replace(" ", ""));
    at = typeof moment === "string" ? moment : null;
    victim = tickingWorker(1, 0, catcher.url);
    const timer = typeof moment === "number" ? setTimeout(() => victim?.kill("SIGKILL"), moment) : null;
    await once(victim, "exit");
    if (timer) clearTimeout(timer);
    await taken();
    await once(tickingWorker(1, 0, catcher.url), "exit");
    const told = typeof moment === "string" ? `killed at ${moment}` : `killed after ${moment.toFixed(0)} ms`;
    await hourPassed();
    problems.push(...(await deliveryProblems(await catcher.caught(), 2)).map((problem) => `${told}: ${problem}`));
    if (problems.length > 0) break;
  }
  await catcher.close();
  return problems;
}

/** The lease of whoever died is over. */
const taken = () =>
  rowsOf(sql`update outbox set next_try_at = now() - interval '1 second' where state in ('queued', 'deferred')`);

/** Nobody waits because they got many mails within an hour. */
export const hourPassed = () => rowsOf(sql`update outbox set sent_at = sent_at - interval '61 minutes'`);
