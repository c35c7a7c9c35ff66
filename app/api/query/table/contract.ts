import { z } from "zod";
import { contract } from "../../contract";

const param = z.union([z.string(), z.array(z.string())]);

/** Beside these it takes what the page's URL has. */
export const savedTable = contract({
  id: "savedTable",
  verb: "GET",
  path: "/api/query/table",
  summary: "The table of the Explore page as a file: the rows, columns and order that are shown",
  role: "viewer",
  rows: "narrowed",
  query: z.object({ format: z.enum(["csv", "json"]), columns: z.literal("periods").optional() }).catchall(param),
  answers: { 200: { description: "text/csv or application/json" }, 304: { description: "Nothing changed." } },
});
