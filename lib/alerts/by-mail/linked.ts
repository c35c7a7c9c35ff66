import { mayRead } from "../../auth/may-read";
import { systemScope } from "../../auth/workspaces";
import { rowsOf, sql } from "../../db/sql";
import { DomainError } from "../../errors";
import { type LinkClaims, linkClaims } from "../../notify/links";
import type { AlertEvidence } from "../evidence";

export type Event = { kind: string; actor: string; at: Date; text: string | null };

/** What a signed link is about, as it stands now. */
export type Linked = {
  claims: LinkClaims;
  alertId: string;
  workspaceId: string;
  budget: { id: string; name: string; owner: string | null; recipients: string[]; escalation: string | null };
  period: string;
  reason: string;
  state: string;
  snoozedUntil: Date | null;
  events: Event[];
  /** What unsubscribing is for: this budget, or all that a mail was about. */
  about: { id: string; name: string }[];
  /** The reader gets no mails about any of these. */
  isRefused: boolean;
};

/**
 * Reads a link; that of a mail about several budgets holds as long as one of them is left. Refuses one that is altered,
 * over, about something that is gone, or whose reader lost the right.
 */
export async function linkedBy(token: string, now: Date): Promise<Linked> {
  const claims = linkClaims(token, now);
  const [found] = await rowsOf<
    Omit<Linked, "claims" | "period" | "reason" | "events" | "about" | "isRefused"> & { evidence: AlertEvidence }
  >(sql`
    select alert.id as "alertId", alert.workspace_id as "workspaceId", alert.state, alert.evidence,
      alert.snoozed_until as "snoozedUntil",
      jsonb_build_object('id', budget.id, 'name', budget.name, 'owner', budget.owner,
        'recipients', budget.recipients, 'escalation', budget.escalation) as budget
    from alert join budget on budget.id = alert.budget_id
    where alert.id = ${claims.alertId}::uuid
      or alert.id in (select alert_id from outbox where message_id = ${claims.mail ?? null} and recipient = ${claims.recipient})
    order by alert.id <> ${claims.alertId}::uuid, budget.name limit 1`);
  if (!found) throw new DomainError("not_found", "This budget was removed, so there is nothing left to do.");
  const { evidence, ...rest } = found;
  if (!(await mayRead(claims.recipient, evidence.budget.where))) {
    throw new DomainError("forbidden", "You have no access to this budget any more.");
  }
  const events = await rowsOf<Event>(sql`
    select kind, actor, at, text from alert_event where alert_id = ${claims.alertId}::uuid order by id desc`);
  const about = await budgetsOf(claims, rest.budget.id);
  const isRefused = about.every((each) => each.isRefused);
  return { ...rest, claims, events, about, isRefused, period: evidence.period.name, reason: evidence.reason };
}

async function budgetsOf({ recipient, mail }: LinkClaims, budgetId: string) {
  return await rowsOf<{ id: string; name: string; isRefused: boolean }>(sql`
    select id, name, exists (select from mail_refusal where budget_id = budget.id and address = ${recipient}) as "isRefused"
    from budget where id = ${budgetId}::uuid
      or id in (select budget_id from outbox where message_id = ${mail ?? null} and recipient = ${recipient})
    order by name`);
}

/** The reader of a mail, who may do what its links say and nothing else. */
export async function readerScope({ workspaceId, claims }: Linked) {
  return { ...(await systemScope(workspaceId)), role: "editor" as const, actor: claims.recipient };
}
