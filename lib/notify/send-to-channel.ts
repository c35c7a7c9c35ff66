import { requireRole, type Scope } from "../auth/scope";
import { type Opened, openedChannel } from "./channel";
import type { ChannelMessage } from "./channel-message";
import type { Delivery } from "./mail-server";
import { type Posted, PrivateAddress, post } from "./post";
import { sampleMessage } from "./sample";
import { slackBody } from "./slack";
import { teamsBody } from "./teams";
import { webhookBody, webhookHeaders } from "./webhook";

export const bodies = { slack: slackBody, teams: teamsBody, webhook: webhookBody };
const worthAnotherTry = new Set([408, 409, 423, 425, 429]);

/** Posts one message; sent again it is the same one, with the same id. */
export async function sendToChannel(channel: Opened, message: ChannelMessage, now: Date): Promise<Delivery> {
  const body = JSON.stringify(bodies[channel.kind](message));
  const signed = channel.secret === null ? {} : webhookHeaders(channel.secret, message.id, body, now);
  const headers = { "Content-Type": "application/json", "User-Agent": "Outlay", ...signed };
  try {
    const { allowsPrivate } = channel;
    return deliveryOf(await post({ url: new URL(channel.address), body, headers, allowsPrivate }));
  } catch (error) {
    if (error instanceof PrivateAddress) {
      return { outcome: "refused", reason: "Its address leads into your own network, which was not allowed for it." };
    }
    if (!(error instanceof Error)) throw error;
    return { outcome: "deferred", reason: `It cannot be reached: ${error.message || error.name}`, isUnreachable: true };
  }
}

function deliveryOf({ status, text, retryAfter }: Posted): Delivery {
  const said = `It answered ${status}${text.trim() ? `: ${text.trim().slice(0, 300)}` : ""}`;
  if (status >= 200 && status < 300) return { outcome: "sent", response: said };
  if (status >= 500 || worthAnotherTry.has(status)) {
    return { outcome: "deferred", reason: said, ...(retryAfter !== null && { retryAfter }) };
  }
  return { outcome: "refused", reason: said };
}

/** Posts an example, so that whoever sets a channel up sees it arrive. */
export async function testChannel(scope: Scope, id: string, now: Date): Promise<Delivery> {
  requireRole(scope, "admin");
  return await sendToChannel(await openedChannel(scope.workspaceId, id), sampleMessage(now), now);
}
