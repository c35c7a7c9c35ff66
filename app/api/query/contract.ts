import { z } from "zod";
import { contract } from "../contract";

const ask = z.uuid().optional();
const param = z.union([z.string(), z.array(z.string())]);

/** What the charts of our own pages ask; other programs use /api/v1. Beside these it takes what a page's URL has. */
export const query = contract({
  id: "query",
  verb: "GET",
  path: "/api/query",
  summary: "A part of the Explore page, as lines of JSON: progress, then the answer or a refusal",
  role: "viewer",
  rows: "narrowed",
  query: z
    .object({
      part: z.enum(["chart", "table", "why", "annotations"]),
      /** Chosen by the caller, to cancel by. */
      ask,
      offset: z
        .string()
        .regex(/^\d{1,6}$/)
        .optional(),
      limit: z
        .string()
        .regex(/^\d{1,5}$/)
        .optional(),
    })
    .catchall(param),
  answers: { 200: { description: "application/x-ndjson" }, 304: { description: "Nothing changed." } },
});

export const cancelQuery = contract({
  id: "cancelQuery",
  verb: "DELETE",
  path: "/api/query",
  summary: "Cancel a question in Postgres, whichever server asked it",
  role: "viewer",
  rows: "none",
  query: z.strictObject({ ask: z.uuid() }),
  answers: { 200: { description: "How many statements were cancelled." } },
});
