import { z } from "zod";
import { contract, unchanged } from "../../contract";
import { chargeParams, periodParams } from "../question-params";
import { Span } from "../values/contract";

const Cause = z.strictObject({ cause: z.string(), label: z.string(), amount: z.string() });

const change = {
  before: z.string(),
  now: z.string(),
  amount: z.string().meta({ description: "now less before, exact." }),
  causes: z.array(Cause).meta({ description: "They add up to the amount." }),
};

const partOf = <Inner extends z.ZodType>(inner: Inner) =>
  z.strictObject({
    dimension: z.string(),
    value: z.string().nullable(),
    role: z.enum(["value", "rest"]).meta({ description: "rest: all that is not named beside it." }),
    count: z.int(),
    label: z.string(),
    share: z.number().nullable().meta({ description: "Of the whole change." }),
    ...change,
    parts: z.array(inner).meta({ description: "What explains this part; they add up to its amount." }),
  });

/** An explanation goes three steps deep. */
const Part = partOf(partOf(partOf(z.never())));

const Explained = z.strictObject({
  currency: z.string(),
  ...change,
  parts: z.array(Part).meta({ description: "They add up to the amount." }),
  resources: z.strictObject({ new: z.int(), vanished: z.int() }),
  sentences: z.array(z.string()),
});

export const explainChange = contract({
  id: "explainChange",
  verb: "GET",
  path: "/api/v1/changes",
  summary: "Why the cost changed between two periods",
  description:
    "By cause (resources that are new or gone, quantity, price, commitments, credits, tax) and by the few parts that explain most. " +
    "Price and quantity: (Q1 - Q0) x P0 and (P1 - P0) x Q1; usage of periods of different length is compared day for day. " +
    "Every list adds up exactly. Billing currencies stay apart.",
  role: "viewer",
  rows: "narrowed",
  query: z.strictObject({
    ...periodParams,
    ...chargeParams,
    compare: z
      .string()
      .optional()
      .meta({ description: "previous (if left out), year, or a period such as 2026-10-01..2026-11-01." }),
  }),
  answers: {
    200: {
      description: "The explanation for each currency.",
      schema: z.strictObject({ now: Span, before: Span, changes: z.array(Explained) }),
    },
    304: unchanged,
  },
});
