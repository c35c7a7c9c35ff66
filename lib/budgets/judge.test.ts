import { describe, expect, it } from "vitest";
import { addDays, type Day, daysIn } from "../focus/period";
import { DailySums } from "../query/daily-sums";
import type { Budget } from "./budget";
import { type BudgetSpend, judgedPeriods, type PeriodVerdict } from "./judge";
import { NewBudget } from "./spec";
import { Spend } from "./spend";

const now = new Date("2026-06-20T09:00:00Z");
const budget = (more: object = {}): Budget => ({
  ...NewBudget.parse({ name: "b", currency: "USD", amount: { mode: "fixed", amount: "1000" }, ...more }),
  id: "1",
  state: "active",
  createdBy: "",
  createdAt: new Date("2026-05-01"),
});

type Costs = (day: Day) => Record<string, string>;

function spent(of: Costs, { from = "2026-01-01", through = "2026-06-19" } = {}): BudgetSpend {
  const days = new Map(daysIn({ from, to: addDays(through, 1) }).map((day) => [day, new Map(Object.entries(of(day)))]));
  return {
    spend: new Spend(DailySums.of(days)),
    reach: { through, complete: addDays(through, -1) },
    otherCurrencies: [],
  };
}
const flat = (cost: string) => spent(() => ({ usage: cost }));

function june(own: Budget, spend: BudgetSpend, at = now): PeriodVerdict {
  const verdict = judgedPeriods(own, spend, at).at(-1);
  if (!verdict) throw new Error("There is no verdict.");
  return verdict;
}

describe("the verdict on a budget", () => {
  it.each<[string, Budget, BudgetSpend, string, string]>([
    [
      "within the amount",
      budget(),
      flat("10"),
      "on_track",
      "Spent $190.00 of $1,000.00 (19 %) after 19 of 30 days; $300 are expected by the end.",
    ],
    [
      "expected to exceed it",
      budget(),
      flat("40"),
      "at_risk",
      "Spent $760.00 of $1,000.00 (76 %) after 19 of 30 days; $1,200 are expected by the end and it is crossed on 26 Jun 2026.",
    ],
    [
      "beyond it",
      budget(),
      flat("60"),
      "over",
      "Spent $1,140.00 of $1,000.00 (114 %) after 19 of 30 days: $140.00 over.",
    ],
    [
      "a budget of zero with any cost",
      budget({ amount: { mode: "fixed", amount: "0" } }),
      flat("0.0000000001"),
      "over",
      "Spent $0.00 of $0.00 after 19 of 30 days: $0.00 over.",
    ],
    [
      "a huge budget and a huge cost, to the last digit",
      budget({ amount: { mode: "fixed", amount: "999999999999999.9999999999" } }),
      flat("99999999999999.5"),
      "over",
      "Spent $1,899,999,999,999,990.50 of $1,000,000,000,000,000.00 (190 %) after 19 of 30 days: $899,999,999,999,990.50 over.",
    ],
    [
      "credits larger than usage",
      budget(),
      spent(() => ({ usage: "1", credit: "-3" })),
      "on_track",
      "Spent -$38.00 of $1,000.00 (-4 %) after 19 of 30 days; -$60.00 are expected by the end.",
    ],
    [
      "no charge in its scope",
      budget(),
      { ...flat("1"), spend: new Spend(DailySums.of(new Map())) },
      "invalid",
      "No charge matches its scope: check the filter for a name that has changed.",
    ],
    [
      "charges in another currency alone",
      budget(),
      { ...flat("1"), spend: new Spend(DailySums.of(new Map())), otherCurrencies: ["EUR"] },
      "invalid",
      "The charges in its scope are in EUR, the budget is in USD.",
    ],
    [
      "charges in another currency too",
      budget(),
      { ...flat("10"), otherCurrencies: ["EUR", "GBP"] },
      "on_track",
      "Spent $190.00 of $1,000.00 (19 %) after 19 of 30 days; $300 are expected by the end. " +
        "Charges in EUR and GBP are not counted.",
    ],
    [
      "a ledger without charges",
      budget(),
      { spend: new Spend(DailySums.of(new Map())), reach: null, otherCurrencies: [] },
      "unknown",
      "There are no charges yet.",
    ],
    [
      "a start that is still to come",
      budget({ startsOn: "2026-08-01" }),
      flat("1"),
      "scheduled",
      "It begins on 1 Aug 2026; charges are in until 19 Jun 2026.",
    ],
    [
      "an end that has passed",
      budget({ endsOn: "2026-06-01" }),
      flat("1"),
      "closed",
      "Spent $31.00 of $1,000.00 (3 %).",
    ],
  ])("%s", (_what, own, spend, state, reason) => {
    expect(june(own, spend)).toMatchObject({ state, reason });
  });

  it("is unknown once data stopped coming, by the day in its own time zone", () => {
    const late = new Date("2026-06-22T10:30:00Z");
    expect(june(budget(), flat("10"), late).state).toBe("on_track");
    expect(june(budget({ timeZone: "Pacific/Kiritimati" }), flat("10"), late).state).toBe("unknown");
    expect(june(budget({ timeZone: "Pacific/Pago_Pago" }), flat("10"), new Date("2026-06-23T10:30:00Z")).state).toBe(
      "on_track",
    );
    expect(june(budget(), flat("10"), new Date("2026-06-24T00:00:00Z")).state).toBe("unknown");
    expect(june(budget(), flat("60"), new Date("2026-06-24T00:00:00Z")).state).toBe("over");
  });

  it("has the same figures in every zone from -11 to +14, also while clocks change", () => {
    const zones = ["Pacific/Pago_Pago", "America/New_York", "Europe/Berlin", "Asia/Kolkata", "Pacific/Kiritimati"];
    for (const at of ["2026-03-08T06:59:59Z", "2026-03-08T07:00:00Z", "2026-10-25T00:30:00Z", "2028-02-29T12:00:00Z"]) {
      const spend = spent(() => ({ usage: "10" }), { from: "2025-10-01", through: addDays(at.slice(0, 10), -1) });
      const verdicts = (timeZone: string) => judgedPeriods(budget({ timeZone }), spend, new Date(at));
      for (const zone of zones) expect(verdicts(zone)).toEqual(verdicts("UTC"));
    }
  });

  it("counts a leap day, and the six weeks that a 4-4-5 year of 53 weeks ends with", () => {
    const leap = june(
      budget(),
      spent(() => ({ usage: "10" }), { from: "2027-09-01", through: "2028-02-29" }),
    );
    expect(leap).toMatchObject({ name: "February 2028", figures: { actual: "290", days: 29, elapsedDays: 29 } });
    const weeks = budget({ calendar: { kind: "weeks" } });
    const last = june(
      weeks,
      spent(() => ({ usage: "10" }), { from: "2026-06-01", through: "2027-01-03" }),
    );
    expect(last).toMatchObject({
      period: { from: "2026-11-23", to: "2027-01-04" },
      figures: { actual: "420", days: 42 },
    });
  });

  it("has the figures that a reader checks by hand", () => {
    const { figures } = june(budget({ amount: { mode: "fixed", amount: "300" } }), flat("10"));
    expect(figures).toMatchObject({
      actual: "190",
      used: "0.633333",
      expectedByNow: "190",
      aheadOfPace: "0",
      dailyBurn: "10",
      forecast: { amount: "300", low: "300", high: "300" },
      crossedOn: null,
      expectedCrossing: null,
    });
    const over = june(budget({ amount: { mode: "fixed", amount: "100" } }), flat("10")).figures;
    expect(over).toMatchObject({ crossedOn: "2026-06-11", probability: "1" });
  });

  it("is at risk when the pace of the last week spends it within ten days", () => {
    const rising = spent((day) => ({ usage: day >= "2026-06-12" ? "50" : "10" }));
    const { figures, state } = june(budget({ amount: { mode: "fixed", amount: "900" } }), rising);
    expect(figures?.spentInDays).toBe(8);
    expect(state).toBe("at_risk");
  });

  it("rolls over what is left since the budget was set, and never a debt", () => {
    const own = {
      ...budget({ rollsOver: true, amount: { mode: "fixed", amount: "305" } }),
      createdAt: new Date("2026-04-10"),
    };
    const amounts = judgedPeriods(own, flat("10"), now).map(({ period, figures }) => [
      period.from,
      figures?.rolledOver,
    ]);
    expect(amounts.slice(-3)).toEqual([
      ["2026-04-01", "0"],
      ["2026-05-01", "5"],
      ["2026-06-01", "0"],
    ]);
  });

  it("judges a year, a week, and days of its own", () => {
    const [year] = judgedPeriods(budget({ every: "year" }), flat("10"), now).slice(-1);
    expect([year?.name, year?.figures?.actual, year?.figures?.forecast?.amount]).toEqual(["2026", "1700", "3650"]);
    const week = june(budget({ every: "week" }), flat("10"));
    expect([week.name, week.figures?.actual, week.figures?.days]).toEqual(["week of 15 Jun 2026", "50", 7]);
    const once = june(budget({ every: "once", startsOn: "2026-06-10", endsOn: "2026-06-25" }), flat("10"));
    expect([once.figures?.actual, once.figures?.forecast?.amount]).toEqual(["100", "150"]);
  });
});
