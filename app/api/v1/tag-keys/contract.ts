import { z } from "zod";
import { contract, unchanged } from "../../contract";
import { chargeParams, periodParams } from "../question-params";
import { Costs, Span } from "../values/contract";

const Shares = z.strictObject({
  period: Span.meta({ description: "The months that were counted." }),
  keys: z.array(
    z.strictObject({
      key: z.string(),
      charges: z.int(),
      costs: Costs,
      share: z.number().nullable().meta({ description: "Of the cost in the currency with most of it, 0 to 1." }),
    }),
  ),
});

export const listTagKeys = contract({
  id: "listTagKeys",
  verb: "GET",
  path: "/api/v1/tag-keys",
  summary: "The tag keys in use, with the share of the cost that carries each",
  role: "viewer",
  rows: "narrowed",
  query: z.strictObject({ ...periodParams, metric: chargeParams.metric }),
  answers: {
    200: { description: "The keys, the one on most of the cost first.", schema: Shares },
    304: unchanged,
  },
});
