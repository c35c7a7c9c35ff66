import { z } from "zod";
import { Email } from "../auth/email";
import { metrics } from "../focus/charge";
import { type Day, isDay } from "../focus/period";
import type { excludables } from "../query/names";
import { CostQuery } from "../query/spec";
import { BudgetAmount } from "./amount";
import { BudgetCalendar, everies } from "./calendar";
import { Thresholds, usualThresholds } from "./threshold";

const MOST_RECIPIENTS = 50;

const Name = z
  .string()
  .trim()
  .min(1, "Give the budget a name.")
  .max(200, "This name is too long.")
  .refine((text) => !/[\p{Control}\p{Surrogate}]/u.test(text), "A name is one line of text.");

const DayText = z.string().refine(isDay, "Use a date such as 2026-11-01.").meta({ format: "date" });

const TimeZone = z.string().max(64).refine(isTimeZone, "Use a time zone such as Europe/Berlin.");

/** Which charges beside usage count; a chart with the same switches shows the same number. */
export const BudgetIncludes = z.strictObject({
  credits: z.boolean().default(true),
  tax: z.boolean().default(true),
  refunds: z.boolean().default(true),
  support: z.boolean().default(true),
});
export type BudgetIncludes = z.output<typeof BudgetIncludes>;

/** Every field of a budget that a person sets. */
export const BudgetFields = z.strictObject({
  name: Name,
  where: CostQuery.shape.where,
  metric: z.enum(metrics, "Use effective, billed, list or contracted."),
  includes: BudgetIncludes,
  currency: z
    .string()
    .trim()
    .toUpperCase()
    .regex(/^[A-Z]{3}$/, "Use a currency such as USD."),
  every: z.enum(everies, "Use day, week, month, quarter, year or once."),
  calendar: BudgetCalendar,
  startsOn: DayText.nullable(),
  endsOn: DayText.nullable().meta({ description: "The day after the last one." }),
  timeZone: TimeZone,
  amount: BudgetAmount,
  rollsOver: z.boolean().meta({ description: "What a period leaves unspent is added to the next." }),
  thresholds: Thresholds,
  parentId: z.uuid().nullable(),
  owner: Email.nullable(),
  recipients: z
    .array(Email)
    .max(MOST_RECIPIENTS, `A budget has at most ${MOST_RECIPIENTS} recipients.`)
    .transform((all) => [...new Set(all)]),
  escalation: Email.nullable().meta({ description: "Who hears of an alert that nobody acknowledges." }),
});
export type BudgetFields = z.output<typeof BudgetFields>;

const { shape } = BudgetFields;

/** A new budget: what is left out is what most want. */
export const NewBudget = z
  .strictObject({
    name: shape.name,
    where: shape.where.default([]),
    metric: shape.metric.default("effective"),
    includes: BudgetIncludes.prefault({}),
    currency: shape.currency,
    every: shape.every.default("month"),
    calendar: BudgetCalendar.prefault({}),
    startsOn: shape.startsOn.default(null),
    endsOn: shape.endsOn.default(null),
    timeZone: shape.timeZone.default("UTC"),
    amount: shape.amount,
    rollsOver: shape.rollsOver.default(false),
    thresholds: shape.thresholds.default(usualThresholds),
    parentId: shape.parentId.default(null),
    owner: shape.owner.default(null),
    recipients: shape.recipients.default([]),
    escalation: shape.escalation.default(null),
  })
  .check(({ value, issues }) => {
    const problem = spanProblem(value);
    if (problem) issues.push({ code: "custom", message: problem.message, path: [problem.field], input: "" });
  });
export type NewBudget = z.output<typeof NewBudget>;

/** What may be changed of a budget; what is left out stays. */
export const BudgetChanges = BudgetFields.partial().extend({ state: z.enum(["active", "paused"]).optional() });
export type BudgetChanges = z.output<typeof BudgetChanges>;

type Spanned = Pick<BudgetFields, "every" | "startsOn" | "endsOn" | "amount" | "rollsOver">;

/** Why the dates of a budget do not fit each other, and at which field to say so. */
export function spanProblem(budget: Spanned): { field: keyof Spanned; message: string } | null {
  const { every, startsOn, endsOn, amount, rollsOver } = budget;
  if (startsOn !== null && endsOn !== null && !isBefore(startsOn, endsOn)) {
    return { field: "endsOn", message: "A budget ends after it begins." };
  }
  if (every !== "once") return null;
  if (startsOn === null || endsOn === null) {
    return {
      field: "startsOn",
      message: "A budget for dates of its own needs to know when it begins and when it ends.",
    };
  }
  if (rollsOver) return { field: "rollsOver", message: "There is no next period to roll over into." };
  if (amount.mode === "history") {
    return {
      field: "amount",
      message: "A budget for dates of its own has no earlier periods to take its amount from.",
    };
  }
  return null;
}

const isBefore = (one: Day, other: Day) => one < other;

function isTimeZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat("en", { timeZone: name });
    return true;
  } catch {
    return false;
  }
}

/** The names that CostQuery has for the kinds of charges a budget leaves out. */
export const excludableOf = {
  credits: "credit",
  tax: "tax",
  refunds: "refund",
  support: "support",
} as const satisfies Record<keyof BudgetIncludes, (typeof excludables)[number]>;
