import { publicUrl } from "../auth/public-url";
import type { Scope } from "../auth/scope";
import { rowsOf, sql } from "../db/sql";
import { env } from "../env";
import type { ChannelKind } from "./channel";
import { type AlertDue, type Due, isAlertDue } from "./due";
import { letterOf } from "./letter";
import type { Letter } from "./mail-server";
import { maySee, notThere } from "./outbox-list";
import { messageOf } from "./post-due";
import { type MailPreference, preferenceOf } from "./preference";
import { bodies } from "./send-to-channel";
import { toldName } from "./told-name";

/** A mail as its reader gets it, except that its links do nothing: they are keys of the reader's. */
export type MailPreview = {
  from: string;
  to: string;
  subject: string;
  text: string;
  /** With its pictures inside, so that it can be shown alone. */
  html: string;
  headers: Record<string, string>;
  /** What is posted instead, of a message to a channel. */
  posted: object | null;
};

/** Made from what the mail is made from, whether it was sent, waits or was never to be sent. */
export async function outboxPreview(scope: Scope, id: string): Promise<MailPreview> {
  const rows = await rowsOf<Due & { recipient: string; kind: ChannelKind | null; messageId: string | null }>(sql`
    select outbox.id, message::text, channel.kind::text as kind, alert_id as "alertId", budget_id as "budgetId", payload, ${toldName} as recipient,
      message_id as "messageId"
    from outbox left join channel on channel.id = channel_id
    where outbox.workspace_id = ${scope.workspaceId}::uuid and (outbox.id = ${id}::uuid
      or message_id = (select message_id from outbox where id = ${id}::uuid and workspace_id = ${scope.workspaceId}::uuid))
    order by outbox.created_at, outbox.id`);
  const [first, ...others] = rows.filter((row) => maySee(scope, row));
  if (!first || ![first, ...others].some((row) => row.id === id)) throw notThere();
  const { recipient, messageId } = first;
  const letter = letterOf(
    {
      workspaceId: scope.workspaceId,
      recipient,
      messageId: messageId ?? `${id}@${new URL(publicUrl(env())).hostname}`,
      dues: [first, ...others],
      attempts: 0,
      triedFor: 0,
      voice: voiceOf(await preferenceOf({ workspaceId: scope.workspaceId, address: recipient })),
    },
    env().MAIL_FROM ?? "Outlay",
  );
  return { ...previewOf(letter), posted: first.kind && isAlertDue(first) ? postedOf(first.kind, first) : null };
}

function postedOf(kind: ChannelKind, due: AlertDue & { recipient: string }): object {
  return JSON.parse(keyless(JSON.stringify(bodies[kind](messageOf(due))))) as object;
}

const voiceOf = ({ locale, timeZone }: MailPreference) => ({ locale, timeZone });

function previewOf({ from, to, subject, text, html, images, headers, messageId, references }: Letter) {
  const withPictures = images.reduce(
    (page, { cid, png }) =>
      page.replaceAll(`cid:${cid}`, `data:image/png;base64,${Buffer.from(png).toString("base64")}`),
    html,
  );
  const thread = references.length > 0 ? { References: references.map((each) => `<${each}>`).join(" ") } : {};
  const all = { "Message-ID": `<${messageId}>`, ...thread, ...headers };
  return {
    from,
    to,
    subject,
    text: keyless(text),
    html: keyless(withPictures),
    headers: Object.fromEntries(Object.entries(all).map(([name, value]) => [name, keyless(value)])),
  };
}

/** Whoever holds a signed link acts in the reader's name, so nobody else sees one. */
const keyless = (text: string) => text.replace(/\/mail\/[\w-]+\.[\w-]+/g, "/mail/…");
