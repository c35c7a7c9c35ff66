import { z } from "zod";
import { NewRate, RateName } from "@/lib/rates/enter";
import { contract } from "../../contract";

const Series = z.strictObject({
  currency: z.string(),
  first: z.string(),
  last: z.string(),
  rates: z.int(),
  lastRate: z.string().meta({ description: "Units for one euro on the last day." }),
  gaps: z
    .array(z.strictObject({ after: z.string(), before: z.string() }))
    .meta({ description: "Longer than an earlier rate may bridge." }),
});

const Entered = z.strictObject({
  base: z.string(),
  quote: z.string(),
  day: z.string(),
  through: z.string(),
  rate: z.string(),
  note: z.string().nullable(),
  enteredBy: z.string(),
});

const path = "/api/v1/rates";

export const listRates = contract({
  id: "listRates",
  verb: "GET",
  path,
  summary: "The exchange rates of the workspace and its reporting currency",
  role: "viewer",
  rows: "none",
  answers: {
    200: {
      description: "The ECB's rates as one series a currency, and the rates entered by hand.",
      schema: z.strictObject({
        reportingCurrency: z.string().nullable(),
        ecb: z.array(Series),
        entered: z.array(Entered),
      }),
    },
  },
});

export const enterExchangeRate = contract({
  id: "enterRate",
  verb: "POST",
  path,
  summary: "Enter an exchange rate by hand",
  description:
    "One unit of base is so many units of quote. It replaces the one entered for the same pair and first day.",
  role: "editor",
  rows: "whole bill",
  body: NewRate,
  answers: { 201: { description: "The rate as it was understood.", schema: NewRate } },
});

export const removeExchangeRate = contract({
  id: "removeRate",
  verb: "DELETE",
  path,
  summary: "Remove a rate that was entered by hand",
  role: "editor",
  rows: "whole bill",
  body: RateName,
  answers: { 204: { description: "It is gone." } },
});

export const importRates = contract({
  id: "importRates",
  verb: "PUT",
  path,
  summary: "Read exchange rates from the ECB's file",
  description: "eurofxref-hist.csv or its zip as a multipart form. The same file again changes nothing.",
  role: "editor",
  rows: "whole bill",
  form: z.object({ file: z.string().meta({ format: "binary" }) }),
  answers: {
    200: {
      description: "What the file holds, and how many of its rates were new or changed.",
      schema: z.strictObject({
        rates: z.int(),
        changed: z.int(),
        currencies: z.int(),
        first: z.string(),
        last: z.string(),
      }),
    },
  },
});
