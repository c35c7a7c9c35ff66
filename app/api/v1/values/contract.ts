import { z } from "zod";
import { fixedDimensions } from "@/lib/focus/dimension";
import type { FoundValues } from "@/lib/query/values/values";
import { contract, unchanged } from "../../contract";
import { chargeParams, periodParams } from "../question-params";

export const Costs = z.array(z.strictObject({ currency: z.string(), amount: z.string() }));
export const Span = z.strictObject({ from: z.string(), to: z.string() });

const Values = z.strictObject({
  dimension: z.string(),
  period: Span.meta({ description: "The days that were counted; whole months where those are far quicker to read." }),
  values: z.array(
    z.strictObject({
      value: z.string().nullable().meta({ description: "Null for charges without a value." }),
      label: z.string(),
      charges: z.int(),
      costs: Costs,
    }),
  ),
  more: z.boolean().meta({ description: "There are others than these 50." }),
});

export const findValues = contract({
  id: "findValues",
  verb: "GET",
  path: "/api/v1/values",
  summary: "The values of a dimension that hold a text, with what they cost in a period",
  description: "Exact matches first, then beginnings, then the rest; the costliest first. Names are searched too.",
  role: "viewer",
  rows: "narrowed",
  query: z.strictObject({
    dimension: z.string({ error: "Say which dimension." }).meta({
      description: `One of ${fixedDimensions.join(", ")} or tag.<key>.`,
    }),
    q: z
      .string()
      .max(200, "A text of at most 200 characters.")
      .optional()
      .meta({ description: "Part of a value or of its name." }),
    ...periodParams,
    ...chargeParams,
  }),
  answers: {
    200: { description: "The values.", schema: Values satisfies z.ZodType<Omit<FoundValues, "dimension">> },
    304: unchanged,
  },
});
