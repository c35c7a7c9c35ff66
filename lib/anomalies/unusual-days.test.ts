import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { unusualDays } from "./unusual-days";

const first = "2026-06-01";
const weekly = (at: number) => (at % 7 >= 5 ? 60 : 100);
/** So many days of a weekday rhythm with a little noise that is the same in every run. */
const series = (days: number, change: (cost: number, at: number) => number | null = (cost) => cost) =>
  Array.from({ length: days }, (_, at) => change(weekly(at) * (1 + 0.02 * Math.sin(at * 12.9898)), at));
const found = (costs: (number | null)[], least = 1) => unusualDays({ first, costs }, least);

describe("unusual days", () => {
  it("are none where every day is the same, nothing, or follows its weekday", () => {
    expect(found(Array.from({ length: 90 }, () => 100))).toEqual([]);
    expect(found(Array.from({ length: 90 }, () => 0))).toEqual([]);
    expect(found(series(90))).toEqual([]);
  });

  it("are a spike, with what its weekday would have cost", () => {
    const [spike, ...others] = found(series(60, (cost, at) => (at === 40 ? 400 : cost)));
    expect(others).toEqual([]);
    expect(spike).toMatchObject({ from: 40, through: 40, lasting: false });
    expect(spike?.expected).toBeGreaterThan(50);
    expect(spike?.expected).toBeLessThan(70);
  });

  it("are days in a row, told together", () => {
    const spike = found(series(60, (cost, at) => (at >= 38 && at < 41 ? cost * 4 : cost)));
    expect(spike).toMatchObject([{ from: 38, through: 40, lasting: false }]);
  });

  it("are the first days of a step, which is told once and then usual", () => {
    const step = found(series(90, (cost, at) => (at >= 45 ? cost * 2 : cost)));
    expect(step).toMatchObject([{ from: 45, lasting: true }]);
    expect(step[0]?.through).toBe(51);
  });

  it("are a spike soon after a step, too, and an accident of six days is no step", () => {
    const costs = series(90, (cost, at) => cost * (at >= 45 ? 1.5 : 1) * (at >= 56 && at < 62 ? 6 : 1));
    expect(found(costs)).toMatchObject([
      { from: 45, through: 51, lasting: true },
      { from: 56, through: 61, lasting: false },
    ]);
  });

  it("are days that cost far less, but not a workday that is like a weekend", () => {
    expect(found(series(60, (cost, at) => (at === 44 ? 2 : cost)))).toMatchObject([{ from: 44, through: 44 }]);
    expect(found(series(60, (cost, at) => (at === 44 ? 60 : cost)))).toEqual([]);
  });

  it("are a first charge after weeks of nothing", () => {
    const costs = series(60, (_cost, at) => (at === 50 ? 30 : 0));
    expect(found(costs)).toMatchObject([{ from: 50, through: 50, expected: 0 }]);
  });

  it("are no fee that comes back on its day of the month, and no job that runs now and then", () => {
    const isFirst = (at: number) => [0, 30, 61].includes(at);
    expect(found(series(90, (cost, at) => (isFirst(at) ? cost + 500 : cost)))).toEqual([]);
    const jobs = [10, 19, 33, 48, 57];
    expect(found(series(70, (cost, at) => (jobs.includes(at) ? cost + 150 : cost)))).toEqual([]);
  });

  it("say nothing of fewer days than three weeks and one", () => {
    const spike = (days: number) => found(series(days, (cost, at) => (at === days - 1 ? 900 : cost)));
    expect(spike(21)).toEqual([]);
    expect(spike(22)).toHaveLength(1);
  });

  it("are never judged where nothing is known, and a gap is no zero", () => {
    const gap = (at: number) => at >= 30 && at < 50;
    expect(found(series(80, (cost, at) => (gap(at) ? null : cost)))).toEqual([]);
    expect(found(series(60, (cost, at) => (at >= 58 ? null : cost)))).toEqual([]);
  });

  it("are too small to tell below what counts", () => {
    const costs = series(60, (cost, at) => (at === 40 ? 400 : cost));
    expect(found(costs, 500)).toEqual([]);
  });

  it("are in order, within the series, and begin and end where something is known", () => {
    const cost = fc.option(fc.oneof(fc.double({ min: -1e6, max: 1e9, noNaN: true }), fc.constant(0), fc.constant(100)));
    fc.assert(
      fc.property(fc.array(cost, { maxLength: 120 }), (costs) => {
        const stretches = found(costs);
        let last = -1;
        for (const { from, through, expected } of stretches) {
          expect(from).toBeGreaterThan(last);
          expect(through).toBeGreaterThanOrEqual(from);
          expect(costs[from] === null || costs[through] === null).toBe(false);
          expect(Number.isFinite(expected)).toBe(true);
          expect(expected).toBeGreaterThanOrEqual(0);
          last = through;
        }
        expect(last).toBeLessThan(costs.length);
      }),
    );
  });

  it("do not depend on the unit that money is counted in", () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 1000 }), { minLength: 40, maxLength: 90 }), (costs) => {
        const places = (all: ReturnType<typeof found>) => all.map(({ from, through }) => [from, through]);
        const scaled = costs.map((cost) => cost * 1024);
        expect(places(found(scaled, 1024))).toEqual(places(found(costs, 1)));
      }),
    );
  });
});
