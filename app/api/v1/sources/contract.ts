import { z } from "zod";
import { NewSource } from "@/lib/ledger/source-create";
import type { SourceSummary } from "@/lib/ledger/source-list";
import { contract } from "../../contract";
import { listOf, Paging } from "../../page-of";

const Day = z.string().meta({ format: "date" });
const Instant = z.string().meta({ format: "date-time" });

const RunGlance = z.strictObject({
  id: z.uuid(),
  state: z.enum(["queued", "running", "succeeded", "unchanged", "failed", "partial"]),
  requestedAt: Instant,
  finishedAt: Instant.nullable(),
  rows: z.int(),
  requests: z.int().meta({ description: "Paid requests made to the provider." }),
  requestCost: z.string().meta({ description: "Dollars paid for them." }),
  error: z.strictObject({ code: z.string(), message: z.string(), advice: z.string().exactOptional() }).nullable(),
  progress: z
    .strictObject({
      step: z.string(),
      done: z.number().exactOptional(),
      total: z.number().exactOptional(),
      text: z.string(),
    })
    .nullable(),
});

const Meter = z.strictObject({
  month: Day,
  requests: z.int(),
  dollars: z.string(),
  backfillRequests: z.int(),
  price: z.string().meta({ description: "Dollars for one request." }),
});

const Source = z.strictObject({
  id: z.uuid(),
  connector: z.string(),
  connectorLabel: z.string(),
  name: z.string(),
  state: z.enum(["active", "paused"]),
  dataThrough: Day.nullable().meta({ description: "The last day that charges are in for." }),
  nextSyncAt: Instant.nullable(),
  createdAt: Instant,
  settings: z.record(z.string(), z.unknown()),
  secrets: z
    .array(z.string())
    .meta({ description: "Names of the secret settings that are stored; never their values." }),
  externalId: z.string(),
  instructions: z.array(z.strictObject({ title: z.string(), text: z.string() })),
  lastCheck: z
    .strictObject({ ok: z.boolean(), at: Instant, message: z.string(), advice: z.string().exactOptional() })
    .nullable(),
  connected: z.boolean().meta({ description: "It can be checked and synced; uploaded files cannot." }),
  meter: Meter.nullable().meta({ description: "Null where asking costs nothing." }),
  caps: z.strictObject({ sync: z.int(), month: z.int(), backfill: z.int() }).nullable(),
  lastRun: RunGlance.nullable(),
  activeRunId: z.uuid().nullable(),
}) satisfies z.ZodType<SourceSummary>;

export const listSources = contract({
  id: "listSources",
  verb: "GET",
  path: "/api/v1/sources",
  summary: "What is connected, how fresh it is and what reading it costs",
  role: "viewer",
  rows: "whole bill",
  query: Paging,
  answers: { 200: { description: "Sources by name.", schema: listOf(Source) } },
});

export const addSource = contract({
  id: "addSource",
  verb: "POST",
  path: "/api/v1/sources",
  summary: "Connect a source",
  description:
    "Secret settings are stored encrypted and never given out again. The first sync starts by itself a little later.",
  role: "admin",
  rows: "whole bill",
  body: NewSource,
  answers: { 201: { description: "The new source.", schema: Source } },
});

export const syncSource = contract({
  id: "syncSource",
  verb: "POST",
  path: "/api/v1/sources/{id}/sync",
  summary: "Read a source now",
  role: "editor",
  rows: "whole bill",
  params: z.strictObject({ id: z.uuid() }),
  answers: {
    202: {
      description: "The run that was queued: ask GET /api/v1/runs/{id}.",
      schema: z.strictObject({ id: z.uuid() }),
    },
  },
});
