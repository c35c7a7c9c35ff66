import { z } from "zod";
import type { ShownRun } from "@/lib/rightsizing/list/overview";
import { contract } from "../../../contract";
import { listOf } from "../../../page-of";

const Instant = z.string().meta({ format: "date-time" });

const Run = z.strictObject({
  id: z.uuid(),
  state: z.enum(["queued", "running", "succeeded", "partial", "failed"]),
  startedAt: Instant,
  finishedAt: Instant.nullable(),
  inventory: z.boolean().meta({ description: "The provider was asked too, not the ledger alone." }),
  resources: z.int().meta({ description: "Judged so far." }),
  found: z.int(),
  requests: z.int(),
  requestCost: z.string().meta({ description: "Dollars for metrics, an exact decimal." }),
  problems: z.array(z.strictObject({ where: z.string(), message: z.string(), advice: z.string().nullable() })),
}) satisfies z.ZodType<ShownRun>;

export const listLooks = contract({
  id: "listLooks",
  verb: "GET",
  path: "/api/v1/recommendations/runs",
  summary: "The last looks for savings: how far they are, what they asked and what could not be read",
  role: "viewer",
  rows: "whole bill",
  answers: { 200: { description: "At most ten, the newest first.", schema: listOf(Run) } },
});

export const askForLook = contract({
  id: "askForLook",
  verb: "POST",
  path: "/api/v1/recommendations/runs",
  summary: "Look for savings now",
  description: "A worker begins at once. One that waits or is under way already is given instead of a second.",
  role: "editor",
  rows: "whole bill",
  answers: { 202: { description: "It is asked for.", schema: z.strictObject({ id: z.uuid() }) } },
});
