import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Scope } from "../auth/scope";
import { closeDatabase } from "../db/client";
import { scratchDatabase } from "../db/scratch";
import { charge, question } from "./made-charges";
import { madeWorkspace } from "./made-ledger";
import { askSpend } from "./spend";

const [charges = []] = fc.sample(fc.array(charge, { minLength: 200, maxLength: 200 }), { seed: 3, numRuns: 1 });
const today = "2026-04-10";
let scope: Scope;
beforeAll(async () => {
  await scratchDatabase();
  scope = await madeWorkspace("spend", charges);
});
afterAll(closeDatabase);

describe("a page of spend", () => {
  it("shows the same chart whether the tail is summed here or by the database", async () => {
    await fc.assert(
      fc.asyncProperty(question, fc.integer({ min: 1, max: 5 }), async (query, top) => {
        const here = await askSpend(scope, { query, today, top, many: Number.POSITIVE_INFINITY });
        const there = await askSpend(scope, { query, today, top, many: 0 });
        expect(there).toEqual(here);
      }),
      { numRuns: 60, seed: 5 },
    );
  });

  it("has every name over the whole period beside the comparison", async () => {
    const period = { from: "2026-03-01", to: "2026-04-01" };
    const compare = { from: "2026-02-01", to: "2026-03-01" };
    const query = { period, compare, grain: "day", groupBy: ["service"], where: [], metric: "billed" } as const;
    const { totals, stacks } = await askSpend(scope, { query: { ...query, groupBy: ["service"], where: [] }, today });
    expect(stacks.map(({ currency, total }) => [currency, total])).toEqual(
      expect.arrayContaining(totals.answers.map(({ currency, total }) => [currency, total])),
    );
    expect(totals.compared).not.toBeNull();
    expect(totals.answers.flatMap(({ rows }) => rows.map(({ bucket }) => bucket))).not.toContain("2026-03-01");
  });
});
