import { afterAll, beforeAll, expect, it } from "vitest";
import { changeBudget, removeBudget } from "../budgets/write";
import { closeDatabase } from "../db/client";
import { pool } from "../db/pool";
import { scratchDatabase } from "../db/scratch";
import { rowsOf, sql } from "../db/sql";
import { evaluateBudgets } from "./evaluate";
import { madeEvaluation, trialNow } from "./made-evaluation";

beforeAll(async () => {
  await scratchDatabase();
});
afterAll(closeDatabase);

it("leaves no verdict of an old rhythm that an evaluation under way puts back", async () => {
  const { scope, budget, judge } = await madeEvaluation("rhythm meanwhile");
  const id = await budget({ amount: { mode: "fixed", amount: "1000" } });
  const removed = await budget({ name: "Removed meanwhile" });
  const holding = await pool().connect();
  try {
    await holding.query("begin");
    await holding.query(sql`select from evaluation_due where workspace_id = ${scope.workspaceId}::uuid for update`);
    const underWay = evaluateBudgets(scope, trialNow);
    await expect.poll(waiting, { timeout: 60_000 }).toBeGreaterThan(0);
    await changeBudget(scope, id, { every: "week" });
    const removing = removeBudget(scope, removed);
    await holding.query("commit");
    await Promise.all([underWay, removing]);
  } finally {
    holding.release();
  }
  await judge();
  const verdicts = await rowsOf<{ days: number }>(sql`
    select distinct period_end - period_start as days from budget_evaluation where budget_id = ${id}::uuid`);
  expect(verdicts).toEqual([{ days: 7 }]);
});

it("opens one alert however many evaluate at once, whatever their clocks say", async () => {
  const { scope, budget, judge, alerts, told } = await madeEvaluation("replicas");
  await budget({ amount: { mode: "fixed", amount: "150" } });
  const late = new Date(trialNow.getTime() + 7 * 60_000);
  const runs = [trialNow, late, trialNow, late].map((clock) => evaluateBudgets(scope, clock, { onlyDue: true }));
  const done = (await Promise.all(runs)).filter((each) => each !== null);
  expect(done).toHaveLength(1);
  await Promise.all([judge(), judge(), judge()]);
  expect((await alerts()).filter(({ state }) => state === "open")).toHaveLength(1);
  expect((await told()).filter(({ state }) => state === "queued")).toHaveLength(1);
});

/** How many wait for a row that another transaction holds. */
async function waiting(): Promise<number> {
  const [row] = await rowsOf<{ waiting: number }>(sql`
    select count(*)::int as waiting from pg_stat_activity
    where wait_event_type = 'Lock' and datname = current_database()`);
  return row?.waiting ?? 0;
}
