import { z } from "zod";
import { AdviceAction } from "@/lib/rightsizing/life/action";
import type { AdviceRow } from "@/lib/rightsizing/list/advice-list";
import type { AdviceCard } from "@/lib/rightsizing/list/card";
import { AdviceFilter, SearchText, sorts } from "@/lib/rightsizing/list/filter";
import type { ShownVerdict } from "@/lib/rightsizing/list/overview";
import { RightsizingSettings, Rules } from "@/lib/rightsizing/settings/spec";
import { actions, confidences, efforts, states, verdicts } from "@/lib/rightsizing/words";
import { contract } from "../../contract";
import { listOf, Paging } from "../../page-of";

const Day = z.string().meta({ format: "date" });
const Instant = z.string().meta({ format: "date-time" });
const Amount = z.string().meta({ description: "An exact decimal, of a month of thirty days." });

const Row = z.strictObject({
  id: z.uuid(),
  source: z.string().meta({ description: "outlay, or the provider's service whose figures these are." }),
  action: z.enum(actions),
  kind: z.string(),
  verdict: z.enum(verdicts),
  title: z.string(),
  current: z.string(),
  target: z.string(),
  provider: z.string().nullable(),
  account: z.string().nullable(),
  accountName: z.string().nullable(),
  service: z.string().nullable(),
  region: z.string().nullable(),
  resourceId: z.string(),
  resourceName: z.string().nullable(),
  team: z.string().nullable(),
  currency: z.string(),
  now: Amount,
  after: Amount,
  saving: Amount.meta({ description: "At the account's own rates, with its commitments considered." }),
  listSaving: Amount.nullable(),
  listCurrency: z.string().nullable().meta({ description: "Of the amounts at list price: that of the price list." }),
  counted: Amount.meta({ description: "Its part of the one total; zero where better advice takes its place." }),
  priceOrigin: z.enum(["paid", "paid_elsewhere", "list_price", "provider", "unknown"]),
  inLedger: z.boolean(),
  confidence: z.enum(confidences),
  risk: z.int().min(0).max(4),
  effort: z.enum(efforts),
  restart: z.boolean(),
  memoryMeasured: z.boolean().nullable(),
  state: z.enum(states),
  owner: z.string().nullable(),
  dueOn: Day.nullable(),
  ticket: z.string().nullable(),
  snoozedUntil: Day.nullable(),
  dismissedUntil: Day.nullable(),
  doneOn: Day.nullable(),
  firstSeenAt: Instant,
  lastSeenAt: Instant,
  stateSince: Instant,
  unconfirmed: z
    .strictObject({ why: z.string(), step: z.string().nullable() })
    .nullable()
    .meta({ description: "Why the last look could not tell whether it still holds; last confirmed at lastSeenAt." }),
}) satisfies z.ZodType<AdviceRow>;

const Card = Row.extend({
  listNow: Amount.nullable(),
  listAfter: Amount.nullable(),
  tags: z.record(z.string(), z.string()),
  dismissedReason: z.string().nullable(),
  dismissedBy: z.string().nullable(),
  doneBy: z.string().nullable(),
  replacedBy: z.string().nullable(),
  evidence: z.custom<AdviceCard["evidence"]>().meta({
    description: "Reason, how it was computed, percentiles, what changes, risks by dimension, and steps.",
  }),
  beside: z.array(Row).meta({ description: "Other advice on the same resource, each with its own figures." }),
  countedInstead: z.string().nullable(),
  bookedWith: z.string().nullable().meta({ description: "Advice to make the same change, which books the saving." }),
  events: z.array(z.strictObject({ kind: z.string(), actor: z.string(), at: Instant, text: z.string().nullable() })),
  savings: z.array(
    z.strictObject({
      round: z.int().meta({ description: "How many times the advice had been taken on." }),
      basis: z.enum(["estimate", "days_7", "days_30"]),
      from: Day.nullable(),
      to: Day.nullable(),
      counterfactual: Amount,
      actual: Amount,
      saving: Amount,
      monthly: Amount,
      bookedAt: Instant,
    }),
  ),
}) satisfies z.ZodType<AdviceCard>;

const Id = z.strictObject({ id: z.uuid() });

export const listRecommendations = contract({
  id: "listRecommendations",
  verb: "GET",
  path: "/api/v1/recommendations",
  summary: "What could cost less, ours and the providers' advice side by side",
  description: "Filters repeat and each must hold. Sum `counted`, never `saving`: advice on one resource overlaps.",
  role: "viewer",
  rows: "narrowed",
  query: Paging.extend({ ...AdviceFilter.shape, sort: z.enum(sorts).default("saving") }),
  answers: { 200: { description: "Recommendations.", schema: listOf(Row) } },
});

export const exportRecommendations = contract({
  id: "exportRecommendations",
  verb: "GET",
  path: "/api/v1/recommendations/csv",
  summary: "The same list as csv, without an end",
  role: "viewer",
  rows: "narrowed",
  query: z.strictObject({ ...AdviceFilter.shape, sort: z.enum(sorts).default("saving") }),
  answers: { 200: { description: "A csv file (text/csv); amounts are exact." } },
});

export const readRecommendation = contract({
  id: "readRecommendation",
  verb: "GET",
  path: "/api/v1/recommendations/{id}",
  summary: "One recommendation with its evidence, history and measured saving",
  role: "viewer",
  rows: "narrowed",
  params: Id,
  answers: { 200: { description: "The recommendation.", schema: Card } },
});

export const actOnRecommendation = contract({
  id: "actOnRecommendation",
  verb: "POST",
  path: "/api/v1/recommendations/{id}/actions",
  summary: "Start, assign, mark done, dismiss, snooze, reopen, link a ticket or comment",
  role: "editor",
  rows: "narrowed",
  params: Id,
  body: AdviceAction,
  answers: { 200: { description: "The recommendation as it is now.", schema: Card } },
});

export const actOnRecommendations = contract({
  id: "actOnRecommendations",
  verb: "POST",
  path: "/api/v1/recommendations/bulk",
  summary: "Do the same to many, chosen by id or by filter",
  role: "editor",
  rows: "narrowed",
  body: z.strictObject({
    ids: z.array(z.uuid()).min(1).max(1000).optional(),
    filter: AdviceFilter.optional(),
    do: AdviceAction,
  }),
  answers: {
    200: {
      description: "How many were changed, and which were not and why.",
      schema: z.strictObject({
        changed: z.int(),
        refused: z.array(z.strictObject({ id: z.uuid(), reason: z.string() })),
      }),
    },
  },
});

export const listVerdicts = contract({
  id: "listResourceVerdicts",
  verb: "GET",
  path: "/api/v1/recommendations/verdicts",
  summary: "The one verdict on each resource, also why nothing is advised",
  role: "viewer",
  rows: "narrowed",
  query: z.strictObject({
    limit: Paging.shape.limit,
    offset: z
      .string()
      .regex(/^\d{1,7}$/, "Use a whole number.")
      .transform(Number)
      .default(0),
    verdict: z.enum(verdicts).optional(),
    resource: z.string().max(2048).optional(),
    text: SearchText.optional().meta({ description: "In its name or id." }),
  }),
  answers: {
    200: {
      description: "Verdicts.",
      schema: z.strictObject({
        items: z.array(
          z.strictObject({
            resourceId: z.string(),
            resourceName: z.string().nullable(),
            resourceType: z.string().nullable(),
            kind: z.string(),
            verdict: z.enum(verdicts),
            reason: z.string(),
            account: z.string().nullable(),
            accountName: z.string().nullable(),
            region: z.string().nullable(),
            currency: z.string().nullable(),
            monthlyCost: z.string().nullable(),
          }) satisfies z.ZodType<ShownVerdict>,
        ),
      }),
    },
  },
});

const Settings = z.strictObject({
  items: z.array(
    RightsizingSettings.safeExtend({
      letters: z.array(z.string()),
      rules: Rules,
      changedBy: z.string().nullable(),
      changedAt: Instant.nullable(),
    }),
  ),
});

export const readRightsizingSettings = contract({
  id: "readRightsizingSettings",
  verb: "GET",
  path: "/api/v1/recommendations/settings",
  summary: "How advice is found: presets and what differs from them, for the workspace and for tags",
  role: "viewer",
  rows: "whole bill",
  answers: { 200: { description: "The settings.", schema: Settings } },
});

export const setRightsizingSettings = contract({
  id: "setRightsizingSettings",
  verb: "PUT",
  path: "/api/v1/recommendations/settings",
  summary: "Set them for the workspace, or for the resources with a tag",
  role: "editor",
  rows: "whole bill",
  body: RightsizingSettings,
  answers: { 200: { description: "All settings.", schema: Settings } },
});

export const removeRightsizingSettings = contract({
  id: "removeRightsizingSettings",
  verb: "DELETE",
  path: "/api/v1/recommendations/settings",
  summary: "Let the resources with a tag go by the workspace's settings again",
  role: "editor",
  rows: "whole bill",
  query: z.strictObject({ tagKey: z.string().max(256), tagValue: z.string().max(256) }),
  answers: { 204: { description: "They are removed." } },
});
