import type { Scope } from "../../lib/auth/scope";
import { DomainError } from "../../lib/errors";
import { type OutboxEntry, outboxList } from "../../lib/notify/outbox-list";

/** The one message whose id begins like this. */
export async function messageCalled(scope: Scope, start: string): Promise<OutboxEntry> {
  const found = (await outboxList(scope)).filter(({ id }) => id.startsWith(start.toLowerCase()));
  const [message, other] = found;
  if (message && !other && start.length >= 4) return message;
  if (other) throw new DomainError("invalid", `Several messages begin with ${start}: use more of the id.`);
  throw new DomainError("not_found", `There is no message ${start}. See: outlay outbox list`);
}
