import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Scope } from "../auth/scope";
import { closeDatabase } from "../db/client";
import { scratchDatabase } from "../db/scratch";
import { Money, plain } from "../focus/money";
import { contributorsOfMany } from "../query/contributors-of-many";
import { charge, question } from "../query/made-charges";
import { madeWorkspace } from "../query/made-ledger";
import { costAnswers } from "../query/run";
import { inSnapshot } from "../query/snapshot";
import type { CostQuery } from "../query/spec";
import type { Budget } from "./budget";
import { manyScope, readSpend } from "./read-spend";
import { budgetQuery } from "./scope";
import { NewBudget } from "./spec";

const SCOPES = 60;
const span = { from: "2026-01-01", to: "2026-04-01" };

let scope: Scope;
beforeAll(async () => {
  await scratchDatabase();
  scope = await madeWorkspace("acme", fc.sample(charge, { numRuns: 80, seed: 5 }));
  await madeWorkspace("others", fc.sample(charge, { numRuns: 20, seed: 6 }));
});
afterAll(closeDatabase);

const includes = fc.record({
  credits: fc.boolean(),
  tax: fc.boolean(),
  refunds: fc.boolean(),
  support: fc.boolean(),
});

function budgetOf({ where, metric }: CostQuery, included: Budget["includes"], currency: string, id: number): Budget {
  const made = NewBudget.parse({ name: `b${id}`, currency, amount: { mode: "fixed", amount: "1" } });
  return {
    ...made,
    where,
    metric,
    includes: included,
    id: String(id),
    state: "active",
    createdBy: "t",
    createdAt: new Date(0),
  };
}

describe("a budget and a chart of the same scope", () => {
  it("show the same number, to the last digit, whatever the scope", async () => {
    const scopes = fc.sample(fc.tuple(question, includes, fc.constantFrom("USD", "EUR")), {
      numRuns: SCOPES,
      seed: 11,
    });
    const budgets = scopes.map(([query, included, currency], id) => budgetOf(query, included, currency, id));
    await inSnapshot(async (read) => {
      const spends = await readSpend(read, scope, budgets);
      const contributors = await contributorsOfMany(read, scope, budgets.map(manyScope), { now: span, before: span });
      for (const [index, budget] of budgets.entries()) {
        const { answers } = await costAnswers(read, scope, budgetQuery(budget, span, "total"));
        const chart = answers.find(({ currency }) => currency === budget.currency)?.total ?? "0";
        const spend = spends[index]?.spend;
        expect(spend && plain(spend.sum(span)), JSON.stringify(budget.where)).toBe(chart);
        const parts = contributors[index] ?? [];
        const others = answers.filter(({ currency, rows }) => currency !== budget.currency && rows.length > 0);
        expect(spends[index]?.otherCurrencies).toEqual(others.map(({ currency }) => currency));
        expect(sum(parts.map(({ now }) => now))).toBe(chart);
      }
    });
  });
});

function sum(amounts: string[]): string {
  return plain(amounts.reduce((total, amount) => new Money(total).plus(amount), new Money(0)));
}
