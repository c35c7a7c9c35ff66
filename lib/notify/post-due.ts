import { rowsOf, sql } from "../db/sql";
import { DomainError } from "../errors";
import { log } from "../log";
import { openedChannel } from "./channel";
import type { ChannelMessage } from "./channel-message";
import type { AlertDue } from "./due";
import { awaitsDrivers } from "./hold";
import { aboutBudget } from "./letter";
import type { Delivery } from "./mail-server";
import { recordTry } from "./outbox";
import { sendToChannel } from "./send-to-channel";
import { LEASE_MINUTES } from "./take-on";
import { houseVoice } from "./voice";

type Post = AlertDue & {
  workspaceId: string;
  channelId: string;
  recipient: string;
  attempts: number;
  triedFor: number;
};

/** Posts what is due to channels, with the same promises as mails; one that cannot be reached holds up no other. */
export async function postDue(now: () => Date, signal?: AbortSignal): Promise<number> {
  let sent = 0;
  const unreachable: string[] = [];
  while (!signal?.aborted) {
    const due = await takeOnPost(unreachable);
    if (due === null) return sent;
    const delivery = await posted(due, now());
    await recordTry([due.id], due, delivery);
    if (delivery.outcome === "sent") {
      sent += 1;
      continue;
    }
    log("warn", "A channel did not take a message.", { message: due.id, reason: delivery.reason });
    if (delivery.outcome === "deferred") unreachable.push(due.channelId);
  }
  return sent;
}

async function posted(due: Post, now: Date): Promise<Delivery> {
  try {
    const channel = await openedChannel(due.workspaceId, due.channelId);
    return await sendToChannel(channel, messageOf(due), now);
  } catch (error) {
    // Its secret cannot be opened, or it was removed meanwhile: another try later may find it mended.
    if (error instanceof DomainError) return { outcome: "deferred", reason: error.message };
    throw error;
  }
}

/** A channel is told what a mail tells; whose budget it is, a room full of people cannot disown. */
export function messageOf(due: AlertDue & { recipient: string }): ChannelMessage {
  const { mail, links } = aboutBudget(due, due.recipient, houseVoice);
  const actions = links.actions.filter(({ purpose }) => purpose !== "not_mine");
  return {
    id: due.id,
    mail,
    evidence: due.payload,
    actions: actions.map(({ label, url }) => ({ label, url })),
  };
}

async function takeOnPost(unreachable: string[]): Promise<Post | null> {
  const [taken] = await rowsOf<Post>(sql`
    update outbox set attempts = attempts + 1, updated_at = now(), first_try_at = coalesce(first_try_at, now()),
      next_try_at = now() + make_interval(mins => ${LEASE_MINUTES}), message_id = coalesce(message_id, id::text)
    where id = (
      select outbox.id from outbox join workspace on workspace.id = outbox.workspace_id
      where outbox.state in ('queued', 'deferred') and outbox.channel_id is not null and workspace.kind = 'real'
        and outbox.channel_id <> all(${unreachable}::uuid[])
        and (outbox.next_try_at is null or outbox.next_try_at <= now()) and not ${awaitsDrivers}
      order by outbox.created_at, outbox.id limit 1
      for update of outbox skip locked)
    returning id, workspace_id as "workspaceId", channel_id as "channelId", recipient, message::text,
      alert_id as "alertId", budget_id as "budgetId", payload, attempts,
      extract(epoch from now() - first_try_at)::float8 as "triedFor"`);
  return taken ?? null;
}
