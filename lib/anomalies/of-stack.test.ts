import { describe, expect, it } from "vitest";
import { addDays } from "../focus/period";
import type { Stack } from "../query/stack";
import { unusualOf } from "./of-stack";

const first = "2026-06-01";
const DAYS = 60;
const flat = (amount: string, change: Record<number, string> = {}) =>
  Array.from({ length: DAYS }, (_, at) => change[at] ?? amount);

function stack(names: Record<string, string[]>, unfinishedFrom = DAYS): Stack {
  const all = Object.values(names);
  return {
    ...{ currency: "USD", metric: "billed", grain: "day", yearStart: 1, total: "0", missing: 0, points: [] },
    buckets: Array.from({ length: DAYS }, (_, at) => {
      const [from, to] = [addDays(first, at), addDays(first, at + 1)];
      return { start: from, days: { from, to }, cut: false, unfinished: at >= unfinishedFrom };
    }),
    series: Object.entries(names).map(([label, amounts]) => {
      return { id: label, keys: {}, label, total: "0", role: "value", amounts, members: [] };
    }),
    totals: Array.from({ length: DAYS }, (_, at) => String(all.reduce((sum, each) => sum + Number(each[at]), 0))),
  };
}

describe("the unusual days of a chart", () => {
  it("are told with the exact amount and the day", () => {
    const one = stack({ Billed: flat("10", { 30: "1234.5600000001" }) });
    expect(unusualOf(one)).toEqual([
      {
        ...{ from: "2026-07-01", through: "2026-07-01", name: null, amount: "1234.5600000001", lasting: false },
        expected: expect.closeTo(10),
      },
    ]);
  });

  it("are found where one name rises as another falls, the dearest first", () => {
    const both = stack({ A: flat("100", { 40: "20", 41: "20" }), B: flat("100", { 40: "180", 41: "190" }) });
    expect(unusualOf(both)).toMatchObject([
      { name: "B", from: "2026-07-11", through: "2026-07-12", amount: "370" },
      { name: "A", amount: "40" },
    ]);
  });

  it("are none on days that are not finished, in other steps than days, and where the difference is small change", () => {
    const rise = { 55: "900" };
    expect(unusualOf(stack({ A: flat("10", rise) }, 55))).toEqual([]);
    expect(unusualOf({ ...stack({ A: flat("10", rise) }), grain: "week" })).toEqual([]);
    expect(unusualOf(stack({ A: flat("10000"), B: flat("10", { 40: "100" }) }))).toEqual([]);
    expect(unusualOf(stack({ A: flat("0.01", { 40: "0.5" }) }))).toEqual([]);
  });

  it("come from whatever finds them", () => {
    const detect = () => [{ from: 3, through: 4, expected: 1, lasting: true }];
    expect(unusualOf(stack({ A: flat("0.1") }), detect)).toMatchObject([
      { from: "2026-06-04", through: "2026-06-05", amount: "0.2", lasting: true },
    ]);
  });
});
