import { z } from "zod";
import { metrics } from "../focus/charge";
import { DimensionName, Condition as FocusCondition } from "../focus/condition";
import { addMonths, daysBetween, isDay, type Period } from "../focus/period";
import { isCurrency } from "../rates/rate";
import { type Grain, grains } from "./names";

const MOST_GROUPS = 3;
const MOST_CONDITIONS = 20;
const EARLIEST = "1970-01-01";
const LATEST = "2200-01-01";

const day = z
  .string()
  .refine(isDay, "Use a date such as 2026-11-01.")
  .refine((text) => text >= EARLIEST && text <= LATEST, "Use a date between 1970 and 2200.");

export type Condition = FocusCondition;

/** `from` is in, `to` is not. */
const Span = z
  .strictObject({ from: day, to: day })
  .refine(({ from, to }) => from < to, "The period must end after it starts; its last day is not part of it.");

/** The one way to ask the ledger anything: a page's URL, an API call and a budget's scope are this value. */
export const CostQuery = z
  .strictObject({
    period: Span,
    grain: z.enum(grains),
    groupBy: z
      .array(DimensionName)
      .max(MOST_GROUPS, `Group by at most ${MOST_GROUPS} dimensions.`)
      .refine((names) => new Set(names).size === names.length, "Group by each dimension once."),
    where: z.array(FocusCondition).max(MOST_CONDITIONS, `Use at most ${MOST_CONDITIONS} conditions.`),
    metric: z.enum(metrics),
    compare: Span.optional(),
    /** First month of the year by which quarters and years are cut; left out where it is January. */
    yearStart: z.int().min(2).max(12).optional(),
    /** Converts every billing currency that has rates into this one; left out, each stays apart. */
    currency: z.string().refine(isCurrency, "Use a currency code such as EUR.").optional(),
  })
  .superRefine(({ period, grain, compare }, context) => {
    if (isTooLong(period, grain)) context.addIssue({ code: "custom", path: ["period"], message: tooLong(grain) });
    if (compare && isTooLong(compare, grain)) {
      context.addIssue({ code: "custom", path: ["compare"], message: tooLong(grain) });
    }
  });
export type CostQuery = z.output<typeof CostQuery>;

/** A question about some names of its grouping alone, each the values of its dimensions; made here, never typed. */
export type NarrowedQuery = CostQuery & {
  only?: (string | null)[][];
  /** Other days that must be convertible as well, because their answer stands beside this one. */
  alongside?: Period;
};

// Each grain keeps a chart below some 1,300 buckets; a longer period is asked by a coarser grain.
const longest: Partial<Record<Grain, { months: number } | { days: number }>> = {
  hour: { days: 31 },
  day: { months: 40 },
  week: { months: 240 },
  month: { months: 1200 },
};

function isTooLong(period: Period, grain: Grain): boolean {
  const limit = longest[grain];
  if (!limit || !isDay(period.from) || !isDay(period.to)) return false;
  if ("days" in limit) return daysBetween(period) > limit.days;
  return period.to > addMonths(period.from, limit.months);
}

function tooLong(grain: Grain): string {
  const limit = longest[grain];
  if (!limit) return "";
  const span = "days" in limit ? `${limit.days} days` : `${limit.months} months`;
  return `By ${grain} the period can be at most ${span} long: shorten it or ask by a coarser grain.`;
}
