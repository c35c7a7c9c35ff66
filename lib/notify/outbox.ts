import { rowsOf, sql } from "../db/sql";
import { log } from "../log";
import { budgetLetter, type Due } from "./budget-letter";
import type { Delivery, MailServer } from "./mail-server";

const AT_ONCE = 20;
/** Nobody else takes a message up while its sender may still be waiting for a slow mail server. */
const LEASE_MINUTES = 10;
/** Minutes after each try that did not succeed; the last repeats until the message is a day old. */
const PAUSES = [1, 5, 30, 120, 360];
const GIVE_UP_SECONDS = 24 * 3600;

/**
 * Sends what is due and writes down what came of it; returns how many were sent. Any number of processes may do this:
 * each message is taken on by one. Who dies between a mail server's yes and writing it down leaves the message to be
 * sent again, with the Message-ID it had. The times are the database's, so clocks that differ change nothing.
 */
export async function deliverDue(server: MailServer, from: string): Promise<number> {
  let sent = 0;
  for (;;) {
    const taken = await takeOn();
    if (taken.length === 0) return sent;
    for (const due of taken) {
      const delivery = await server.deliver(budgetLetter(due, from));
      await writeDown(due, delivery);
      if (delivery.outcome === "sent") sent += 1;
      else
        log("warn", "A mail was not taken.", { message: due.id, outcome: delivery.outcome, reason: delivery.reason });
    }
  }
}

/** People of the demo company do not exist: what is written to them can be read in the app and stays there. */
async function takeOn(): Promise<Due[]> {
  return await rowsOf<Due>(sql`
    update outbox set attempts = attempts + 1, updated_at = now(),
      next_try_at = now() + make_interval(mins => ${LEASE_MINUTES})
    where id in (
      select outbox.id from outbox join workspace on workspace.id = outbox.workspace_id
      where outbox.state in ('queued', 'deferred') and workspace.kind = 'real'
        and (outbox.next_try_at is null or outbox.next_try_at <= now())
      order by outbox.created_at, outbox.id
      limit ${AT_ONCE}
      for update of outbox skip locked)
    returning id, alert_id as "alertId", budget_id as "budgetId", message::text, recipient, payload, attempts,
      extract(epoch from now() - created_at)::float8 as age`);
}

/** A message that was suppressed while it was being sent keeps that state: its reason is the better one to read. */
async function writeDown({ id, attempts, age }: Due, delivery: Delivery): Promise<void> {
  const isLast = delivery.outcome === "refused" || age >= GIVE_UP_SECONDS;
  const state = delivery.outcome === "sent" ? "sent" : isLast ? "failed" : "deferred";
  const pause = PAUSES[Math.min(attempts, PAUSES.length) - 1] ?? 1;
  await rowsOf(sql`
    update outbox set state = ${state}::outbox_state, updated_at = now(),
      reason = ${delivery.outcome === "sent" ? delivery.response : delivery.reason},
      sent_at = case when ${state} = 'sent' then now() end,
      next_try_at = case when ${state} = 'deferred' then now() + make_interval(mins => ${pause}) end
    where id = ${id}::uuid and state in ('queued', 'deferred')`);
}
