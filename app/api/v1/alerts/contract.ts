import { z } from "zod";
import { AlertAction } from "@/lib/alerts/act";
import { contract } from "../../contract";
import { listOf, Paging } from "../../page-of";
import { Drivers, Figures, State } from "../budgets/contract";

const Day = z.string().meta({ format: "date" });
const Instant = z.string().meta({ format: "date-time" });

const states = ["open", "acknowledged", "snoozed", "resolved", "retracted", "superseded"] as const;

const Evidence = z.looseObject({
  period: z.strictObject({ from: Day, to: Day, name: z.string(), ended: z.boolean() }),
  threshold: z.strictObject({ kind: z.string(), unit: z.string(), value: z.string(), key: z.string() }),
  state: State,
  reason: z.string(),
  figures: Figures,
  drivers: Drivers.nullable(),
  dataThrough: Day.nullable(),
});

const Alert = z.strictObject({
  id: z.uuid(),
  budgetId: z.uuid(),
  budgetName: z.string(),
  threshold: z.string(),
  from: Day,
  to: Day,
  episode: z.int(),
  state: z.enum(states),
  late: z.boolean().meta({ description: "Crossed by charges that came after the period had ended." }),
  openedAt: Instant,
  assignedTo: z.string().nullable(),
  snoozedUntil: Instant.nullable(),
  supersededById: z.uuid().nullable(),
  endedAt: Instant.nullable(),
  note: z.string().nullable(),
  evidence: Evidence,
});

const Report = Alert.extend({
  events: z.array(z.strictObject({ kind: z.string(), actor: z.string(), at: Instant, text: z.string().nullable() })),
  messages: z.array(
    z.strictObject({
      id: z.uuid(),
      message: z.enum(["alert", "late_charges", "retraction", "escalation", "eased"]),
      recipient: z.string(),
      state: z.enum(["queued", "sent", "deferred", "failed", "suppressed"]),
      reason: z.string().nullable(),
      createdAt: Instant,
      sentAt: Instant.nullable(),
    }),
  ),
});

const Id = z.strictObject({ id: z.uuid() });

export const listAlerts = contract({
  id: "listAlerts",
  verb: "GET",
  path: "/api/v1/alerts",
  summary: "Alerts of budgets, the newest first",
  description:
    "Without a state, all but those that a more urgent alert of the same budget and period took the place of.",
  role: "viewer",
  rows: "narrowed",
  query: Paging.extend({
    state: z.union([z.enum(states), z.array(z.enum(states))]).optional(),
    budget: z.uuid().optional(),
  }),
  answers: { 200: { description: "Alerts.", schema: listOf(Alert) } },
});

export const readAlert = contract({
  id: "readAlert",
  verb: "GET",
  path: "/api/v1/alerts/{id}",
  summary: "One alert, what happened to it and whom it was told",
  role: "viewer",
  rows: "narrowed",
  params: Id,
  answers: { 200: { description: "The alert.", schema: Report } },
});

export const takeAction = contract({
  id: "actOnAlert",
  verb: "POST",
  path: "/api/v1/alerts/{id}/actions",
  summary: "Acknowledge, assign, snooze, resolve or comment",
  role: "editor",
  rows: "narrowed",
  params: Id,
  body: AlertAction,
  answers: { 200: { description: "The alert as it is now.", schema: Report } },
});
