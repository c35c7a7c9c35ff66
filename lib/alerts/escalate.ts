import { sql } from "../db/sql";
import { inTransaction } from "../db/transaction";

const PATIENCE = "24 hours";
/** What is older, or was snoozed until longer ago, is history: a second address that is named later hears of what comes. */
const REACH = "7 days";

/**
 * Tells the second address of a budget about alerts that nobody acknowledged, assigned, snoozed or resolved within a day;
 * each once, however often and wherever this runs. Returns how many. The time is the database's.
 */
export async function escalateDue(): Promise<number> {
  return await inTransaction(async (run) => {
    const made = await run<{ id: string; recipient: string }>(sql`
      insert into outbox (workspace_id, alert_id, budget_id, threshold, period_start, episode, message, recipient,
        payload, created_at, updated_at)
      select alert.workspace_id, alert.id, alert.budget_id, alert.threshold, alert.period_start, alert.episode,
        'escalation', budget.escalation, alert.evidence, now(), now()
      from alert join budget on budget.id = alert.budget_id
      where (alert.state = 'open' or (alert.state = 'snoozed' and alert.snoozed_until <= now()))
        and alert.ended_at is null and alert.assigned_to is null and budget.escalation is not null
        and budget.state = 'active'
        and alert.opened_at <= now() - ${PATIENCE}::interval
        and greatest(alert.opened_at, alert.snoozed_until) > now() - ${REACH}::interval
      on conflict (budget_id, threshold, period_start, episode, recipient, message) do nothing
      returning alert_id as id, recipient`);
    if (made.length === 0) return 0;
    await run(sql`
      insert into alert_event (alert_id, kind, actor, at, text)
      select id, 'escalated', 'outlay', now(), 'To ' || recipient || '.'
      from jsonb_to_recordset(${JSON.stringify(made)}::jsonb) as made (id uuid, recipient text)`);
    return made.length;
  });
}
