import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { daysIn } from "@/lib/focus/period";
import { ticks, valueScale } from "./ticks";

describe("ticks", () => {
  it("marks firsts and fifteenths of a quarter, Mondays of a month, every day of a week", () => {
    expect(ticks(daysIn({ from: "2026-08-25", to: "2026-11-23" }), "day")).toEqual([
      "2026-09-01",
      "2026-09-15",
      "2026-10-01",
      "2026-10-15",
      "2026-11-01",
      "2026-11-15",
    ]);
    expect(ticks(daysIn({ from: "2026-11-01", to: "2026-11-21" }), "day")).toEqual([
      "2026-11-02",
      "2026-11-09",
      "2026-11-16",
    ]);
    expect(ticks(daysIn({ from: "2026-11-01", to: "2026-11-08" }), "day")).toHaveLength(7);
  });
});

describe("valueScale", () => {
  it.each([
    [0, 29_400, [0, 10_000, 20_000, 30_000]],
    [-700, 29_400, [0, 10_000, 20_000, 30_000]],
    [-4, 1, [-4, -2, 0, 2]],
    [0, 0, [0]],
  ])("from %s to %s", (lowest, highest, expected) => {
    expect(valueScale(lowest, highest).ticks.map((tick) => tick + 0)).toEqual(expected);
  });

  it("holds every value, and few lines", () => {
    const amount = fc.double({ min: -1e9, max: 1e9, noNaN: true }).filter((value) => Math.abs(value) > 1e-6);
    fc.assert(
      fc.property(amount, amount, (one, other) => {
        const [low, high] = [Math.min(one, other), Math.max(one, other)];
        const { domain, ticks: lines } = valueScale(low, high);
        expect(domain[0]).toBeLessThanOrEqual(low);
        expect(domain[1]).toBeGreaterThanOrEqual(high * (1 - 1e-9));
        expect(lines.length).toBeLessThanOrEqual(7);
      }),
    );
  });
});
