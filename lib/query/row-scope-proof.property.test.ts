import fc from "fast-check";
import { afterAll, beforeAll, expect, it } from "vitest";
import { covers } from "../auth/covers";
import type { Scope } from "../auth/scope";
import { closeDatabase } from "../db/client";
import { scratchDatabase } from "../db/scratch";
import { charge, condition } from "./made-charges";
import { madeWorkspace, plainCharge } from "./made-ledger";
import { inOrder } from "./row-order";
import { askCosts } from "./run";
import type { Condition, CostQuery } from "./spec";

const [charges = []] = fc.sample(fc.array(charge, { minLength: 120, maxLength: 120 }), { seed: 5, numRuns: 1 });
const year = { from: "2026-01-01", to: "2027-01-01" };
let full: Scope;

beforeAll(async () => {
  await scratchDatabase();
  full = await madeWorkspace("ours", charges);
});
afterAll(closeDatabase);

/** Answers have no order of their own, and Postgres may make them in another way where a limit is added. */
const answersTo = async (scope: Scope, query: CostQuery) =>
  (await askCosts(scope, query)).answers.map((answer) => ({ ...answer, rows: inOrder(answer.rows) }));

const rowScope = fc.array(condition, { minLength: 1, maxLength: 2 });

it("covers no conditions that would tell of a charge outside of it", async () => {
  const one = fc.tuple(rowScope, fc.array(condition, { maxLength: 3 })).map(([rows, more]) => {
    return { rows, where: [...more, ...rows.slice(0, more.length === 0 ? 2 : 1)] };
  });
  const query: CostQuery = { period: year, grain: "total", groupBy: ["source"], where: [], metric: "billed" };
  let covered = 0;
  await fc.assert(
    fc.asyncProperty(one, async ({ rows, where }) => {
      if (!covers(rows, where)) return;
      covered += 1;
      expect(await answersTo({ ...full, rows }, { ...query, where })).toEqual(
        await answersTo(full, { ...query, where }),
      );
    }),
    { numRuns: 300, seed: 23 },
  );
  expect(covered).toBeGreaterThan(30);
}, 120_000);

it("does not tell of currencies that only others are billed in", async () => {
  const day = (currency: string, team: string) => ({ ...plainCharge, currency, tags: { team } });
  const scope = await madeWorkspace("currencies", [day("USD", "a"), day("EUR", "b"), day("GBP", "b")]);
  const query: CostQuery = { period: year, grain: "total", groupBy: [], where: [], metric: "billed", currency: "USD" };
  const conversionFor = async (team: string) => {
    const rows: Condition[] = [{ dimension: "tag.team", operator: "eq", values: [team] }];
    return (await askCosts({ ...scope, rows }, query)).conversion;
  };
  expect(await conversionFor("a")).toEqual({ to: "USD", converted: [], apart: [] });
  expect((await conversionFor("b"))?.apart.map(({ currency }) => currency)).toEqual(["EUR", "GBP"]);
});
