import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { Money, plain, sumOf } from "../../focus/money";
import type { Breakdown, BreakdownRow } from "../breakdown";
import { change } from "../change";
import { bridge } from "./bridge";
import { pareto } from "./pareto";
import { runningTotals } from "./running";
import { weeksOf } from "./weekdays";

const cents = fc.integer({ min: -1_000_000, max: 1_000_000 }).map((amount) => plain(new Money(amount).div(100)));
const pair = fc.tuple(cents, cents);

function row(id: string, before: string, amount: string): BreakdownRow {
  return { id, keys: { service: id }, label: id, amount, before, share: null, change: change(before, amount) };
}

function broken(pairs: [string, string][]): Breakdown {
  const rows = pairs.map(([before, now], index) => row(`s${index}`, before, now));
  const total = plain(sumOf(pairs.map(([, now]) => now)));
  const before = plain(sumOf(pairs.map(([then]) => then)));
  return { currency: "USD", rows, total, before, change: change(before, total) };
}

describe("bridge", () => {
  it("leads from the old total to the new one to the cent, however little is shown", () => {
    fc.assert(
      fc.property(fc.array(pair, { maxLength: 30 }), fc.integer({ min: 1, max: 12 }), (pairs, most) => {
        const breakdown = broken(pairs);
        const steps = bridge(breakdown, most);
        const inner = steps.slice(1, -1);
        expect(plain(sumOf([breakdown.before ?? "0", ...inner.map(({ amount }) => amount)]))).toBe(breakdown.total);
        inner.forEach(({ from }, index) => {
          expect(from).toBe(steps[index]?.to);
        });
      }),
      { numRuns: 40 },
    );
  });

  it("names the largest changes first and leaves out what stayed the same", () => {
    const steps = bridge(
      broken([
        ["10", "10"],
        ["5", "1"],
        ["0", "20"],
      ]),
      5,
    );
    expect(steps.map(({ label, amount }) => [label, amount])).toEqual([
      ["Before", "15"],
      ["s2", "20"],
      ["s1", "-4"],
      ["Now", "31"],
    ]);
  });
});

describe("pareto", () => {
  it("reaches the whole, with credits told apart", () => {
    const { bars, few, names, credits } = pareto([row("a", "0", "60"), row("b", "0", "-5"), row("c", "0", "40")], 10);
    expect(bars.map(({ id, reached }) => [id, reached])).toEqual([
      ["a", 0.6],
      ["c", 1],
    ]);
    expect({ few, names, credits }).toEqual({ few: 2, names: 2, credits: "-5" });
  });

  it("sums what it leaves out", () => {
    const rows = ["50", "30", "15", "5"].map((amount, index) => row(`s${index}`, "0", amount));
    expect(pareto(rows, 2).bars.at(-1)).toMatchObject({ label: "Other (2)", amount: "20", reached: 1 });
  });
});

describe("runningTotals", () => {
  const stack = (totals: (string | null)[]) =>
    ({ totals, buckets: totals.map((_, index) => ({ start: String(index) })) }) as unknown as Parameters<
      typeof runningTotals
    >[0];

  it("ends where the data ends and passes over a day without charges", () => {
    expect(runningTotals(stack(["1.5", null, "2", null]), null).now).toEqual(["1.5", "1.5", "3.5", null]);
  });

  it("lays the earlier period beneath, step by step", () => {
    expect(runningTotals(stack(["1", "1"]), stack(["2", "3", "4"])).before).toEqual(["2", "5"]);
  });
});

describe("weeksOf", () => {
  it("puts each day under its weekday", () => {
    const days = ["2026-11-21", "2026-11-22", "2026-11-23"];
    const buckets = days.map((start) => ({ start, days: { from: start, to: start }, cut: false, unfinished: false }));
    const weeks = weeksOf({ buckets, totals: ["1", null, "3"] });
    expect(weeks.map(({ monday }) => monday)).toEqual(["2026-11-16", "2026-11-23"]);
    expect(weeks[0]?.days[5]).toMatchObject({ day: "2026-11-21", amount: "1" });
    expect(weeks[0]?.days[6]).toMatchObject({ day: "2026-11-22", amount: null });
    expect(weeks[0]?.days[0]).toBeNull();
  });
});
