import * as d3 from "d3-scale";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { scaleBand, scaleLinear, scalePoint } from "./chart-scales";

const ends = fc
  .tuple(fc.integer({ min: -2000, max: 2000 }), fc.integer({ min: 0, max: 2000 }))
  .map(([from, width]) => [from, from + width] as const);
const names = fc.uniqueArray(fc.string(), { minLength: 1, maxLength: 40 });
const amount = fc.integer({ min: -1_000_000, max: 1_000_000 });

describe("the scales of charts place what d3's place", () => {
  it.each([
    ["band", scaleBand, d3.scaleBand<string>],
    ["point", scalePoint, d3.scalePoint<string>],
  ])("%s", (_kind, own, theirs) => {
    fc.assert(
      fc.property(names, ends, (values, range) => {
        const [a, b] = [own().domain(values).range(range), theirs().domain(values).range(range)];
        for (const value of values) expect(a(value)).toBeCloseTo(b(value) ?? Number.NaN, 6);
        expect(a.bandwidth?.()).toBeCloseTo(b.bandwidth(), 6);
        expect(a("no such value, of a length that none has".repeat(2))).toBeUndefined();
        expect([a.domain(), a.range()]).toEqual([values, range]);
      }),
    );
  });

  it("linear, upwards and downwards", () => {
    fc.assert(
      fc.property(amount, amount, ends, amount, fc.boolean(), (low, high, [from, to], value, turned) => {
        const range = turned ? ([to, from] as const) : ([from, to] as const);
        const [a, b] = [scaleLinear().domain([low, high]).range(range), d3.scaleLinear([low, high], range)];
        expect(a(value)).toBeCloseTo(b(value), 3);
      }),
    );
    expect(scaleLinear()(null)).toBeUndefined();
    expect(scaleLinear()(Number.NaN)).toBeUndefined();
  });
});
