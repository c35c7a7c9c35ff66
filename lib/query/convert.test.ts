import { Decimal } from "decimal.js";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Scope } from "../auth/scope";
import { closeDatabase } from "../db/client";
import { scratchDatabase } from "../db/scratch";
import { rowsOf, sql } from "../db/sql";
import { plain, sumOf } from "../focus/money";
import { addDays, type Period } from "../focus/period";
import type { CostAnswers } from "./answer";
import { charge, question } from "./made-charges";
import { type MadeCharge, madeWorkspace, plainCharge } from "./made-ledger";
import { coveringTables } from "./plan";
import { askCosts, costAnswers } from "./run";
import { inSnapshot } from "./snapshot";
import type { CostQuery } from "./spec";

beforeAll(scratchDatabase);
afterAll(closeDatabase);

const Exact = Decimal.clone({ precision: 120 });
type Given = [base: string, quote: string, day: string, rate: string];

async function enter({ workspaceId }: Scope, rates: Given[]): Promise<void> {
  for (const [base, quote, day, rate] of rates) {
    await rowsOf(sql`
      insert into exchange_rate (workspace_id, base, quote, day, through, origin, rate, entered_by)
      values (${workspaceId}::uuid, ${base}, ${quote}, ${day}::date, ${day}::date, 'ecb', ${rate}::numeric, 'test')`);
  }
  await rowsOf(sql`update workspace set data_version = data_version + 1 where id = ${workspaceId}::uuid`);
}

const on = (day: string, currency: string, billed: string, more: Partial<MadeCharge> = {}): MadeCharge => {
  return { ...plainCharge, currency, billed, start: `${day}T00:00:00Z`, end: `${addDays(day, 1)}T00:00:00Z`, ...more };
};
const inEuro: CostQuery = {
  period: { from: "2026-06-01", to: "2026-07-01" },
  grain: "total",
  groupBy: [],
  where: [],
  metric: "billed",
  currency: "EUR",
};
const sums = ({ answers }: CostAnswers) => answers.map(({ currency, total }) => [currency, total]);

describe("a converted question", () => {
  it("multiplies each day's charges with the rate of that day, through the euro where it must", async () => {
    const scope = await madeWorkspace("by-hand", [
      on("2026-06-04", "EUR", "10"),
      on("2026-06-04", "USD", "10"),
      on("2026-06-05", "USD", "10"),
      on("2026-06-07", "USD", "0.01", { service: "Amazon S3" }),
      on("2026-06-05", "JPY", "1600"),
    ]);
    await enter(scope, [
      ["EUR", "USD", "2026-06-04", "1.25"],
      ["EUR", "USD", "2026-06-05", "1.6"],
      ["EUR", "JPY", "2026-06-05", "160"],
    ]);
    // 10 + 10/1.25 + 10/1.6 + 0.01/1.6 (Sunday takes Friday's) + 1600/160
    const asked = await askCosts(scope, inEuro);
    expect(sums(asked)).toEqual([["EUR", "34.25625"]]);
    expect(asked.conversion).toMatchObject({
      to: "EUR",
      apart: [],
      converted: [
        { currency: "JPY", days: 1, earlier: 0 },
        {
          currency: "USD",
          days: 3,
          earlier: 1,
          applied: [
            { from: "2026-06-04", through: "2026-06-04", factor: "0.8", rateDay: "2026-06-04" },
            { from: "2026-06-05", through: "2026-06-07", factor: "0.625", rateDay: "2026-06-05" },
          ],
        },
      ],
    });
    // 10*1.25 + 10 + 10 + 0.01 + 1600/160*1.6; the euro charge is of a day before any rate of the yen.
    expect(sums(await askCosts(scope, { ...inEuro, currency: "USD" }))).toEqual([["USD", "48.51"]]);
    expect(sums(await askCosts(scope, { ...inEuro, groupBy: ["service"], grain: "month" }))).toEqual([
      ["EUR", "34.25625"],
    ]);
  });

  it("leaves a currency apart as a whole when one of its days has no rate, and says so", async () => {
    const scope = await madeWorkspace("gap", [
      on("2026-06-04", "EUR", "1"),
      on("2026-06-04", "USD", "1.25"),
      on("2026-06-20", "USD", "1"),
      on("2026-06-04", "GBP", "1"),
    ]);
    await enter(scope, [
      ["EUR", "USD", "2026-06-04", "1.25"],
      ["EUR", "GBP", "2026-06-03", "0.5"],
    ]);
    const asked = await askCosts(scope, inEuro);
    expect(sums(asked)).toEqual([
      ["EUR", "3"],
      ["USD", "2.25"],
    ]);
    expect(asked.conversion?.apart).toEqual([{ currency: "USD", days: 1, first: "2026-06-20", last: "2026-06-20" }]);
    // Also where the filter leaves nothing of that day: parts would not add up to the whole.
    const early: CostQuery = {
      ...inEuro,
      where: [{ dimension: "service", operator: "ne", values: ["x"] }],
      grain: "day",
    };
    expect(sums(await askCosts(scope, early))).toEqual(sums(asked));
    // The days before are whole in euros; beside the later ones they are not.
    const before: CostQuery = { ...inEuro, period: { from: "2026-06-01", to: "2026-06-05" } };
    expect(sums(await askCosts(scope, before))).toEqual([["EUR", "4"]]);
    const compare: Period = { from: "2026-06-15", to: "2026-06-25" };
    const beside = await askCosts(scope, { ...before, compare });
    expect(sums(beside)).toEqual([
      ["EUR", "3"],
      ["USD", "1.25"],
    ]);
    expect(beside.compared?.map(({ currency, total }) => [currency, total])).toEqual([["USD", "1"]]);
    expect(sums(await askCosts(scope, { ...before, alongside: compare }))).toEqual(sums(beside));
  });

  it("answers anew when a rate is added", async () => {
    const scope = await madeWorkspace("later", [on("2026-06-04", "USD", "3")]);
    expect(sums(await askCosts(scope, inEuro))).toEqual([["USD", "3"]]);
    await enter(scope, [["EUR", "USD", "2026-06-04", "1.25"]]);
    expect(sums(await askCosts(scope, inEuro))).toEqual([["EUR", "2.4"]]);
  });

  it("adds up: every filter, grouping, grain and table to the same total, and the parts of a period to the whole", async () => {
    const [charges = []] = fc.sample(fc.array(charge, { minLength: 150, maxLength: 150 }), { seed: 5, numRuns: 1 });
    const scope = await madeWorkspace("made", charges);
    // Every third day only, so that most days take an earlier one; thirds and sevenths do not end.
    const rates = new Map<string, string>();
    for (let day = "2025-12-30"; day < "2026-04-30"; day = addDays(day, 3)) rates.set(day, `1.${rates.size}7`);
    await enter(
      scope,
      [...rates].map(([day, rate]): Given => ["EUR", "USD", day, rate]),
    );
    await fc.assert(
      fc.asyncProperty(question, fc.integer({ min: 1, max: 40 }), async ({ compare: _compare, ...rest }, days) => {
        const query: CostQuery = { ...rest, currency: "EUR" };
        const whole = await askCosts(scope, { ...query, groupBy: [], grain: "total" });
        const apart = await askCosts(scope, { ...rest, groupBy: [], grain: "day" });
        expect(sums(whole)).toEqual(worked(apart, rates));
        for (const table of coveringTables({ ...query, factors: { currencies: [], days: [], factors: [] } })) {
          expect(sums(await inSnapshot((read) => costAnswers(read, scope, query, table)))).toEqual(sums(whole));
        }
        const { from, to } = query.period;
        const middle = addDays(from, days);
        if (middle >= to) return;
        const parts: string[] = [];
        for (const period of [
          { from, to: middle },
          { from: middle, to },
        ]) {
          const { answers } = await askCosts(scope, { ...query, period, grain: "total" });
          parts.push(...answers.map(({ total }) => total));
        }
        expect(plain(sumOf(parts))).toBe(whole.answers[0]?.total ?? "0");
      }),
      { numRuns: 30, seed: 3 },
    );
  });
});

/** The daily sums of each currency, converted by hand: dollars over the last rate that is not after their day. */
function worked({ answers }: CostAnswers, rates: Map<string, string>): [string, string][] {
  if (answers.every(({ rows }) => rows.length === 0)) return answers.length > 0 ? [["EUR", "0"]] : [];
  const amounts = answers.flatMap(({ currency, rows }) =>
    rows.map(({ bucket, amount }) => {
      if (currency === "EUR") return amount;
      let day = bucket ?? "";
      while (!rates.has(day)) day = addDays(day, -1);
      const factor = new Exact(1).div(rates.get(day) ?? 1).toDecimalPlaces(24, Decimal.ROUND_HALF_UP);
      return factor.times(amount).toFixed();
    }),
  );
  return [["EUR", plain(sumOf(amounts))]];
}
