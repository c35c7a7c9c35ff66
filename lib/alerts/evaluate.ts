import type { PoolClient } from "pg";
import type { Scope } from "../auth/scope";
import { budgetsWhere } from "../budgets/budget";
import { type BudgetSpend, type Judgement, judgedPeriods } from "../budgets/judge";
import { readSpend } from "../budgets/read-spend";
import { pool } from "../db/pool";
import { sql } from "../db/sql";
import { type Run, runOn } from "../db/transaction";
import { Money } from "../focus/money";
import type { Reader } from "../query/snapshot";
import { type Known, knownOf, type StoredVerdict } from "./known";
import { type BudgetStep, recordSteps } from "./record-steps";
import { recordVerdicts, removeOutlived } from "./record-verdicts";
import { alertStep } from "./step";
import { outlived, vanished } from "./without-basis";

/** What an evaluation did; `judgements` are the verdicts it stored. */
export type Evaluation = { dataVersion: string; judgements: Judgement[]; opened: number; ended: number };

const TRIES = 5;
const SERIALIZATION_FAILURE = "40001";

/**
 * Judges every active budget of a workspace against one snapshot of the ledger and stores verdicts, alerts and the
 * messages that are due in one transaction. However often and wherever it runs, the same data has the same outcome once.
 * What drives the alerts is found afterwards, by `explainAlerts`.
 * Budgets are about the whole bill, also where somebody who sees a part of it asked.
 * With `onlyDue` nothing happens unless charges or a budget changed since the last time.
 */
export async function evaluateBudgets(
  scope: Scope,
  now: Date,
  { onlyDue = false }: { onlyDue?: boolean } = {},
): Promise<Evaluation | null> {
  const client = await pool().connect();
  const lock = sql`hashtextextended(${scope.workspaceId}, 726005)`;
  // A connection whose lock is in doubt serves nobody else: Postgres frees the lock with it.
  let broken = true;
  try {
    // Held from before the snapshot until after the commit, so that who waited sees what the other did.
    await client.query(sql`select pg_advisory_lock(${lock})`);
    try {
      return await tried(client, () => evaluated(client, { ...scope, rows: null }, now, onlyDue));
    } finally {
      await client.query(sql`select pg_advisory_unlock(${lock})`);
      broken = false;
    }
  } finally {
    client.release(broken);
  }
}

/** Somebody acted on an alert meanwhile: what they did is seen by trying again. */
async function tried<Result>(client: PoolClient, work: () => Promise<Result>): Promise<Result> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      await client.query("begin isolation level repeatable read");
      const result = await work();
      await client.query("commit");
      return result;
    } catch (error) {
      await client.query("rollback").catch(() => {});
      const isRepeatable = error instanceof Error && "code" in error && error.code === SERIALIZATION_FAILURE;
      if (!isRepeatable || attempt === TRIES) throw error;
    }
  }
}

async function evaluated(client: PoolClient, scope: Scope, now: Date, onlyDue: boolean): Promise<Evaluation | null> {
  const read = readerOf(client);
  // Sums of many charges come out as few rows: what those cost to hand over is no reason not to sum in parallel.
  await client.query("set local work_mem = '64MB'; set local parallel_tuple_cost = 0.01");
  const [due] = await read.rows<{ last: string | null; version: string }>(sql`
    select workspace.data_version::text as version,
           (select max(id) from evaluation_due where workspace_id = workspace.id)::text as last
    from workspace where id = ${scope.workspaceId}::uuid`);
  if (!due || (onlyDue && due.last === null)) return null;

  const all = await budgetsWhere(read.rows, sql`workspace_id = ${scope.workspaceId}::uuid`);
  const budgets = all.filter(({ state }) => state === "active");
  const spends = await readSpend(read, scope, budgets);
  const known = await knownOf(read, scope);
  const judgements = budgets.flatMap((budget, index): Judged[] => {
    const spend = spends[index];
    if (!spend) return [];
    const periods = judgedPeriods(budget, { ...spend, newest: known.newest(budget) }, now);
    return [{ budget, periods: [...vanished(budget, periods, spend, known), ...periods], spend }];
  });
  const steps = judgements.flatMap((judgement) => stepsOf(judgement, known, due.version));
  await removeOutlived(read.rows, all, known);
  await recordVerdicts(read.rows, { judgements, known, dataVersion: due.version, now });
  await recordSteps(read.rows, scope, { steps, dataVersion: due.version, now });
  if (due.last !== null) {
    await read.rows(
      sql`delete from evaluation_due where workspace_id = ${scope.workspaceId}::uuid and id <= ${due.last}::bigint`,
    );
  }
  const count = (of: (each: BudgetStep) => number) => steps.reduce((sum, each) => sum + of(each), 0);
  return {
    dataVersion: due.version,
    judgements,
    opened: count(({ step }) => step.opens.filter(({ state }) => state === "open").length),
    ended: count(({ step }) => step.ends.length),
  };
}

type Judged = Judgement & { spend: BudgetSpend };

function stepsOf({ budget, periods, spend }: Judged, known: Known, dataVersion: string): BudgetStep[] {
  const created = budget.createdAt.toISOString().slice(0, 10);
  return [...outlived(budget, spend, known), ...periods].flatMap((verdict): BudgetStep[] => {
    const before = {
      alerts: known.alerts(budget.id, verdict.period),
      actual: actualOf(known.verdict(budget.id, verdict.period)),
      isHistory: verdict.period.to <= created,
    };
    const step = alertStep(verdict, before, {
      thresholds: budget.thresholds,
      currency: budget.currency,
      dataVersion,
    });
    const isQuiet = [step.opens, step.ends, step.calms, step.supersedes].every((list) => list.length === 0);
    return isQuiet ? [] : [{ budget, verdict, step, spend }];
  });
}

const actualOf = (verdict: StoredVerdict | null) => verdict && new Money(verdict.actual);

function readerOf(client: PoolClient): Reader & { rows: Run } {
  return {
    rows: runOn(client),
    tuples: async <Row extends unknown[]>({ text, values }: ReturnType<typeof sql>) =>
      (await client.query({ text, values, rowMode: "array" })).rows as unknown as Row[],
  } as Reader & { rows: Run };
}
