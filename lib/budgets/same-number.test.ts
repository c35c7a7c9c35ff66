import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Scope } from "../auth/scope";
import { closeDatabase } from "../db/client";
import { scratchDatabase } from "../db/scratch";
import { rowsOf, sql } from "../db/sql";
import { Money, plain } from "../focus/money";
import { contributorsOfMany } from "../query/contributors-of-many";
import { charge, question } from "../query/made-charges";
import { addCharges, madeWorkspace } from "../query/made-ledger";
import { costAnswers } from "../query/run";
import { inSnapshot } from "../query/snapshot";
import type { CostQuery } from "../query/spec";
import type { Budget } from "./budget";
import { everies } from "./calendar";
import { judgedPeriods, type PeriodVerdict } from "./judge";
import { manyScope, readSpend } from "./read-spend";
import { budgetQuery } from "./scope";
import { NewBudget } from "./spec";

const SCOPES = 60;
const span = { from: "2026-01-01", to: "2026-04-01" };

let scope: Scope;
beforeAll(async () => {
  await scratchDatabase();
  const kinds = fc.sample(fc.constantFrom("usage", "tax", "credit", "refund", "support"), { numRuns: 80, seed: 7 });
  const charges = fc.sample(charge, { numRuns: 80, seed: 5 });
  const made = charges.map((each, index) => ({ ...each, chargeKind: kinds[index] ?? each.chargeKind }));
  scope = await madeWorkspace("acme", made.slice(0, 40));
  // Ids of a table may lie far apart, and those of others between them.
  await madeWorkspace("others", fc.sample(charge, { numRuns: 20, seed: 6 }));
  await rowsOf(sql`select setval(pg_get_serial_sequence('dim_service', 'id'), 1000000)`);
  await addCharges(scope, made.slice(40));
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
      const contributors = await contributorsOfMany(
        read,
        scope,
        budgets.map((budget) => ({ scope: manyScope(budget), periods: { now: span, before: span } })),
      );
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

  it("show the same number in every period of every calendar", async () => {
    const rhythms = fc.record({
      every: fc.constantFrom(...everies.filter((every) => every !== "once")),
      calendar: fc.record({
        kind: fc.constantFrom("gregorian" as const, "weeks" as const),
        firstMonth: fc.integer({ min: 1, max: 12 }),
        weekStart: fc.integer({ min: 1, max: 7 }),
        pattern: fc.constantFrom("4-4-5" as const, "4-5-4" as const, "5-4-4" as const),
      }),
      timeZone: fc.constantFrom("Pacific/Pago_Pago", "America/New_York", "UTC", "Europe/Berlin", "Pacific/Kiritimati"),
    });
    const made = fc.sample(fc.tuple(question, includes, fc.constantFrom("USD", "EUR"), rhythms), {
      numRuns: CALENDARS,
      seed: 13,
    });
    const budgets = made.map(([query, included, currency, rhythm], id) => ({
      ...budgetOf(query, included, currency, id),
      ...rhythm,
    }));
    let compared = 0;
    await inSnapshot(async (read) => {
      const spends = await readSpend(read, scope, budgets);
      for (const [index, budget] of budgets.entries()) {
        const spend = spends[index];
        const verdicts = spend ? judgedPeriods(budget, spend, new Date("2026-04-02T12:00:00Z")) : [];
        for (const { period, figures } of verdicts.filter((each) => each.figures !== null && spent(each) !== "0")) {
          const { answers } = await costAnswers(read, scope, budgetQuery(budget, period, "total"));
          const chart = answers.find(({ currency }) => currency === budget.currency)?.total ?? "0";
          expect(figures?.actual, JSON.stringify([budget.where, period])).toBe(chart);
          compared += 1;
        }
      }
    });
    expect(compared).toBeGreaterThan(CALENDARS / 2);
  });
});

const CALENDARS = 40;

const spent = ({ figures }: PeriodVerdict) => figures?.actual ?? "0";

function sum(amounts: string[]): string {
  return plain(amounts.reduce((total, amount) => new Money(total).plus(amount), new Money(0)));
}
