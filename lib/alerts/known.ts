import type { Scope } from "../auth/scope";
import type { Budget } from "../budgets/budget";
import { hasPeriod } from "../budgets/rhythm";
import { sql } from "../db/sql";
import type { Day, Period } from "../focus/period";
import type { Reader } from "../query/snapshot";
import type { KnownAlert } from "./step";

export type StoredVerdict = {
  budget_id: string;
  period_start: Day;
  period_end: Day;
  verdict: string;
  reason: string;
  amount: string | null;
  actual: string;
  forecast: string | null;
  probability: string | null;
  data_through: Day | null;
};

/** What earlier evaluations left. */
export type Known = {
  verdict: (budgetId: string, period: Period) => StoredVerdict | null;
  /** The periods that a budget has verdicts on. */
  judged: (budgetId: string) => Period[];
  /** The first day of the newest period of a budget that has a verdict; charges may not reach it any more. */
  newest: (budget: Budget) => Day | null;
  /** Alerts of periods that begin with this one; those of another length than it are over. */
  alerts: (budgetId: string, period: Period) => KnownAlert[];
  /** The periods in which a budget has alerts that still hold. */
  alerted: (budgetId: string) => Period[];
};

export async function knownOf(read: Reader, { workspaceId }: Scope): Promise<Known> {
  const verdicts = await read.rows<StoredVerdict>(sql`
    select budget_id, period_start, period_end, verdict, reason, evaluation.amount::text, actual::text, forecast::text, probability::text,
           data_through
    from budget_evaluation evaluation join budget on budget.id = budget_id
    where budget.workspace_id = ${workspaceId}::uuid`);
  const rows = await read.rows<KnownAlert & { budgetId: string; periodStart: Day; periodEnd: Day }>(sql`
    select id, budget_id as "budgetId", period_start as "periodStart", period_end as "periodEnd", threshold, episode, state,
           ended_at is not null as "isEnded", calm_loads as "calmLoads", calm_version::text as "calmVersion",
           coalesce(evidence -> 'figures' ->> 'amount', '0') as amount
    from alert where workspace_id = ${workspaceId}::uuid
    order by opened_at, id`);
  const alerts = grouped(rows, ({ budgetId, periodStart }) => `${budgetId} ${periodStart}`);
  const running = grouped(
    rows.filter(({ isEnded }) => !isEnded),
    ({ budgetId }) => budgetId,
  );
  const stored = new Map(verdicts.map((each) => [`${each.budget_id} ${each.period_start} ${each.period_end}`, each]));
  const judged = grouped(verdicts, ({ budget_id }) => budget_id);
  const judgedOf = (budgetId: string) =>
    (judged.get(budgetId) ?? []).map((each) => ({ from: each.period_start, to: each.period_end }));
  return {
    verdict: (budgetId, { from, to }) => stored.get(`${budgetId} ${from} ${to}`) ?? null,
    judged: judgedOf,
    newest: (budget) => {
      const lastFirst = judgedOf(budget.id).sort((one, other) => (one.from > other.from ? -1 : 1));
      return lastFirst.find((period) => hasPeriod(budget, period))?.from ?? null;
    },
    alerts: (budgetId, { from, to }) =>
      (alerts.get(`${budgetId} ${from}`) ?? []).map(({ budgetId: _id, periodStart: _from, periodEnd, ...alert }) => {
        return { ...alert, isEnded: alert.isEnded || periodEnd !== to };
      }),
    alerted: (budgetId) => {
      const periods = (running.get(budgetId) ?? []).map((each) => ({ from: each.periodStart, to: each.periodEnd }));
      return [...new Map(periods.map((period) => [`${period.from} ${period.to}`, period])).values()];
    },
  };
}

function grouped<Row>(rows: Row[], keyOf: (row: Row) => string): Map<string, Row[]> {
  const groups = new Map<string, Row[]>();
  for (const row of rows) {
    const key = keyOf(row);
    const group = groups.get(key) ?? [];
    groups.set(key, group);
    group.push(row);
  }
  return groups;
}
