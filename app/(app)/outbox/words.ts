import type { State } from "@/components/ui/status";
import type { Hold, OutboxEntry, OutboxState } from "@/lib/notify/outbox-list";

export const stateWords: Record<OutboxState, { state: State; word: string }> = {
  queued: { state: "unknown", word: "Waiting" },
  sent: { state: "good", word: "Sent" },
  deferred: { state: "warn", word: "Trying again" },
  failed: { state: "bad", word: "Given up" },
  suppressed: { state: "unknown", word: "Not sent" },
};

export const messageWords: Record<OutboxEntry["message"], string> = {
  alert: "Alert",
  late_charges: "Late charges",
  retraction: "Retraction",
  escalation: "Escalation",
  eased: "All clear",
  notice: "To admins",
};

const holds: Record<Hold, string> = {
  no_server: "No mail server is set.",
  demo: "The people of the demo company do not exist.",
  drivers: "What drives the alert is being found; the message leaves right after.",
  quiet: "Waits for the end of the reader’s quiet hours.",
  digest: "Waits for the hour at which the reader wants mails.",
  rate: "The reader got many mails within an hour; what waits comes as one.",
};

/** Why it stands where it stands, in a sentence. */
export function outboxDetail({ hold, reason, nextTryAt, state }: OutboxEntry, next: (at: string) => string): string {
  if (hold) return holds[hold];
  const again = state === "deferred" && nextTryAt ? ` Next try ${next(nextTryAt)}.` : "";
  return `${reason ?? ""}${again}`.trim();
}
