import type { PoolClient } from "pg";
import type { Scope } from "../auth/scope";
import { systemScope } from "../auth/workspaces";
import { type Budget, budgetsWhere } from "../budgets/budget";
import { contributorsTo, foundDrivers, type Overspent } from "../budgets/found-drivers";
import { pool } from "../db/pool";
import { rowsOf, sql } from "../db/sql";
import { inTransaction, runOn } from "../db/transaction";
import { logError } from "../log";
import { othersWaitUntil } from "../notify/hold";
import { conditionNames } from "../query/condition-names";
import { inSnapshot, type Reader, unhurried } from "../query/snapshot";
import type { AlertEvidence } from "./evidence";
import { savingIn } from "./saving";

/** An alert whose drivers could not be found for so long stays without. */
const GIVEN_UP = "1 day";
/** So many are looked at in one snapshot; after that it is seen whether others are further over by now. */
const AT_ONCE = 100;

/**
 * Finds what drives the alerts that evaluations opened, those furthest over first, and lets their messages go.
 * `explained` is called after each, because its messages can leave before the next one is looked at.
 */
export async function explainDue(explained: () => void = () => {}): Promise<number> {
  const due = await rowsOf<{ id: string }>(sql`
    select distinct workspace_id as id from alert where drivers_awaited_until > now() - ${GIVEN_UP}::interval`);
  let count = 0;
  for (const { id } of due) {
    try {
      count += await explainAlerts(await systemScope(id), explained);
    } catch (error) {
      // The other workspaces do not wait for this one.
      logError(error, { workspace: id, where: "explain alerts" });
    }
  }
  return count;
}

/** The same for one workspace; who comes while somebody is at it leaves it to them. */
export async function explainAlerts(scope: Scope, explained: () => void = () => {}): Promise<number> {
  const client = await pool().connect();
  let broken = true;
  try {
    const count = await alone(client, scope, async () => await explainAll({ ...scope, rows: null }, explained));
    broken = false;
    return count;
  } finally {
    // Postgres frees the lock with a connection that is thrown away.
    client.release(broken);
  }
}

async function alone(client: PoolClient, { workspaceId }: Scope, work: () => Promise<number>): Promise<number> {
  const run = runOn(client);
  const lock = sql`hashtextextended(${workspaceId}, 726007)`;
  const [taken] = await run<{ held: boolean }>(sql`select pg_try_advisory_lock(${lock}) as held`);
  if (!taken?.held) return 0;
  const count = await work();
  await run(sql`select pg_advisory_unlock(${lock})`);
  return count;
}

type Unexplained = Overspent & { alertId: string };

/** Until nothing is left: who came meanwhile was sent away, and what they came for is not in the snapshot. */
async function explainAll(scope: Scope, explained: () => void): Promise<number> {
  const failed: string[] = [];
  for (let total = 0; ; ) {
    const count = await explainNext(scope, failed, explained);
    if (count === 0) return total;
    total += count;
  }
}

async function explainNext(scope: Scope, failed: string[], explained: () => void): Promise<number> {
  return await inSnapshot(async (read) => {
    await read.rows(unhurried);
    const alerts = await unexplained(read, scope, failed);
    const contributors = await contributorsTo(read, scope, alerts);
    let count = 0;
    for (const [at, alert] of alerts.entries()) {
      await read.rows(sql`savepoint explaining`);
      try {
        const drivers = await foundDrivers(read, scope, alert, contributors[at] ?? []);
        const { where } = alert.budget;
        await record(alert.alertId, {
          drivers,
          saving: await savingIn(scope, alert.budget),
          names: await conditionNames(read, scope, where),
        });
        count += 1;
        explained();
      } catch (error) {
        // The others are explained all the same; this one is tried again later, and its messages do not wait for ever.
        logError(error, { alert: alert.alertId, where: "explain alerts" });
        failed.push(alert.alertId);
        await read.rows(sql`rollback to savepoint explaining`);
        await letOthersGo(alert.alertId);
        explained();
      }
    }
    return count;
  });
}

/** Budgets as they were when the alerts fired. */
async function unexplained(read: Reader, { workspaceId }: Scope, failed: string[]): Promise<Unexplained[]> {
  const rows = await read.rows<{ id: string; budgetId: string; evidence: AlertEvidence }>(sql`
    select id, budget_id as "budgetId", evidence from alert
    where workspace_id = ${workspaceId}::uuid and drivers_awaited_until > now() - ${GIVEN_UP}::interval
      and id <> all(${failed}::uuid[])
    order by (evidence -> 'figures' ->> 'used')::numeric desc nulls first, id limit ${AT_ONCE}`);
  const ids = [...new Set(rows.map(({ budgetId }) => budgetId))];
  const budgets = new Map<string, Budget>(
    (await budgetsWhere(read.rows, sql`id = any(${ids}::uuid[])`)).map((budget) => [budget.id, budget]),
  );
  return rows.flatMap(({ id, budgetId, evidence }): Unexplained[] => {
    const budget = budgets.get(budgetId);
    if (!budget) return [];
    const { where, metric, includes, currency } = evidence.budget;
    return [
      {
        alertId: id,
        budget: { ...budget, where, metric, includes, currency },
        verdict: {
          period: { from: evidence.period.from, to: evidence.period.to },
          ended: evidence.period.ended,
          dataThrough: evidence.dataThrough,
          figures: evidence.figures,
        },
      },
    ];
  });
}

/** What drives it is not known soon: the other mails of its readers do not wait for it. */
async function letOthersGo(alertId: string): Promise<void> {
  await rowsOf(sql`
    update alert set drivers_awaited_until = least(drivers_awaited_until, ${othersWaitUntil}) where id = ${alertId}::uuid`);
}

/** A message that was tried already stays the mail that it was. */
async function record(alertId: string, found: Pick<AlertEvidence, "drivers" | "saving" | "names">): Promise<void> {
  const more = JSON.stringify(found);
  await inTransaction(async (run) => {
    await run(sql`
      update alert set evidence = evidence || ${more}::jsonb, drivers_awaited_until = null where id = ${alertId}::uuid`);
    await run(sql`
      update outbox set payload = payload || ${more}::jsonb where alert_id = ${alertId}::uuid and message_id is null`);
  });
}
