import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { addDays, type Day, daysIn } from "../focus/period";
import { type DayCost, monthEnd } from "./month-end";
import { chanceAbove, type DailyHistory, type Outlook, outlook, restInterval } from "./outlook";

type Known = Extract<Outlook, { known: true }>;
const known = (made: Outlook): Known => {
  if (!made.known) throw new Error(made.reason);
  return made;
};
const history = (first: Day, running: number[], calendar: number[] = []): DailyHistory => ({
  first,
  running: Float64Array.from(running),
  calendar: Float64Array.from(running.map((_, at) => calendar[at] ?? 0)),
  once: new Float64Array(running.length),
});
const flat = (days: number, cost = 10) => new Array<number>(days).fill(cost);

describe("the outlook of a period", () => {
  it("is the projection of the month end where the period is a month", () => {
    const costs = fc.array(fc.record({ running: fc.nat(1000), calendar: fc.nat(50) }), {
      minLength: 75,
      maxLength: 75,
    });
    fc.assert(
      fc.property(costs, fc.integer({ min: 1, max: 28 }), (days, dayOfMonth) => {
        const last = `2026-06-${String(dayOfMonth).padStart(2, "0")}`;
        const first = addDays(last, -74);
        const made = days.map((cost, at): DayCost => {
          return { day: addDays(first, at), running: String(cost.running), calendar: String(cost.calendar), once: "0" };
        });
        const end = monthEnd(made, [], addDays(last, 2));
        const own = history(
          first,
          days.map(({ running }) => running),
          days.map(({ calendar }) => calendar),
        );
        const { rest } = known(outlook(own, [], { from: addDays(last, 1), to: "2026-07-01" }));
        if (!end.known) throw new Error(end.reason);
        expect(Number(end.charged) + rest).toBeCloseTo(Number(end.amount), 1);
      }),
      { numRuns: 30 },
    );
  });

  it("expects a monthly fee in every month of a longer period", () => {
    const days = daysIn({ from: "2026-01-01", to: "2026-06-11" });
    const fees = days.map((day) => (day.endsWith("-01") ? 500 : 0));
    const { rest, path } = known(
      outlook(history("2026-01-01", flat(days.length, 0), fees), [], {
        from: "2026-06-11",
        to: "2027-01-01",
      }),
    );
    expect(rest).toBe(6 * 500);
    expect(path.length).toBe(204);
  });

  it("counts a started day as expected, or as charged once that is more", () => {
    const own = history("2026-05-01", flat(41));
    const remaining = { from: "2026-06-11", to: "2026-07-01" };
    expect(known(outlook(own, [{ day: "2026-06-11", usual: 3, once: 0 }], remaining)).rest).toBe(200);
    expect(known(outlook(own, [{ day: "2026-06-11", usual: 25, once: 100 }], remaining)).rest).toBe(315);
  });

  it("says why there is none when history is too short, and has no range before there are enough trials", () => {
    expect(outlook(history("2026-06-01", flat(13)), [], { from: "2026-06-14", to: "2026-07-01" })).toEqual({
      known: false,
      reason: "A projection needs 14 complete days of charges; there are 13.",
    });
    const short = known(outlook(history("2026-06-01", flat(40)), [], { from: "2026-07-11", to: "2026-08-01" }));
    expect([restInterval(short), chanceAbove(short, 100)]).toEqual([null, null]);
  });

  it("has a range around what it expects, and a chance that falls as the limit rises", () => {
    const costs = fc.array(fc.nat(100_000), { minLength: 150, maxLength: 180 });
    fc.assert(
      fc.property(costs, (cents) => {
        const own = history(
          "2026-01-01",
          cents.map((cost) => cost / 100),
        );
        const from = addDays("2026-01-01", cents.length);
        const made = known(outlook(own, [], { from, to: addDays(from, 14) }));
        const range = restInterval(made);
        expect(range?.low).toBeLessThanOrEqual(made.rest);
        expect(range?.high).toBeGreaterThanOrEqual(made.rest);
        const chances = [-1, 0.5, 0.9, 1, 1.1, 2].map((share) => chanceAbove(made, share * made.rest) ?? -1);
        expect(chances).toEqual(chances.toSorted((one, other) => other - one));
        expect(chances.every((chance) => chance >= 0 && chance <= 1)).toBe(true);
      }),
      { numRuns: 30 },
    );
  });

  it("covers about four fifths of what comes when days are noise", () => {
    let inside = 0;
    const runs = 300;
    let seed = 7;
    const noise = () => {
      seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648;
      return seed / 2_147_483_648;
    };
    for (let run = 0; run < runs; run += 1) {
      const days = Array.from({ length: 195 }, () => 100 + 60 * (noise() + noise() - 1));
      const made = known(
        outlook(history("2026-01-01", days.slice(0, 180)), [], { from: "2026-06-30", to: "2026-07-15" }),
      );
      const range = restInterval(made);
      const came = days.slice(180).reduce((total, cost) => total + cost, 0);
      if (range && came >= range.low && came <= range.high) inside += 1;
    }
    expect(inside / runs).toBeGreaterThan(0.72);
    expect(inside / runs).toBeLessThan(0.9);
  });
});
