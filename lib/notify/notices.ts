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

/** Tells one person something, once for each key. */
export function noticeTo(workspaceId: string, recipient: string, key: string, notice: Notice): Sql {
  return sql`
    insert into outbox (workspace_id, notice_key, message, recipient, payload, created_at, updated_at)
    values (${workspaceId}::uuid, ${key}, 'notice', ${recipient}, ${JSON.stringify(notice)}::jsonb, now(), now())
    on conflict (workspace_id, notice_key, recipient) do nothing`;
}
