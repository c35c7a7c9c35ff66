import { z } from "zod";
import { ChannelChanges } from "@/lib/notify/change-channel";
import { channelKinds, NewChannel } from "@/lib/notify/channel";
import { contract } from "../../contract";
import { listOf, Paging } from "../../page-of";
import { Tried } from "../mail/contract";

const Instant = z.string().meta({ format: "date-time" });

const Channel = z.strictObject({
  id: z.uuid(),
  kind: z.enum(channelKinds),
  name: z.string(),
  host: z.string().meta({ description: "Of its address, which is a secret and never shown." }),
  budgetIds: z.array(z.uuid()).meta({ description: "Empty: alerts of all budgets." }),
  allowsPrivate: z.boolean().meta({ description: "Its address may be inside your own network." }),
  createdBy: z.string(),
  createdAt: Instant,
  lastSentAt: Instant.nullable(),
  trouble: z.string().nullable().meta({ description: "What the last message that was not taken was answered." }),
});

const Id = z.strictObject({ id: z.uuid() });

export const listChannels = contract({
  id: "listChannels",
  verb: "GET",
  path: "/api/v1/channels",
  summary: "Slack, Teams and webhooks that are told of alerts",
  role: "viewer",
  rows: "whole bill",
  query: Paging,
  answers: { 200: { description: "Channels.", schema: listOf(Channel) } },
});

export const createChannel = contract({
  id: "createChannel",
  verb: "POST",
  path: "/api/v1/channels",
  summary: "Tell one more channel",
  description: "The secret of a webhook is answered this once.",
  role: "admin",
  rows: "none",
  body: NewChannel,
  answers: {
    201: {
      description: "The channel.",
      schema: z.strictObject({ id: z.uuid(), secret: z.string().nullable() }),
    },
  },
});

export const editChannel = contract({
  id: "changeChannel",
  verb: "PATCH",
  path: "/api/v1/channels/{id}",
  summary: "Change a channel",
  description: "What still waits for it goes to the new address. A new secret is answered this once.",
  role: "admin",
  rows: "none",
  params: Id,
  body: ChannelChanges,
  answers: {
    200: {
      description: "Changed.",
      schema: z.strictObject({ name: z.string(), secret: z.string().nullable() }),
    },
  },
});

export const dropChannel = contract({
  id: "removeChannel",
  verb: "DELETE",
  path: "/api/v1/channels/{id}",
  summary: "Remove a channel",
  description: "What still waited for it is not sent.",
  role: "admin",
  rows: "none",
  params: Id,
  answers: { 204: { description: "It is gone." } },
});

export const tryChannel = contract({
  id: "testChannel",
  verb: "POST",
  path: "/api/v1/channels/{id}/test",
  summary: "Post an example to a channel",
  role: "admin",
  rows: "none",
  params: Id,
  answers: { 200: { description: "What came of it.", schema: Tried } },
});
