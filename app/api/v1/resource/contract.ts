import { z } from "zod";
import { chargeKinds } from "@/lib/focus/charge";
import type { ResourceCharge } from "@/lib/query/resource/charges";
import { contract, unchanged } from "../../contract";
import { listOf, Paging } from "../../page-of";
import { chargeParams } from "../question-params";
import { Costs } from "../values/contract";

const text = z.string().nullable();
const Tags = z.record(z.string(), z.string()).nullable();

const Resource = z.strictObject({
  id: z.string(),
  name: text,
  type: text,
  zone: text,
  provider: text,
  accounts: z.array(z.strictObject({ id: text, name: text, billingAccount: z.string() })),
  services: z.array(z.string()),
  regions: z.array(z.string()),
  firstSeen: z.string(),
  lastSeen: z.string(),
  charges: z.int(),
  totals: Costs,
  tags: Tags.meta({ description: "Null where the source cannot know tags." }),
  tagHistory: z.array(
    z.strictObject({
      from: z.string(),
      through: z.string(),
      tags: Tags,
      changes: z.array(z.strictObject({ key: z.string(), before: text, now: text })),
    }),
  ),
  neighbours: z.array(
    z.strictObject({ id: z.string(), name: text, type: text, currency: z.string(), amount: z.string() }),
  ),
});

const Charge = z.strictObject({
  start: z.string(),
  end: z.string(),
  account: text,
  service: text,
  region: text,
  sku: text,
  description: text,
  kind: z.enum(chargeKinds),
  commitment: text,
  source: z.string(),
  quantity: text,
  unit: text,
  currency: z.string(),
  billed: z.string(),
  effective: z.string(),
  list: text,
  contracted: text,
}) satisfies z.ZodType<ResourceCharge>;

// As a parameter, because ids hold slashes and colons.
const id = z
  .string({ error: "Say which resource." })
  .min(1)
  .max(2048)
  .meta({ description: "As the provider writes it." });

export const readResource = contract({
  id: "readResource",
  verb: "GET",
  path: "/api/v1/resource",
  summary: "Everything known of one resource",
  description: "Its spend over time is GET /api/v1/costs with where=resource:eq:<id>.",
  role: "viewer",
  rows: "narrowed",
  query: z.strictObject({ id, metric: chargeParams.metric }),
  answers: { 200: { description: "The resource.", schema: Resource }, 304: unchanged },
});

export const listResourceCharges = contract({
  id: "listResourceCharges",
  verb: "GET",
  path: "/api/v1/resource/charges",
  summary: "The charges of one resource, newest first",
  role: "viewer",
  rows: "narrowed",
  query: z.strictObject({ id, ...Paging.shape }),
  answers: { 200: { description: "A page of charges.", schema: listOf(Charge) }, 304: unchanged },
});
