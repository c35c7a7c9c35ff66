import { covers } from "../auth/covers";
import type { Scope } from "../auth/scope";
import { rowsOf, type Sql, sql } from "../db/sql";
import { env } from "../env";
import { DomainError } from "../errors";
import { budgetMail } from "./budget-mail";
import { type Due, isAlertDue } from "./due";
import { awaitsDrivers, awaitsOthers, holdSql, withPreference } from "./hold";
import { toldName } from "./told-name";

export const outboxStates = ["queued", "sent", "deferred", "failed", "suppressed"] as const;
export type OutboxState = (typeof outboxStates)[number];

/** Why something that is due was not sent yet. */
export type Hold = "no_server" | "demo" | "drivers" | "quiet" | "digest" | "rate";

/** One message to one recipient, and what became of it. */
export type OutboxEntry = {
  id: string;
  message: Due["message"];
  recipient: string;
  channelId: string | null;
  alertId: string | null;
  budgetId: string | null;
  budgetName: string | null;
  subject: string;
  state: OutboxState;
  /** What the mail server answered, or why it is not sent. */
  reason: string | null;
  hold: Hold | null;
  attempts: number;
  createdAt: string;
  nextTryAt: string | null;
  sentAt: string | null;
  messageId: string | null;
  /** Messages that travel in the same mail, this one included. */
  together: number;
};

type Row = Due & {
  recipient: string;
  channelId: string | null;
  budgetName: string | null;
  state: OutboxState;
  reason: string | null;
  hold: Hold | null;
  attempts: number;
  createdAt: Date;
  nextTryAt: Date | null;
  sentAt: Date | null;
  messageId: string | null;
  together: number;
};

const MOST = 500;

export type OutboxFilter = { states?: OutboxState[] | undefined; recipient?: string | undefined };

/** The newest first, at most 500; who may see a part of the bill sees messages about that part. */
export async function outboxList(scope: Scope, { states, recipient }: OutboxFilter = {}): Promise<OutboxEntry[]> {
  const wanted = states ? sql`outbox.state = any(${states}::outbox_state[])` : sql`true`;
  const to = recipient === undefined ? sql`true` : sql`${toldName} = ${recipient}`;
  const rows = await entriesWhere(scope, sql`${wanted} and ${to}`);
  return rows.filter((row) => maySee(scope, row)).map(entryOf);
}

export async function outboxEntry(scope: Scope, id: string): Promise<OutboxEntry> {
  const [row] = await entriesWhere(scope, sql`outbox.id = ${id}::uuid`);
  if (!row || !maySee(scope, row)) throw notThere();
  return entryOf(row);
}

export const notThere = () => new DomainError("not_found", "There is no such message in this workspace.");

/** What admins are told about Outlay is for admins. */
export function maySee({ rows, role }: Scope, due: Due): boolean {
  return isAlertDue(due) ? covers(rows, due.payload.budget.where) : role === "admin";
}

async function entriesWhere({ workspaceId }: Scope, condition: Sql): Promise<Row[]> {
  const hasServer = env().SMTP_URL !== undefined;
  return await rowsOf<Row>(sql`
    select outbox.id, outbox.message::text, ${toldName} as recipient, outbox.channel_id as "channelId",
      outbox.alert_id as "alertId", outbox.budget_id as "budgetId", budget.name as "budgetName",
      outbox.payload - 'course' as payload, outbox.state::text, outbox.reason, outbox.attempts,
      outbox.created_at as "createdAt", outbox.next_try_at as "nextTryAt", outbox.sent_at as "sentAt",
      outbox.message_id as "messageId",
      (select count(*)::int from outbox other where other.message_id = outbox.message_id) as together,
      case when outbox.state not in ('queued', 'deferred') then null
        when workspace.kind = 'demo' then 'demo'
        when ${awaitsDrivers} or ${awaitsOthers} then 'drivers'
        when outbox.channel_id is not null then null
        when not ${hasServer} then 'no_server'
        else ${holdSql} end as hold
    from outbox join workspace on workspace.id = outbox.workspace_id ${withPreference}
      left join budget on budget.id = outbox.budget_id
    where outbox.workspace_id = ${workspaceId}::uuid and ${condition}
    order by outbox.created_at desc, outbox.id limit ${MOST}`);
}

function entryOf({ payload: _, createdAt, nextTryAt, sentAt, ...row }: Row): OutboxEntry {
  return {
    ...row,
    subject: subjectOf({ ...row, payload: _ } as Due),
    together: Math.max(1, row.together),
    createdAt: createdAt.toISOString(),
    nextTryAt: nextTryAt?.toISOString() ?? null,
    sentAt: sentAt?.toISOString() ?? null,
  };
}

function subjectOf(due: Due): string {
  if (!isAlertDue(due)) return due.payload.subject;
  return budgetMail(due.message, due.payload, { correction: due.payload.correction }).subject;
}
