import { z } from "zod";
import { metrics } from "@/lib/focus/charge";
import { fixedDimensions, grains, operators } from "@/lib/query/names";
import { contract } from "../../contract";

const day = (what: string) =>
  z.string({ error: `Say ${what} as YYYY-MM-DD.` }).meta({ format: "date", description: `${what}, YYYY-MM-DD (UTC)` });

const Row = z.strictObject({
  period: z
    .string()
    .nullable()
    .meta({ description: "First day (by hour: first instant) of the bucket; null for the total." }),
  keys: z.record(z.string(), z.string().nullable()),
  amount: z.string().meta({ description: "Exact decimal." }),
});

const CostEntry = z.strictObject({
  currency: z.string().nullable(),
  from: z.string(),
  to: z.string(),
  granularity: z.enum(grains),
  metric: z.enum(metrics),
  dataThrough: z.string().nullable().meta({ description: "The last day that charges are in for." }),
  total: z.string(),
  rows: z.array(Row),
  missing: z
    .int()
    .optional()
    .meta({ description: "Charges whose source does not state this cost; they are not in the sum." }),
  labels: z
    .record(z.string(), z.record(z.string(), z.string()))
    .optional()
    .meta({ description: "Newest names of the ids in keys." }),
  compared: z.strictObject({ from: z.string(), to: z.string(), total: z.string(), rows: z.array(Row) }).optional(),
});

/** What is refused here is what a page refuses too: both read the same parameters with lib/query/url. */
export const costs = contract({
  id: "costs",
  verb: "GET",
  path: "/api/v1/costs",
  summary: "What was spent, by period and by up to three dimensions",
  description:
    "Amounts are exact. More than one currency gives one entry for each, never a sum. " +
    "A row of several days counts on the UTC day it starts. The answer has an ETag that changes with the data.",
  role: "viewer",
  query: z.strictObject({
    from: day("the first day"),
    to: day("the day after the last"),
    granularity: z
      .string()
      .optional()
      .meta({ description: `${grains.join(", ")}; day if left out. Weeks start on Monday.` }),
    groupBy: z
      .string()
      .optional()
      .meta({ description: `Up to three of ${fixedDimensions.join(", ")} and tag.<key>, separated by commas.` }),
    metric: z
      .string()
      .optional()
      .meta({ description: `${metrics.join(", ")}; billed if left out.` }),
    where: z
      .union([z.string(), z.array(z.string())])
      .optional()
      .meta({
        description:
          `dimension:operator:value[,value...], repeated for several conditions that must all hold; operators ${operators.join(", ")}. ` +
          "contains and startswith ignore case; ne and notin keep charges without a value. " +
          "A comma or backslash in a value (and a colon in a tag key) has a backslash before it.",
      }),
    compare: z.string().optional().meta({ description: "previous, year, or a period such as 2026-10-01..2026-11-01." }),
  }),
  answers: {
    200: { description: "The costs.", schema: z.union([CostEntry, z.strictObject({ answers: z.array(CostEntry) })]) },
    304: { description: "Nothing changed since the answer with the ETag of If-None-Match." },
  },
});
