import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { plain, sumOf } from "../focus/money";
import { addDays, type Day, daysIn, monthOf, startOf } from "../focus/period";
import { type DayCost, type MonthEnd, monthEnd } from "./month-end";

type Known = Extract<MonthEnd, { known: true }>;

const cost = (day: Day, running: number, more: Partial<DayCost> = {}): DayCost => {
  return { day, running: String(running), calendar: "0", once: "0", ...more };
};
const days = (from: Day, last: Day, of: (day: Day) => DayCost) => daysIn({ from, to: addDays(last, 1) }).map(of);
const isWeekend = (day: Day) => [0, 6].includes(startOf(day).getUTCDay());
const flat = (day: Day) => cost(day, 10);
const known = (result: MonthEnd): Known => {
  if (!result.known) throw new Error(result.reason);
  return result;
};

describe("the projected month end", () => {
  it.each<[string, DayCost[], DayCost[], string]>([
    ["a flat month is its days", days("2026-05-01", "2026-06-10", flat), [], "300"],
    ["a leap February has 29", days("2024-01-01", "2024-02-14", flat), [], "290"],
    ["an ordinary February has 28", days("2026-01-01", "2026-02-14", flat), [], "280"],
    ["the last day is what was charged", days("2026-05-01", "2026-06-30", flat), [], "300"],
    ["the first day of a month projects all of it", days("2026-05-01", "2026-06-01", flat), [], "300"],
    [
      "weekends cost what weekends cost",
      days("2026-05-01", "2026-06-19", (day) => cost(day, isWeekend(day) ? 2 : 10)),
      [],
      // June 2026 has 22 weekdays and 8 days of weekend.
      "236",
    ],
    [
      "a monthly fee of the 1st is charged, not expected again",
      days("2026-05-01", "2026-06-10", (day) => cost(day, 10, { calendar: day.endsWith("-01") ? "500" : "0" })),
      [],
      "800",
    ],
    [
      "tax at the end of last month is expected at the end of this one",
      days("2026-04-15", "2026-06-10", (day) => cost(day, 10, { calendar: day === "2026-05-31" ? "60" : "0" })),
      [],
      "360",
    ],
    [
      "a purchase is charged, and no reason to expect another",
      days("2026-05-01", "2026-06-10", (day) => cost(day, 10, { once: day === "2026-06-05" ? "1000" : "0" })),
      [],
      "1300",
    ],
    ["credits of every day stay in", days("2026-05-01", "2026-06-10", (day) => cost(day, -1)), [], "-30"],
    ["a started day counts as expected", days("2026-05-01", "2026-06-10", flat), [cost("2026-06-11", 3)], "300"],
    ["or as charged once that is more", days("2026-05-01", "2026-06-10", flat), [cost("2026-06-11", 25)], "315"],
    ["two weeks are enough", days("2026-06-01", "2026-06-14", flat), [], "300"],
  ])("%s", (_why, history, started, amount) => {
    const today = addDays(history.at(-1)?.day ?? "", 2);
    expect(known(monthEnd(history, started, today)).amount).toBe(amount);
  });

  it("is refused with a reason where history is too short or too old", () => {
    expect(monthEnd([], [], "2026-06-30")).toEqual({
      known: false,
      reason: "A projection needs 14 complete days of charges; there are 0.",
    });
    expect(monthEnd(days("2026-06-01", "2026-06-13", flat), [], "2026-06-15")).toMatchObject({ known: false });
    expect(monthEnd(days("2026-06-01", "2026-06-20", flat), [], "2026-07-15")).toMatchObject({ known: false });
  });

  it("has a range from how far off past projections were, and none without enough of them", () => {
    const even = days("2026-01-01", "2026-06-10", flat);
    expect(known(monthEnd(even, [], "2026-06-12")).range).toEqual({ low: "300", high: "300", trials: 16 });
    expect(known(monthEnd(days("2026-04-01", "2026-06-10", flat), [], "2026-06-12")).range).toBeNull();
    const growing = days("2026-01-01", "2026-06-10", (day) =>
      cost(day, 100 + daysIn({ from: "2026-01-01", to: day }).length),
    );
    const { amount, range } = known(monthEnd(growing, [], "2026-06-12"));
    expect(Number(range?.low)).toBeGreaterThanOrEqual(Number(amount));
    expect(Number(range?.high)).toBeGreaterThan(Number(amount));
  });

  it("charges every calendar charge of last month once, whatever the months' lengths", () => {
    const first = fc.integer({ min: 0, max: 60 }).map((months) => monthOf(addDays("2023-01-15", months * 30)).from);
    fc.assert(
      fc.property(first, fc.array(fc.nat(1000), { minLength: 31, maxLength: 31 }), (month, fees) => {
        const before = monthOf(addDays(month, -1));
        const history = daysIn({ from: addDays(before.from, -40), to: month }).map((day) =>
          cost(day, 0, { calendar: day >= before.from ? String(fees[Number(day.slice(8)) - 1]) : "0" }),
        );
        const first = [...history, cost(month, 0, { calendar: String(fees[0]) })];
        const { amount } = known(monthEnd(first, [], addDays(month, 2)));
        const paid = history.filter(({ day }) => day >= before.from).map(({ calendar }) => calendar);
        expect(amount).toBe(plain(sumOf(paid)));
      }),
    );
  });

  it("is never below what is charged when every day costs something, and lies in its range", () => {
    const costs = fc.array(fc.nat(100_000), { minLength: 120, maxLength: 180 });
    fc.assert(
      fc.property(costs, (cents) => {
        const last = "2026-06-17";
        const history = cents.map((value, index) => cost(addDays(last, index + 1 - cents.length), value / 100));
        const { amount, charged, range } = known(monthEnd(history, [], "2026-06-19"));
        expect(Number(amount)).toBeGreaterThanOrEqual(Number(charged) - 0.005);
        expect(Number(range?.low)).toBeLessThanOrEqual(Number(amount));
        expect(Number(range?.high)).toBeGreaterThanOrEqual(Number(amount));
      }),
      { numRuns: 30 },
    );
  });
});
