import { rowsOf, sql } from "../db/sql";
import { log } from "../log";
import type { Batch } from "./due";
import { letterOf } from "./letter";
import type { Delivery, MailServer } from "./mail-server";
import { takeOnMail } from "./take-on";

/** Minutes after each try that did not succeed; the last repeats until the message was tried for a day. */
const PAUSES = [1, 5, 30, 120, 360];
const LONGEST_PAUSE_SECONDS = 6 * 3600;
const GIVE_UP_SECONDS = 24 * 3600;

/**
 * Sends what is due and writes down what came of it; returns how many mails were sent. Any number of processes may do
 * this: each mail is taken on by one. Who dies between a mail server's yes and writing it down leaves the mail to be
 * sent again, with the Message-ID it had. A server that cannot be reached is left alone until the next round.
 */
export async function deliverDue(server: MailServer, from: string, signal?: AbortSignal): Promise<number> {
  let sent = 0;
  while (!signal?.aborted) {
    const batch = await takeOnMail();
    if (batch === null) return sent;
    const delivery = await server.deliver(letterOf(batch, from));
    await writeDown(batch, delivery);
    if (delivery.outcome === "sent") {
      sent += 1;
      continue;
    }
    const { outcome, reason } = delivery;
    log("warn", "A mail was not taken.", { message: batch.messageId, outcome, reason });
    if (delivery.outcome === "deferred" && delivery.isUnreachable) return sent;
  }
  return sent;
}

/** A message that was suppressed while it was being sent keeps that state: its reason is the better one to read. */
async function writeDown({ messageId, dues, attempts, triedFor }: Batch, delivery: Delivery): Promise<void> {
  await recordTry(
    dues.map(({ id }) => id),
    { attempts, triedFor },
    delivery,
  );
  if (delivery.outcome === "sent") log("info", "A mail was sent.", { message: messageId, alerts: dues.length });
}

type Tried = { attempts: number; triedFor: number };

/** What came of a try, for messages that travelled together. */
export async function recordTry(ids: string[], { attempts, triedFor }: Tried, delivery: Delivery): Promise<void> {
  const isLast = delivery.outcome === "refused" || triedFor >= GIVE_UP_SECONDS;
  const state = delivery.outcome === "sent" ? "sent" : isLast ? "failed" : "deferred";
  const asked = delivery.outcome === "deferred" ? (delivery.retryAfter ?? 0) : 0;
  const pause = Math.max(asked, (PAUSES[Math.min(attempts, PAUSES.length) - 1] ?? 1) * 60);
  await rowsOf(sql`
    update outbox set state = ${state}::outbox_state, updated_at = now(),
      reason = ${delivery.outcome === "sent" ? delivery.response : delivery.reason},
      sent_at = case when ${state} = 'sent' then now() end,
      next_try_at = case when ${state} = 'deferred' then now() + make_interval(secs => ${Math.min(pause, LONGEST_PAUSE_SECONDS)}) end
    where id = any(${ids}::uuid[]) and state in ('queued', 'deferred')`);
}
