import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { purchase } from "./what-if";

const flat = { hours: 24, points: Array.from({ length: 30 }, () => 240) };
const oneYear = { term: 1, payment: "no upfront", discount: 0.25 } as const;

describe("purchase", () => {
  it("covers four fifths of steady use, so that a fall by a fifth still saves all of it", () => {
    const made = purchase(flat, oneYear);
    // $10 an hour on demand; $8 of it covered for $6.
    expect(made.hourlyCommitment).toBeCloseTo(6);
    expect(made.onDemandMonthly).toBeCloseTo(7200);
    expect(made.scenarios.map(({ saving }) => Math.round(saving))).toEqual([1440, 1440, 0]);
    expect(made.scenarios.map(({ utilisation }) => utilisation)).toEqual([1, 1, expect.closeTo(0.75)]);
    expect(made.breakEvenUsage).toBeCloseTo(0.6);
    expect(made.breakEvenMonths).toBe(0);
  });

  it("says when what is paid first has come back", () => {
    const made = purchase(flat, { ...oneYear, payment: "all upfront" });
    expect(made.upfront).toBeCloseTo(6 * 720 * 12);
    expect(made.monthlyFee).toBe(0);
    // $5,760 of on-demand use a month is not paid any more.
    expect(made.breakEvenMonths).toBeCloseTo((6 * 720 * 12) / 5760);
  });

  it("shows a loss where usage falls below what is promised", () => {
    const made = purchase(flat, { ...oneYear, discount: 0.1 });
    expect(made.scenarios[2].saving).toBeLessThan(0);
  });

  it("buys nothing for use that is not there, and survives what is no number", () => {
    expect(purchase({ hours: 24, points: [] }, oneYear)).toMatchObject({ hourlyCommitment: 0, breakEvenUsage: null });
    const odd = purchase({ hours: 1, points: [Number.NaN, -3, Number.POSITIVE_INFINITY] }, oneYear);
    expect(odd.hourlyCommitment).toBe(0);
  });

  it("never loses if usage stays or falls by a fifth", () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 0, max: 10_000 }), { minLength: 1, maxLength: 60 }),
        fc.integer({ min: 1, max: 70 }),
        (points, percent) => {
          const { scenarios } = purchase({ hours: 24, points }, { ...oneYear, discount: percent / 100 });
          expect(scenarios[0].saving).toBeGreaterThanOrEqual(-1e-6);
          expect(scenarios[1].saving).toBeGreaterThanOrEqual(-1e-6);
        },
      ),
    );
  });
});
