import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { sumOf } from "../focus/money";
import type { CostAnswer, CostAnswers, CostRow } from "./answer";
import { breakdown, restOf } from "./breakdown";
import type { CostQuery } from "./spec";

const query: CostQuery = {
  period: { from: "2026-11-01", to: "2026-11-03" },
  grain: "day",
  groupBy: ["service"],
  where: [],
  metric: "billed",
  compare: { from: "2026-10-01", to: "2026-10-03" },
};

const row = (service: string | null, amount: string): CostRow => ({ bucket: "2026-11-01", keys: { service }, amount });

function answer(rows: CostRow[]): CostAnswer {
  const total = sumOf(rows.map(({ amount }) => amount)).toFixed();
  return { currency: "USD", metric: "billed", total, rows, missing: 0 };
}

function answers(now: CostRow[], then: CostRow[] | null): CostAnswers {
  const compared = then && [answer(then)];
  return { answers: [answer(now)], compared, dataThrough: "2026-11-02", from: "rollup_day", labels: {} };
}

describe("breakdown", () => {
  it("adds the days of a name and sets it beside the earlier period", () => {
    const asked = answers([row("S3", "1.5"), row("EC2", "4"), row("S3", "1.5")], [row("S3", "2"), row("RDS", "1")]);
    const { rows, total, before } = breakdown(asked, query, "USD");
    expect(rows.map(({ label, amount, before: earlier, change }) => [label, amount, earlier, change?.kind])).toEqual([
      ["EC2", "4", "0", "new"],
      ["S3", "3", "2", "up"],
      ["RDS", "0", "1", "gone"],
    ]);
    expect([total, before]).toEqual(["7", "3"]);
    expect(rows[0]?.share).toBeCloseTo(4 / 7, 5);
  });

  it("compares only when asked", () => {
    const { rows, change } = breakdown(answers([row(null, "-3")], null), query, "USD");
    expect(change).toBeNull();
    expect(rows).toMatchObject([{ label: "No service", amount: "-3", share: null, before: null, change: null }]);
  });

  it("has rows that add up to its total, whatever the names and signs", () => {
    const names = fc.constantFrom("EC2", "S3", null);
    const rows = fc.array(fc.tuple(names, fc.bigInt({ min: -(10n ** 20n), max: 10n ** 20n })), { maxLength: 30 });
    fc.assert(
      fc.property(rows, (made) => {
        const asked = answers(
          made.map(([name, units]) => row(name, `${units}.25`)),
          null,
        );
        const { rows: broken, total } = breakdown(asked, query, "USD");
        expect(sumOf(broken.map(({ amount }) => amount)).eq(total)).toBe(true);
        const [first, ...others] = broken;
        expect(sumOf([first?.amount ?? "0", restOf(others).amount]).eq(total)).toBe(true);
      }),
    );
  });
});
