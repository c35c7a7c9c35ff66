import { z } from "zod";
import { contract, unchanged } from "../../contract";

const Where = z.array(z.strictObject({ dimension: z.string(), operator: z.string(), values: z.array(z.string()) }));

const Found = z.strictObject({
  id: z.string(),
  kind: z.enum(["service", "account", "region", "tagKey", "tagValue", "resource", "view"]),
  label: z.string(),
  detail: z.string().nullable(),
  where: Where.optional().meta({ description: "The conditions of a question about it." }),
  resource: z.string().optional().meta({ description: "The id of the resource." }),
  search: z.string().optional().meta({ description: "The search part of the saved view's URL." }),
});

export const findByName = contract({
  id: "findByName",
  verb: "GET",
  path: "/api/v1/search",
  summary: "Services, accounts, regions, tags, resources and saved views by name",
  description:
    "A few of each kind. Resources are found by how their id, their name or the last part of their id begins.",
  role: "viewer",
  rows: "narrowed",
  query: z.strictObject({
    q: z.string({ error: "Say what to look for." }).max(500, "A text of at most 500 characters."),
  }),
  answers: {
    200: { description: "What was found.", schema: z.strictObject({ items: z.array(Found) }) },
    304: unchanged,
  },
});
