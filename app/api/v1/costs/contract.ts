import { z } from "zod";
import { metrics } from "@/lib/focus/charge";
import { fixedDimensions, operators } from "@/lib/focus/dimension";
import { grains } from "@/lib/query/names";
import { contract, unchanged } from "../../contract";
import { chargeParams, periodParams } from "../question-params";

const day = (what: string) =>
  z
    .string({ error: `Say ${what} as YYYY-MM-DD.` })
    .optional()
    .meta({ format: "date", description: `${what}, YYYY-MM-DD (UTC)` });

const Row = z.strictObject({
  period: z
    .string()
    .nullable()
    .meta({ description: "First day (by hour: first instant) of the bucket; null for the total." }),
  keys: z.record(z.string(), z.string().nullable()),
  amount: z.string().meta({ description: "Exact decimal." }),
});

const Rate = z.strictObject({
  base: z.string(),
  quote: z.string(),
  day: z.string(),
  through: z.string(),
  origin: z.enum(["ecb", "hand"]),
  rate: z.string().meta({ description: "One unit of base is this many units of quote." }),
});

const Conversion = z.strictObject({
  to: z.string(),
  converted: z.array(
    z.strictObject({
      currency: z.string(),
      days: z.int().meta({ description: "Days with charges in this currency." }),
      earlier: z.int().meta({ description: "How many of them took the rate of an earlier day." }),
      applied: z.array(
        z.strictObject({
          from: z.string(),
          through: z.string(),
          factor: z.string().meta({ description: "What one unit is worth; amounts were multiplied with it exactly." }),
          rateDay: z.string(),
          rates: z.array(Rate),
        }),
      ),
    }),
  ),
  apart: z
    .array(z.strictObject({ currency: z.string(), days: z.int(), first: z.string(), last: z.string() }))
    .meta({ description: "Currencies without a rate on some day: they stay as they were billed." }),
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
  conversion: Conversion.optional().meta({ description: "How the answer came into the currency that was asked for." }),
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
  rows: "narrowed",
  query: z
    .strictObject({
      from: day("the first day"),
      to: day("the day after the last"),
      period: periodParams.period,
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
      exclude: chargeParams.exclude,
      yearStart: z.string().optional().meta({
        description:
          "First month (1 to 12) of the year that quarters and years are cut by; the workspace's if left out.",
      }),
      currency: z.string().optional().meta({
        description: "Converts what has rates into this currency, such as EUR; else each currency stays apart.",
      }),
      format: z
        .enum(["json", "csv"])
        .optional()
        .meta({ description: "json if left out, or csv where Accept asks for text/csv." }),
      bom: z.enum(["0", "1"]).optional().meta({ description: "1 puts a byte order mark before csv, for Excel." }),
      compare: z
        .string()
        .optional()
        .meta({ description: "previous, year, or a period such as 2026-10-01..2026-11-01." }),
    })
    .refine(
      ({ from, to, period }) => period !== undefined || (from !== undefined && to !== undefined),
      "Say from and to as YYYY-MM-DD, or a period such as last-30-days.",
    ),
  answers: {
    200: {
      description: "The costs; as csv one record for each row.",
      schema: z.union([CostEntry, z.strictObject({ answers: z.array(CostEntry) })]),
    },
    304: unchanged,
  },
});
