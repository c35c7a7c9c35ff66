import { z } from "zod";
import { metrics } from "@/lib/focus/charge";
import type { RunReport } from "@/lib/ledger/runs";
import { contract } from "../../contract";

const Day = z.string().meta({ format: "date" });
const Instant = z.string().meta({ format: "date-time" });
const Amount = z.string().meta({ description: "An exact decimal." });

const Sum = z.strictObject({
  metric: z.enum(metrics),
  currency: z.string(),
  stored: Amount,
  file: Amount.nullable().meta({ description: "As the file has it." }),
  provider: Amount.nullable().meta({ description: "As the provider itself states it." }),
});

const Slice = z.strictObject({
  billingAccountId: z.string(),
  period: z.strictObject({ from: Day, to: Day }),
  rows: z.int(),
  state: z.enum(["current", "replaced", "removed", "superseded"]),
  sums: z.array(Sum),
  replaced: z.strictObject({ rows: z.int(), billed: z.record(z.string(), Amount) }).nullable(),
});

const Rejection = z.strictObject({
  file: z.string(),
  row: z.int().nullable().meta({ description: "1 is the header; null means the file as a whole." }),
  field: z.string().nullable(),
  value: z.string().nullable(),
  reason: z.string(),
});

const Finding = z.strictObject({
  id: z.string(),
  rule: z.string().meta({ description: "What holds where the rule is kept." }),
  section: z.string().meta({ description: "Where FOCUS says so." }),
  checked: z.int().meta({ description: "Rows that the rule is about." }),
  broken: z.int().meta({ description: "Rows that break it." }),
  amounts: z
    .array(z.strictObject({ metric: z.enum(metrics), currency: z.string(), amount: Amount }))
    .meta({ description: "What the broken rows cost, by the metrics that the rule is about." }),
  examples: z.array(
    z.strictObject({ file: z.string(), row: z.int(), values: z.record(z.string(), z.string().nullable()) }),
  ),
  names: z.array(z.string()).meta({ description: "Columns or commitments that it is about." }),
});

const Conformance = z
  .strictObject({ version: z.string(), findings: z.array(Finding) })
  .meta({ description: "How the rows keep the rules of FOCUS. It informs: what breaks them counts all the same." });

export const Run = z.strictObject({
  id: z.uuid(),
  kind: z.enum(["file", "sync"]),
  state: z.enum(["queued", "running", "succeeded", "unchanged", "failed", "partial"]),
  source: z.strictObject({ id: z.uuid(), name: z.string() }),
  requestedBy: z.string().nullable(),
  requestedAt: Instant,
  startedAt: Instant.nullable(),
  finishedAt: Instant.nullable(),
  files: z.array(z.strictObject({ name: z.string(), bytes: z.number() })),
  progress: z
    .strictObject({
      step: z.string(),
      done: z.number().exactOptional(),
      total: z.number().exactOptional(),
      text: z.string(),
    })
    .nullable(),
  error: z.strictObject({ code: z.string(), message: z.string(), advice: z.string().exactOptional() }).nullable(),
  rows: z.int(),
  requests: z.int().meta({ description: "Paid requests made to the provider." }),
  requestCost: Amount.meta({ description: "Dollars paid for them." }),
  focusVersion: z.string().nullable(),
  conformance: Conformance.nullable(),
  notes: z.array(z.string()),
  rejected: z.array(Rejection).meta({ description: "The first 100; rejectedCount says how many there are." }),
  rejectedCount: z.int(),
  slices: z.array(Slice).meta({ description: "What was put in, by billing account and billing period." }),
  sums: z.array(Sum).meta({ description: "Over all slices, by metric and currency." }),
  reconciliation: z.enum(["reconciled", "differs", "not compared"]),
}) satisfies z.ZodType<RunReport>;

export const readRun = contract({
  id: "readRun",
  verb: "GET",
  path: "/api/v1/runs/{id}",
  summary: "How an import or sync stands, and what came of it",
  role: "viewer",
  rows: "whole bill",
  params: z.strictObject({ id: z.uuid() }),
  answers: { 200: { description: "The run.", schema: Run } },
});
