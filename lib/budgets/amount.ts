import { z } from "zod";
import { Money, plain, sumOf, zero } from "../focus/money";
import { addDays, type Day, isDay, type Period } from "../focus/period";
import { dayName } from "./period-name";
import { periodAt, type Rhythm } from "./rhythm";

const ESTIMATE_PLACES = 2;
const MOST_PLANNED = 400;
const LOOK_BACK = "Look back 1 to 12 periods.";
const MOST = new Money("1e15");

/** Zero is a budget too: this should cost nothing. */
const BudgetMoney = z
  .string()
  .trim()
  .regex(/^\d{1,15}(\.\d{1,10})?$/, "Use an amount such as 1500.00: zero or more, at most 15 digits before the point.");

const Percent = z
  .string()
  .trim()
  .regex(/^-?\d{1,4}(\.\d{1,4})?$/, "Use a percentage such as 5 or -2.5.")
  .refine((text) => Number(text) > -100, "A percentage is above -100.");

const DayText = z.string().refine(isDay, "Use a date such as 2026-11-01.").meta({ format: "date" });

/** Where the amount of each period comes from. */
export const BudgetAmount = z.discriminatedUnion("mode", [
  z.strictObject({ mode: z.literal("fixed"), amount: BudgetMoney }),
  z.strictObject({
    mode: z.literal("planned"),
    amounts: z
      .array(z.strictObject({ from: DayText, amount: BudgetMoney }))
      .min(1, "Plan at least one period.")
      .max(MOST_PLANNED, `Plan at most ${MOST_PLANNED} periods.`)
      .refine((all) => new Set(all.map(({ from }) => from)).size === all.length, "Plan each period once.")
      .meta({ description: "Each amount holds from its day until the next one; the last continues." }),
  }),
  z.strictObject({
    mode: z.literal("growing"),
    amount: BudgetMoney,
    since: DayText,
    percent: Percent,
    each: z.enum(["period", "year"]).default("period"),
  }),
  z.strictObject({
    mode: z.literal("history"),
    periods: z.int(LOOK_BACK).min(1, LOOK_BACK).max(12, LOOK_BACK),
    percent: Percent.default("0"),
  }),
  z.strictObject({ mode: z.literal("forecast"), percent: Percent.default("0") }),
]);
export type BudgetAmount = z.output<typeof BudgetAmount>;

/** What the ledger knows that an amount may depend on. */
export type Known = {
  /** What the period cost, null where the ledger has no charges of it at all. */
  spent: (period: Period) => Money | null;
  /** What the period was expected to cost by what was known before it began. */
  foreseen: (period: Period) => { known: true; amount: Money } | { known: false; reason: string };
};

export type PeriodAmount = { known: true; amount: Money } | { known: false; reason: string };

/** The amount of one period, before anything rolls over into it. */
export function amountOf(rule: BudgetAmount, rhythm: Rhythm, period: Period, known: Known): PeriodAmount {
  switch (rule.mode) {
    case "fixed":
      return { known: true, amount: new Money(rule.amount) };
    case "planned":
      return planned(rule.amounts, period);
    case "growing": {
      const amount = grown(rule, rhythm, period);
      if (amount.lt(MOST)) return { known: true, amount };
      return { known: false, reason: "It has grown to more than 15 digits: check its percentage and its first day." };
    }
    case "history":
      return fromHistory(rule, rhythm, period, known);
    case "forecast": {
      const foreseen = known.foreseen(period);
      return foreseen.known ? { known: true, amount: adjusted(foreseen.amount, rule.percent) } : foreseen;
    }
  }
}

function planned(amounts: { from: Day; amount: string }[], { from, to }: Period): PeriodAmount {
  const sorted = amounts.toSorted((one, other) => (one.from < other.from ? -1 : 1));
  const found = sorted.findLast((each) => each.from <= from) ?? sorted.find((each) => each.from < to);
  if (found) return { known: true, amount: new Money(found.amount) };
  const first = sorted[0]?.from ?? from;
  return { known: false, reason: `The plan begins on ${dayName(first)}: no amount is planned for this period.` };
}

type Growing = Extract<BudgetAmount, { mode: "growing" }>;

/** Compounded for each whole period (or year) since the first, rounded to cents once at the end. */
function grown({ amount, since, percent, each }: Growing, rhythm: Rhythm, period: Period): Money {
  const steps = each === "year" ? yearsBetween(since, period.from) : periodsBetween(rhythm, since, period.from);
  const factor = new Money(percent).div(100).plus(1).pow(steps);
  return cents(factor.times(amount));
}

function yearsBetween(since: Day, day: Day): number {
  const years = Number(day.slice(0, 4)) - Number(since.slice(0, 4));
  return Math.max(0, day.slice(5) < since.slice(5) ? years - 1 : years);
}

const MOST_STEPS = 1000;

function periodsBetween(rhythm: Rhythm, since: Day, day: Day): number {
  let steps = 0;
  for (let at = periodAt(rhythm, since); at.to <= day && steps < MOST_STEPS; at = periodAt(rhythm, at.to)) steps += 1;
  return steps;
}

/** The mean of the complete periods before; those before the first charge are left out, because they say nothing. */
function fromHistory(
  { periods, percent }: Extract<BudgetAmount, { mode: "history" }>,
  rhythm: Rhythm,
  period: Period,
  known: Known,
): PeriodAmount {
  const costs: Money[] = [];
  let before = periodAt(rhythm, addDays(period.from, -1));
  for (let back = 0; back < periods; back += 1) {
    const cost = known.spent(before);
    if (cost !== null) costs.push(cost);
    before = periodAt(rhythm, addDays(before.from, -1));
  }
  if (costs.length === 0) {
    return { known: false, reason: "There are no earlier periods with charges to take the amount from." };
  }
  const mean = sumOf(costs.map(plain)).div(costs.length);
  return { known: true, amount: adjusted(mean, percent) };
}

function adjusted(amount: Money, percent: string): Money {
  return cents(Money.max(zero, amount.times(new Money(percent).div(100).plus(1))));
}

function cents(amount: Money): Money {
  return amount.toDecimalPlaces(ESTIMATE_PLACES);
}
