import { afterAll, beforeAll, expect, it } from "vitest";
import type { Scope } from "../auth/scope";
import { budgetMarks } from "../budgets/marks";
import { NewBudget } from "../budgets/spec";
import { createBudget } from "../budgets/write";
import { closeDatabase } from "../db/client";
import { scratchDatabase } from "../db/scratch";
import { madeWorkspace, plainCharge } from "../query/made-ledger";
import { evaluateBudgets } from "./evaluate";

const on = (day: string, billed: string) => ({
  ...{ ...plainCharge, service: "Compute", billed, start: `${day}T00:00:00Z`, end: `${day}T23:00:00Z` },
});
let scope: Scope;
beforeAll(async () => {
  await scratchDatabase();
  scope = { ...(await madeWorkspace("acme", [on("2026-06-02", "6"), on("2026-06-04", "7")])), role: "admin" };
});
afterAll(closeDatabase);

it("budgets of the very charges of a chart, whatever order its conditions stand in, and no others", async () => {
  const budget = (name: string, more: object) =>
    createBudget(
      scope,
      NewBudget.parse({ name, metric: "billed", currency: "USD", amount: { mode: "fixed", amount: "10" }, ...more }),
    );
  const compute = { dimension: "service", operator: "in", values: ["Storage", "Compute"] };
  const untaxed = { includes: { credits: true, tax: false, refunds: true, support: true } };
  await budget("Compute", { where: [compute], ...untaxed });
  await budget("Everything", {});
  await evaluateBudgets(scope, new Date("2026-06-06T12:00:00Z"));

  const asked = {
    period: { from: "2026-06-01", to: "2026-07-01" },
    metric: "billed" as const,
    where: [
      { dimension: "chargeKind" as const, operator: "notin" as const, values: ["tax"] },
      { dimension: "service" as const, operator: "in" as const, values: ["Compute", "Storage"] },
    ],
  };
  expect(await budgetMarks(scope, asked, "USD")).toMatchObject([
    { name: "Compute", period: asked.period, amount: "10", currency: "USD", crossedOn: "2026-06-04" },
  ]);
  expect(await budgetMarks(scope, asked, "EUR")).toEqual([]);
  expect(await budgetMarks(scope, { ...asked, metric: "list" }, "USD")).toEqual([]);
  expect((await budgetMarks(scope, { ...asked, where: [] }, "USD")).map(({ name }) => name)).toEqual(["Everything"]);
});
