import { z } from "zod";
import type { SavingsOverview } from "@/lib/rightsizing/list/overview";
import type { LedgerEntry } from "@/lib/rightsizing/list/savings-ledger";
import { contract } from "../../contract";
import { listOf, Paging } from "../../page-of";

const Day = z.string().meta({ format: "date" });
const Amount = z.string().meta({ description: "An exact decimal, of a month of thirty days." });

const Sum = z.strictObject({ currency: z.string(), amount: Amount, count: z.int() });
const Part = z.strictObject({
  name: z.string().nullable(),
  currency: z.string(),
  amount: Amount,
  realised: Amount,
  count: z.int(),
});

const Overview = z.strictObject({
  potential: z.array(Sum),
  buying: z.array(Sum).meta({ description: "Of the potential: by buying commitments." }),
  inProgress: z.array(Sum),
  unconfirmed: z.array(Sum).meta({ description: "Of both: what the last look could not confirm." }),
  awaited: z.array(Sum).meta({ description: "Done and not measured yet: as estimated." }),
  realised: z.array(Sum).meta({ description: "As last measured on the bill." }),
  accuracy: z.array(z.strictObject({ currency: z.string(), estimated: Amount, measured: Amount })),
  byTeam: z.array(Part),
  byAccount: z.array(Part),
  byService: z.array(Part),
  bySource: z.array(Part),
  byOwner: z.array(Part),
}) satisfies z.ZodType<SavingsOverview>;

const Entry = z.strictObject({
  id: z.string(),
  recommendationId: z.uuid(),
  title: z.string(),
  account: z.string().nullable(),
  team: z.string().nullable(),
  owner: z.string().nullable(),
  currency: z.string(),
  round: z.int().meta({ description: "How many times the advice had been taken on." }),
  basis: z.enum(["estimate", "days_7", "days_30"]),
  from: Day.nullable(),
  to: Day.nullable(),
  counterfactual: z.string(),
  actual: z.string(),
  saving: z.string(),
  monthly: Amount,
  bookedAt: z.string().meta({ format: "date-time" }),
}) satisfies z.ZodType<LedgerEntry>;

export const readSavings = contract({
  id: "readSavings",
  verb: "GET",
  path: "/api/v1/savings",
  summary: "What could be saved, what is being done and what the bill shows; nothing is counted twice",
  role: "viewer",
  rows: "narrowed",
  answers: { 200: { description: "The sums of each currency.", schema: Overview } },
});

export const listSavings = contract({
  id: "listSavings",
  verb: "GET",
  path: "/api/v1/savings/ledger",
  summary: "The savings ledger: estimates, and what the bill showed 7 and 30 days after",
  role: "viewer",
  rows: "narrowed",
  query: Paging,
  answers: { 200: { description: "Entries, the newest first.", schema: listOf(Entry) } },
});

export const exportSavings = contract({
  id: "exportSavings",
  verb: "GET",
  path: "/api/v1/savings/ledger/csv",
  summary: "The savings ledger as csv",
  role: "viewer",
  rows: "narrowed",
  answers: { 200: { description: "A csv file (text/csv) with its last 5,000 entries." } },
});
