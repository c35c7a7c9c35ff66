import { type Sql, sql } from "../db/sql";
import type { Notice } from "./due";

/** Tells every admin of a workspace something about Outlay, once for each key however often it is said. */
export function noticeToAdmins(workspaceId: string, key: string, notice: Notice): Sql {
  return sql`
    insert into outbox (workspace_id, notice_key, message, recipient, payload, created_at, updated_at)
    select ${workspaceId}::uuid, ${key}, 'notice', person.email, ${JSON.stringify(notice)}::jsonb, now(), now()
    from membership join app_user person on person.id = membership.user_id
    where membership.workspace_id = ${workspaceId}::uuid and membership.role = 'admin' and person.disabled_at is null
    on conflict (workspace_id, notice_key, recipient) do nothing`;
}

type Letter = { recipient: string; key: string; notice: Notice /** Why it may not be sent. */; refusal: string | null };

/** Tells one person something, once for each key; what may not be sent is shown in the outbox with the reason. */
export function noticeTo(workspaceId: string, { recipient, key, notice, refusal }: Letter): Sql {
  const state = refusal === null ? "queued" : "suppressed";
  return sql`
    insert into outbox (workspace_id, notice_key, message, recipient, payload, state, reason, created_at, updated_at)
    values (${workspaceId}::uuid, ${key}, 'notice', ${recipient}, ${JSON.stringify(notice)}::jsonb,
      ${state}::outbox_state, ${refusal}, now(), now())
    on conflict (workspace_id, notice_key, recipient) do nothing`;
}
