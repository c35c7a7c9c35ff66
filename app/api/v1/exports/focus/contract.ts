import { z } from "zod";
import { contract } from "../../../contract";

const day = (what: string) =>
  z.string({ error: `Say ${what} as YYYY-MM-DD.` }).meta({ format: "date", description: `${what}, YYYY-MM-DD (UTC)` });

export const exportFocus = contract({
  id: "exportFocus",
  verb: "GET",
  path: "/api/v1/exports/focus",
  summary: "The charges of a period as a FOCUS 1.2 file, column by column what was imported",
  description:
    "A download that streams. What is left out of FOCUS 1.2 (columns of 1.3 and 1.4, x_ columns) follows at the end. " +
    "It breaks off, rather than end well, when its sums are not those of the ledger.",
  role: "viewer",
  rows: "narrowed",
  query: z.strictObject({
    from: day("the first day"),
    to: day("the day after the last"),
    by: z.enum(["charge", "billing"]).optional().meta({
      description: "charge (if left out): charges of these days. billing: billing periods that begin in them.",
    }),
    format: z.enum(["csv", "csv.gz", "parquet"]).optional().meta({ description: "csv if left out." }),
    source: z.string().max(200).optional().meta({ description: "The name of one source." }),
    account: z.string().max(500).optional().meta({ description: "The id of one billing account or sub account." }),
  }),
  answers: { 200: { description: "The file." } },
});
