import { z } from "zod";
import type { BudgetSummary, ShownVerdict } from "@/lib/budgets/list";
import { BudgetChanges, BudgetFields, NewBudget } from "@/lib/budgets/spec";
import { BudgetsPer, type Suggestion } from "@/lib/budgets/suggest";
import { contract } from "../../contract";
import { listOf, Paging } from "../../page-of";
import type { ShownBudget } from "./shown-budget";

const Day = z.string().meta({ format: "date" });
const Instant = z.string().meta({ format: "date-time" });
const Amount = z.string().meta({ description: "An exact decimal." });
const Share = z.string().meta({ description: "A share of one: 0.82 is 82 %." });

export const Figures = z.strictObject({
  amount: Amount,
  rolledOver: Amount,
  actual: Amount,
  used: Share.nullable().meta({ description: "Actual as a share of the amount; null of a budget of zero." }),
  days: z.int(),
  elapsedDays: z.int(),
  expectedByNow: Amount,
  aheadOfPace: Amount,
  dailyBurn: Amount.nullable(),
  forecast: z
    .strictObject({ amount: Amount, low: Amount.nullable(), high: Amount.nullable() })
    .nullable()
    .meta({ description: "What the period is expected to cost, and the range that holds 80 % of such periods." }),
  forecastGap: z.string().nullable().meta({ description: "Why there is no forecast." }),
  probability: Share.nullable().meta({ description: "That the period ends over the amount." }),
  crossedOn: Day.nullable(),
  expectedCrossing: Day.nullable(),
  spentInDays: z.int().nullable(),
});

const Driver = z.strictObject({
  service: z.string().nullable(),
  account: z.string().nullable(),
  accountName: z.string().nullable().optional(),
  part: z
    .strictObject({ dimension: z.string(), value: z.string().nullable(), name: z.string().nullable().optional() })
    .optional()
    .meta({
      description: "What of the service in the account it is, where the scope has one service or account alone.",
    }),
  amount: Amount.meta({ description: "Its part of the overrun." }),
  share: z.string().nullable(),
  now: Amount,
  before: Amount,
  firstSeen: Day,
  causes: z.array(z.strictObject({ cause: z.string(), amount: Amount })).optional(),
});

export const Drivers = z
  .strictObject({
    basis: z.enum(["actual", "forecast", "pace"]),
    overrun: Amount,
    drivers: z.array(Driver),
    rest: z.strictObject({ amount: Amount, contributors: z.int() }),
  })
  .meta({ description: "Drivers and rest add up to the overrun, to the last digit." });

export const State = z.enum(["on_track", "at_risk", "over", "unknown", "invalid", "scheduled", "closed"]);

const Verdict = z.strictObject({
  period: z.strictObject({ from: Day, to: Day }),
  name: z.string(),
  ended: z.boolean(),
  state: State,
  reason: z.string(),
  figures: Figures.nullable(),
  dataThrough: Day.nullable(),
  evaluatedAt: Instant,
}) satisfies z.ZodType<ShownVerdict>;

const Budget = BudgetFields.extend({
  id: z.uuid(),
  state: z.enum(["active", "paused"]),
  createdBy: z.string(),
  createdAt: z.date().meta({ format: "date-time" }),
  verdict: Verdict.nullable().meta({ description: "Null until it was judged for the first time." }),
  hierarchy: z
    .strictObject({
      children: z.int(),
      sum: Amount,
      difference: Amount.nullable(),
      unlike: z.array(z.string()),
    })
    .nullable()
    .meta({ description: "Whether the budgets under it add up to it." }),
  openAlerts: z.int(),
}) satisfies z.ZodType<BudgetSummary>;

const OneBudget = Budget.extend({
  beingJudged: z.boolean().meta({
    description: "Charges or a budget changed a moment ago: the verdict may be the one of before. Ask again.",
  }),
}) satisfies z.ZodType<ShownBudget>;

const Id = z.strictObject({ id: z.uuid() });

export const listBudgets = contract({
  id: "listBudgets",
  verb: "GET",
  path: "/api/v1/budgets",
  summary: "Every budget, and how it stands",
  role: "viewer",
  rows: "narrowed",
  query: Paging,
  answers: { 200: { description: "Budgets by name.", schema: listOf(Budget) } },
});

export const addBudget = contract({
  id: "addBudget",
  verb: "POST",
  path: "/api/v1/budgets",
  summary: "Set a budget",
  description: "It is judged at once, and after each import from then on.",
  role: "editor",
  rows: "narrowed",
  body: NewBudget,
  answers: { 201: { description: "The new budget.", schema: OneBudget } },
});

export const readBudget = contract({
  id: "readBudget",
  verb: "GET",
  path: "/api/v1/budgets/{id}",
  summary: "One budget, and how it stands",
  role: "viewer",
  rows: "narrowed",
  params: Id,
  answers: { 200: { description: "The budget.", schema: OneBudget } },
});

export const editBudget = contract({
  id: "changeBudget",
  verb: "PATCH",
  path: "/api/v1/budgets/{id}",
  summary: "Change a budget",
  description: "Fields that are left out stay, and it is judged at once. Other periods begin a new history.",
  role: "editor",
  rows: "narrowed",
  params: Id,
  body: BudgetChanges,
  answers: { 200: { description: "The budget as it is now.", schema: OneBudget } },
});

export const dropBudget = contract({
  id: "removeBudget",
  verb: "DELETE",
  path: "/api/v1/budgets/{id}",
  summary: "Remove a budget with its history and alerts",
  role: "editor",
  rows: "narrowed",
  params: Id,
  answers: { 204: { description: "It is removed." } },
});

export const readBudgetHistory = contract({
  id: "readBudgetHistory",
  verb: "GET",
  path: "/api/v1/budgets/{id}/history",
  summary: "How each period of a budget went, the newest first",
  role: "viewer",
  rows: "narrowed",
  params: Id,
  answers: { 200: { description: "Verdicts.", schema: z.strictObject({ items: z.array(Verdict) }) } },
});

const Suggested = z.strictObject({
  value: z.string(),
  monthlyMean: Amount,
  budget: NewBudget,
}) satisfies z.ZodType<Suggestion>;

export const addBudgets = contract({
  id: "addBudgets",
  verb: "POST",
  path: "/api/v1/budgets/bulk",
  summary: "Set a budget for each team, account or service",
  description: "Amounts are suggested from the last three complete months. With dryRun nothing is set.",
  role: "editor",
  rows: "narrowed",
  body: BudgetsPer.extend({ dryRun: z.boolean().default(false) }),
  answers: {
    200: { description: "What would be set.", schema: z.strictObject({ suggestions: z.array(Suggested) }) },
    201: { description: "What was set.", schema: z.strictObject({ suggestions: z.array(Suggested) }) },
  },
});

export const exportBudgets = contract({
  id: "exportBudgets",
  verb: "GET",
  path: "/api/v1/budgets/csv",
  summary: "All budgets as csv",
  role: "viewer",
  rows: "narrowed",
  answers: { 200: { description: "A csv file (text/csv) that can be imported again." } },
});

export const importBudgetsCsv = contract({
  id: "importBudgets",
  verb: "POST",
  path: "/api/v1/budgets/csv",
  summary: "Import budgets from csv, all rows or none",
  description: "A refusal names each problem by row and field.",
  role: "editor",
  rows: "narrowed",
  body: z.strictObject({ csv: z.string().max(1_000_000), overwrite: z.boolean().default(false) }),
  answers: {
    200: {
      description: "Names of what was set and what was changed.",
      schema: z.strictObject({ created: z.array(z.string()), changed: z.array(z.string()) }),
    },
  },
});

const Course = z.strictObject({
  days: z.array(
    z.strictObject({
      day: Day,
      spent: Amount.nullable().meta({ description: "From the first day of the period to the end of this one." }),
      pace: Amount.meta({ description: "What would be spent if the amount were spent evenly." }),
      expected: z.strictObject({ amount: Amount, low: Amount.nullable(), high: Amount.nullable() }).nullable(),
    }),
  ),
  drivers: Drivers.nullable().meta({ description: "Null where nothing is over the amount or ahead of its pace." }),
  reach: z.strictObject({ through: Day, complete: Day }),
});

export const readBudgetCourse = contract({
  id: "readBudgetCourse",
  verb: "GET",
  path: "/api/v1/budgets/{id}/course",
  summary: "The running period of a budget by day, where it is heading, and what drives it",
  role: "viewer",
  rows: "narrowed",
  params: Id,
  answers: {
    200: { description: "Null while there is nothing to show.", schema: z.strictObject({ course: Course.nullable() }) },
  },
});
