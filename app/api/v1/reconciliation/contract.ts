import { z } from "zod";
import type { MonthLine } from "@/lib/ledger/reconciliation/report";
import { monthStates } from "@/lib/ledger/reconciliation/verdict";
import { contract } from "../../contract";

const Amount = z.string().meta({ description: "An exact decimal." });
const Month = z.string().meta({ format: "date", description: "First day of the month." });

const Line = z.strictObject({
  sourceId: z.uuid(),
  source: z.string(),
  month: Month,
  currency: z.string(),
  accounts: z.int().meta({ description: "Billing accounts in the month." }),
  ours: Amount.nullable().meta({ description: "Billed cost in the ledger; null when nothing of the month is in it." }),
  file: Amount.nullable().meta({ description: "Billed cost as the files have it." }),
  control: Amount.nullable().meta({ description: "Billed cost as the provider itself states it." }),
  controlSource: z.string().nullable().meta({ description: "The source that the control total was read with." }),
  difference: Amount.nullable().meta({ description: "Ours less the control total, over the accounts that have one." }),
  share: Amount.nullable().meta({ description: "The difference as a share of the control total." }),
  state: z.enum(monthStates),
  reasons: z.array(z.string()),
  restated: z
    .strictObject({ times: z.int(), change: Amount, at: z.string().meta({ format: "date-time" }) })
    .nullable()
    .meta({ description: "What changed after the month was over." }),
}) satisfies z.ZodType<MonthLine>;

export const readReconciliation = contract({
  id: "readReconciliation",
  verb: "GET",
  path: "/api/v1/reconciliation",
  summary: "How the ledger compares with files and with the providers' own totals, by source and month",
  description:
    "Billed cost, one line for each source, month and currency. `unexplained`, `missing` and `late` need a look; " +
    "`open` months still run and are compared up to their settled days.",
  role: "viewer",
  rows: "whole bill",
  answers: {
    200: {
      description: "Every month of every source.",
      schema: z.strictObject({
        lines: z.array(Line),
        counts: z.record(z.enum(monthStates), z.int()),
        controls: z
          .array(z.strictObject({ source: z.string(), months: z.int() }))
          .meta({ description: "Sources that serve as control totals of others." }),
      }),
    },
  },
});

export const sayPairs = contract({
  id: "sayPairs",
  verb: "POST",
  path: "/api/v1/reconciliation/{source}/{month}/pairs",
  summary: "Say that a month whose charges are all there twice is right",
  description:
    "Some providers bill in equal pairs. It holds for this source and period, also for later imports of it, and can be " +
    "taken back. Refused where no bill of the month is like that.",
  role: "editor",
  rows: "whole bill",
  params: z.strictObject({ source: z.uuid(), month: z.iso.date() }),
  body: z.strictObject({ isRight: z.boolean().meta({ description: "False takes back what was said." }) }),
  answers: {
    200: { description: "How the month stands now.", schema: z.strictObject({ lines: z.array(Line) }) },
  },
});
