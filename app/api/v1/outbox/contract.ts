import { z } from "zod";
import { OutboxAction } from "@/lib/notify/outbox-act";
import { outboxStates } from "@/lib/notify/outbox-list";
import { contract } from "../../contract";
import { listOf, Paging } from "../../page-of";

const Instant = z.string().meta({ format: "date-time" });
const State = z.enum(outboxStates);

const Entry = z.strictObject({
  id: z.uuid(),
  message: z.enum(["alert", "late_charges", "retraction", "escalation", "eased", "notice"]),
  recipient: z.string().meta({ description: 'An address, or "slack:name" of a channel.' }),
  channelId: z.uuid().nullable(),
  alertId: z.uuid().nullable(),
  budgetId: z.uuid().nullable(),
  budgetName: z.string().nullable(),
  subject: z.string(),
  state: State,
  reason: z.string().nullable().meta({ description: "What the server answered, or why it is not sent." }),
  hold: z
    .enum(["no_server", "demo", "drivers", "quiet", "digest", "rate"])
    .nullable()
    .meta({ description: "Why a message that is due still waits." }),
  attempts: z.int(),
  createdAt: Instant,
  nextTryAt: Instant.nullable(),
  sentAt: Instant.nullable(),
  messageId: z.string().nullable().meta({ description: "Messages that share it travelled as one mail." }),
  together: z.int().meta({ description: "How many messages travel in the same mail." }),
});

const Shown = Entry.extend({
  mail: z
    .strictObject({
      from: z.string(),
      to: z.string(),
      subject: z.string(),
      text: z.string(),
      html: z.string(),
      headers: z.record(z.string(), z.string()),
      posted: z.looseObject({}).nullable().meta({ description: "What is posted to a channel instead." }),
    })
    .meta({ description: "As it looks to its reader; its signed links are left out." }),
});

const Id = z.strictObject({ id: z.uuid() });

export const listOutbox = contract({
  id: "listOutbox",
  verb: "GET",
  path: "/api/v1/outbox",
  summary: "Messages and what became of them, the newest first",
  role: "viewer",
  rows: "narrowed",
  query: Paging.extend({
    state: z.union([State, z.array(State)]).optional(),
    recipient: z.string().max(254).optional(),
  }),
  answers: { 200: { description: "At most the 500 newest.", schema: listOf(Entry) } },
});

export const readOutbox = contract({
  id: "readOutboxMessage",
  verb: "GET",
  path: "/api/v1/outbox/{id}",
  summary: "One message and the mail as it looks",
  role: "viewer",
  rows: "narrowed",
  params: Id,
  answers: { 200: { description: "The message.", schema: Shown } },
});

export const actOnMessage = contract({
  id: "actOnOutboxMessage",
  verb: "POST",
  path: "/api/v1/outbox/{id}/actions",
  summary: "Send a message now, or not at all",
  role: "admin",
  rows: "narrowed",
  params: Id,
  body: OutboxAction,
  answers: { 200: { description: "The message as it is now.", schema: Entry } },
});
