import { z } from "zod";
import { requireRole, type Scope } from "../auth/scope";
import { WAKE_CHANNEL } from "../db/data-changed";
import { sql } from "../db/sql";
import { inTransaction } from "../db/transaction";
import { DomainError } from "../errors";
import { notThere } from "./outbox-list";

export const OutboxAction = z.strictObject({ action: z.enum(["send", "suppress"]) });
export type OutboxAction = z.output<typeof OutboxAction>;

/**
 * Sends a message now that was given up, waits or was not to be sent, or sees to it that it is not sent. What travels in
 * one mail goes together, under the Message-ID it has.
 */
export async function actOnOutbox(scope: Scope, id: string, { action }: OutboxAction): Promise<void> {
  requireRole(scope, "admin");
  await inTransaction(async (run) => {
    const [found] = await run<{ state: string; messageId: string | null; sentAt: Date | null }>(sql`
      select state::text, message_id as "messageId", sent_at as "sentAt" from outbox
      where id = ${id}::uuid and workspace_id = ${scope.workspaceId}::uuid for update`);
    if (!found) throw notThere();
    if (found.state === "sent") {
      throw new DomainError("conflict", `It was sent on ${found.sentAt?.toISOString().slice(0, 10)} already.`);
    }
    const those = sql`workspace_id = ${scope.workspaceId}::uuid and state <> 'sent'
      and (id = ${id}::uuid or message_id = ${found.messageId})`;
    if (action === "suppress") {
      const reason = `${scope.actor} decided not to send it.`;
      await run(sql`
        update outbox set state = 'suppressed', reason = ${reason}, next_try_at = null, updated_at = now()
        where ${those} and state <> 'suppressed'`);
      return;
    }
    await run(sql`
      update outbox set state = 'queued', reason = ${`${scope.actor} asked to send it.`}, next_try_at = null,
        first_try_at = null, updated_at = now()
      where ${those}`);
    await run(sql`select pg_notify(${WAKE_CHANNEL}, '')`);
  });
}
