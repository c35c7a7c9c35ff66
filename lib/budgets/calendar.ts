import { z } from "zod";

export const everies = ["day", "week", "month", "quarter", "year", "once"] as const;
/** How often a budget begins anew; `once` has dates of its own. */
export type Every = (typeof everies)[number];

const MONTH = "The first month of the year is a number from 1 to 12.";
const WEEK_DAY = "The first day of a week is a number from 1 (Monday) to 7 (Sunday).";

/**
 * Which days a month, quarter and year have: those of the calendar, or whole weeks (4-4-5 and its like), where the year
 * begins on the week day nearest to the first of its first month, so that it has 52 weeks and sometimes 53.
 */
export const BudgetCalendar = z.strictObject({
  kind: z.enum(["gregorian", "weeks"], "Use gregorian or weeks.").default("gregorian"),
  firstMonth: z.int(MONTH).min(1, MONTH).max(12, MONTH).default(1),
  weekStart: z
    .int(WEEK_DAY)
    .min(1, WEEK_DAY)
    .max(7, WEEK_DAY)
    .default(1)
    .meta({ description: "The first day of a week: 1 is Monday, 7 is Sunday." }),
  pattern: z
    .enum(["4-4-5", "4-5-4", "5-4-4"], "Use 4-4-5, 4-5-4 or 5-4-4.")
    .default("4-4-5")
    .meta({ description: "Weeks of the months of a quarter, where the calendar is of weeks." }),
});
export type BudgetCalendar = z.output<typeof BudgetCalendar>;
