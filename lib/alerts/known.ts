import type { Scope } from "../auth/scope";
import { sql } from "../db/sql";
import { Money } from "../focus/money";
import type { Day, Period } from "../focus/period";
import type { Reader } from "../query/snapshot";
import type { KnownAlert } from "./step";

export type StoredVerdict = {
  budget_id: string;
  period_start: Day;
  verdict: string;
  reason: string;
  amount: string | null;
  actual: string;
  forecast: string | null;
  probability: string | null;
  data_through: Day | null;
};

/** What earlier evaluations left: verdicts, and alerts by budget and period. */
export type Known = {
  verdicts: Map<string, StoredVerdict>;
  alerts: Map<string, KnownAlert[]>;
  actual: (budgetId: string, periodStart: Day) => Money | null;
  /** The periods in which a budget has alerts that still hold. */
  alerted: (budgetId: string) => Period[];
};

export async function knownOf(read: Reader, { workspaceId }: Scope): Promise<Known> {
  const verdicts = await read.rows<StoredVerdict>(sql`
    select budget_id, period_start, verdict, reason, evaluation.amount::text, actual::text, forecast::text, probability::text,
           data_through
    from budget_evaluation evaluation join budget on budget.id = budget_id
    where budget.workspace_id = ${workspaceId}::uuid`);
  const rows = await read.rows<KnownAlert & { budgetId: string; periodStart: Day; periodEnd: Day }>(sql`
    select id, budget_id as "budgetId", period_start as "periodStart", period_end as "periodEnd", threshold, episode, state,
           ended_at is not null as "isEnded", calm_loads as "calmLoads", calm_version::text as "calmVersion",
           coalesce(evidence -> 'figures' ->> 'amount', '0') as amount
    from alert where workspace_id = ${workspaceId}::uuid
    order by opened_at, id`);
  const alerts = new Map<string, KnownAlert[]>();
  const alerted = new Map<string, Map<Day, Period>>();
  for (const { budgetId, periodStart, periodEnd, ...alert } of rows) {
    const key = `${budgetId} ${periodStart}`;
    if (!alert.isEnded) {
      const periods = alerted.get(budgetId) ?? new Map<Day, Period>();
      alerted.set(budgetId, periods.set(periodStart, { from: periodStart, to: periodEnd }));
    }
    const list = alerts.get(key) ?? [];
    alerts.set(key, list);
    list.push(alert);
  }
  const byKey = new Map(verdicts.map((each) => [`${each.budget_id} ${each.period_start}`, each]));
  return {
    verdicts: byKey,
    alerts,
    alerted: (budgetId) => [...(alerted.get(budgetId)?.values() ?? [])],
    actual: (budgetId, periodStart) => {
      const found = byKey.get(`${budgetId} ${periodStart}`);
      return found ? new Money(found.actual) : null;
    },
  };
}
