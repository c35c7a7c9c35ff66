import { describe, expect, it } from "vitest";
import { Money } from "../focus/money";
import type { Day } from "../focus/period";
import { amountOf, BudgetAmount, type Known } from "./amount";
import { BudgetCalendar, type Every } from "./calendar";
import { periodAt, type Rhythm } from "./rhythm";

const rhythm = (every: Every): Rhythm => ({ every, calendar: BudgetCalendar.parse({}), startsOn: null, endsOn: null });
const monthly = rhythm("month");

/** Each month cost its number in hundreds; nothing is known before March. */
const known: Known = {
  spent: ({ from }) => (from < "2026-03-01" ? null : new Money(from.slice(5, 7)).times(100)),
  foreseen: ({ from }) =>
    from < "2026-03-01" ? { known: false, reason: "Too early." } : { known: true, amount: new Money("1234.567") },
};

const amount = (rule: object, day: Day, own = monthly) => {
  const made = amountOf(BudgetAmount.parse(rule), own, periodAt(own, day), known);
  return made.known ? made.amount.toFixed() : made.reason;
};
const plan = {
  mode: "planned",
  amounts: [
    { from: "2026-05-01", amount: "50" },
    { from: "2026-07-01", amount: "70.5" },
  ],
};

describe("the amount of a period", () => {
  it.each<[string, object, Day, string]>([
    ["fixed is the same always", { mode: "fixed", amount: "1500.00" }, "2026-06-10", "1500"],
    ["zero is an amount", { mode: "fixed", amount: "0" }, "2026-06-10", "0"],
    ["planned holds from its day", plan, "2026-06-10", "50"],
    ["until the next, and the last continues", plan, "2028-01-01", "70.5"],
    [
      "before the plan there is none",
      plan,
      "2026-04-30",
      "The plan begins on 1 May 2026: no amount is planned for this period.",
    ],
    [
      "growing compounds each month",
      { mode: "growing", amount: "100", since: "2026-01-15", percent: "10" },
      "2026-04-02",
      "133.1",
    ],
    [
      "or each year",
      { mode: "growing", amount: "100", since: "2026-03-01", percent: "50", each: "year" },
      "2028-02-10",
      "150",
    ],
    [
      "and shrinks as well",
      { mode: "growing", amount: "100", since: "2026-01-01", percent: "-50" },
      "2026-03-01",
      "25",
    ],
    [
      "a year after a leap day is over on the first of March",
      { mode: "growing", amount: "100", since: "2028-02-29", percent: "50", each: "year" },
      "2029-03-10",
      "150",
    ],
    [
      "and no amount grows without end",
      { mode: "growing", amount: "999999999999999", since: "1990-01-01", percent: "9999" },
      "2026-03-01",
      "It has grown to more than 15 digits: check its percentage and its first day.",
    ],
    ["history is the mean of the months before", { mode: "history", periods: 3 }, "2026-07-15", "500"],
    ["with headroom", { mode: "history", periods: 3, percent: "5" }, "2026-07-15", "525"],
    ["months without data are left out", { mode: "history", periods: 6 }, "2026-05-01", "350"],
    [
      "and none at all say nothing",
      { mode: "history", periods: 6 },
      "2026-03-01",
      "There are no earlier periods with charges to take the amount from.",
    ],
    ["a forecast made before the month began", { mode: "forecast", percent: "-10" }, "2026-07-15", "1111.11"],
    ["or the reason why there was none", { mode: "forecast" }, "2026-02-01", "Too early."],
  ])("%s", (_why, rule, day, expected) => {
    expect(amount(rule, day)).toBe(expected);
  });

  it.each([
    ["negative", { mode: "fixed", amount: "-1" }],
    ["of sixteen digits", { mode: "fixed", amount: "1234567890123456" }],
    ["no number", { mode: "fixed", amount: "1,500" }],
    ["a plan with a month twice", { mode: "planned", amounts: [plan.amounts[0], plan.amounts[0]] }],
    ["growing by less than everything", { mode: "growing", amount: "1", since: "2026-01-01", percent: "-100" }],
    ["on a day that is none", { mode: "growing", amount: "1", since: "2026-02-30", percent: "1" }],
  ])("is refused where it is %s", (_what, rule) => {
    expect(BudgetAmount.safeParse(rule).success).toBe(false);
  });

  it("is exact where it is huge", () => {
    expect(amount({ mode: "fixed", amount: "999999999999999.9999999999" }, "2026-06-10")).toBe(
      "999999999999999.9999999999",
    );
  });
});
