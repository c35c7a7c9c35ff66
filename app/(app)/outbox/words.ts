import type { State } from "@/components/ui/status";
import { holdWords } from "@/lib/notify/hold-words";
import type { OutboxEntry, OutboxState } from "@/lib/notify/outbox-list";

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

/** Why it stands where it stands, in a sentence. */
export function outboxDetail({ hold, reason, nextTryAt, state }: OutboxEntry, next: (at: string) => string): string {
  if (hold) return holdWords[hold];
  const again = state === "deferred" && nextTryAt ? ` Next try ${next(nextTryAt)}.` : "";
  return `${reason ?? ""}${again}`.trim();
}
