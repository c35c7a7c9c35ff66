import { z } from "zod";
import type { Scope } from "../auth/scope";
import { budgetsWhere } from "../budgets/budget";
import { isSeen } from "../budgets/within-rows";
import { rowsOf, type Sql, sql } from "../db/sql";
import { DomainError } from "../errors";
import type { Day } from "../focus/period";
import { toldName } from "../notify/told-name";
import type { AlertEvidence } from "./evidence";
import type { AlertState } from "./step";

export type AlertEvent = { kind: string; actor: string; at: string; text: string | null };

export type AlertMessage = {
  id: string;
  message: "alert" | "late_charges" | "retraction" | "escalation" | "eased";
  recipient: string;
  state: "queued" | "sent" | "deferred" | "failed" | "suppressed";
  reason: string | null;
  createdAt: string;
  sentAt: string | null;
};

export type AlertSummary = {
  id: string;
  budgetId: string;
  budgetName: string;
  threshold: string;
  from: Day;
  to: Day;
  episode: number;
  /** A snooze that is over counts as open again. */
  state: AlertState;
  late: boolean;
  openedAt: string;
  assignedTo: string | null;
  snoozedUntil: string | null;
  supersededById: string | null;
  endedAt: string | null;
  note: string | null;
  evidence: AlertEvidence;
};

/** An alert with everything that happened to it and every message that it caused. */
export type AlertReport = AlertSummary & { events: AlertEvent[]; messages: AlertMessage[] };

/** A message of one budget, and which alert it speaks of. */
export type BudgetMessage = AlertMessage & { alertId: string; threshold: string; from: Day };

export type AlertFilter = { states?: AlertState[] | undefined; budgetId?: string | undefined };

/**
 * The newest first, and of those that came together the one furthest over; those that only stand in another's shadow are
 * left out unless they are asked for.
 */
export async function alertList(
  scope: Scope,
  now: Date,
  { states, budgetId }: AlertFilter = {},
): Promise<AlertSummary[]> {
  const found = await alertsWhere(scope, now, budgetId === undefined ? sql`true` : sql`budget_id = ${budgetId}::uuid`);
  const wanted = new Set<AlertState>(states ?? ["open", "acknowledged", "snoozed", "resolved", "retracted"]);
  return found.filter(({ state }) => wanted.has(state));
}

export async function alertById(scope: Scope, id: string, now: Date): Promise<AlertReport> {
  const [alert] = isId(id) ? await alertsWhere(scope, now, sql`alert.id = ${id}::uuid`) : [];
  if (!alert) throw new DomainError("not_found", "There is no such alert in this workspace.");
  const events = await rowsOf<AlertEvent & { at: Date }>(sql`
    select kind, actor, at, text from alert_event where alert_id = ${id}::uuid order by id`);
  const messages = await rowsOf<AlertMessage & { createdAt: Date; sentAt: Date | null }>(sql`
    select id, message, ${toldName} as recipient, state, reason, created_at as "createdAt", sent_at as "sentAt"
    from outbox where alert_id = ${id}::uuid order by created_at, message, recipient`);
  return {
    ...alert,
    events: events.map(({ at, ...event }) => ({ ...event, at: at.toISOString() })),
    messages: messages.map(({ createdAt, sentAt, ...message }) => {
      return { ...message, createdAt: createdAt.toISOString(), sentAt: sentAt?.toISOString() ?? null };
    }),
  };
}

/** What drives it is still being found. */
export async function isBeingExplained({ workspaceId }: Scope, id: string): Promise<boolean> {
  const rows = await rowsOf(sql`
    select from alert where id = ${id}::uuid and workspace_id = ${workspaceId}::uuid and drivers_awaited_until > now()`);
  return rows.length > 0;
}

/** How many alerts wait for somebody; a snooze that is over counts again. */
export async function openAlertCount(scope: Scope, now: Date): Promise<number> {
  if (scope.rows !== null) return (await alertList(scope, now, { states: ["open"] })).length;
  const [found] = await rowsOf<{ count: number }>(sql`
    select count(*)::int as count from alert
    where workspace_id = ${scope.workspaceId}::uuid and (state = 'open' or (state = 'snoozed' and snoozed_until <= ${now}))`);
  return found?.count ?? 0;
}

/** The messages that a budget caused, the newest first; those that never were to be sent are left out. */
export async function budgetMessages(scope: Scope, budgetId: string, most: number): Promise<BudgetMessage[]> {
  if (!(await seenBudgets(scope, [budgetId])).has(budgetId)) return [];
  const rows = await rowsOf<BudgetMessage & { createdAt: Date; sentAt: Date | null }>(sql`
    select id, alert_id as "alertId", threshold, period_start as "from", message, ${toldName} as recipient, state, reason,
      created_at as "createdAt", sent_at as "sentAt"
    from outbox where workspace_id = ${scope.workspaceId}::uuid and budget_id = ${budgetId}::uuid and state <> 'suppressed'
    order by created_at desc, message, recipient
    limit ${most}`);
  return rows.map(({ createdAt, sentAt, ...row }) => {
    return { ...row, createdAt: createdAt.toISOString(), sentAt: sentAt?.toISOString() ?? null };
  });
}

/** Which of these budgets the asker may see. */
async function seenBudgets(scope: Scope, ids: string[]): Promise<Set<string>> {
  const budgets = await budgetsWhere(rowsOf, sql`id = any(${[...new Set(ids)]}::uuid[])`);
  return new Set(budgets.filter((budget) => isSeen(scope, budget)).map(({ id }) => id));
}

const isId = (text: string) => z.uuid().safeParse(text).success;

type Row = Omit<AlertSummary, "openedAt" | "snoozedUntil" | "endedAt"> & {
  openedAt: Date;
  snoozedUntil: Date | null;
  endedAt: Date | null;
};

async function alertsWhere(scope: Scope, now: Date, condition: Sql): Promise<AlertSummary[]> {
  const rows = await rowsOf<Row>(sql`
    select alert.id, budget_id as "budgetId", budget.name as "budgetName", threshold, period_start as "from",
      period_end as "to", episode, late, opened_at as "openedAt", assigned_to as "assignedTo",
      snoozed_until as "snoozedUntil", superseded_by as "supersededById", ended_at as "endedAt", note, evidence,
      case when alert.state = 'snoozed' and snoozed_until <= ${now} then 'open'::alert_state else alert.state end as state
    from alert join budget on budget.id = budget_id
    where alert.workspace_id = ${scope.workspaceId}::uuid and ${condition}
    order by opened_at desc, (evidence -> 'figures' ->> 'used')::numeric desc nulls first, budget.name, threshold,
      alert.id`);
  const seen = await seenBudgets(
    scope,
    rows.map(({ budgetId }) => budgetId),
  );
  const shown = rows.filter(({ budgetId }) => seen.has(budgetId));
  return shown.map(({ openedAt, snoozedUntil, endedAt, ...row }) => ({
    ...row,
    openedAt: openedAt.toISOString(),
    snoozedUntil: snoozedUntil?.toISOString() ?? null,
    endedAt: endedAt?.toISOString() ?? null,
  }));
}
