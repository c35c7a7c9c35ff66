import type { State } from "@/components/ui/status";
import type { AlertMessage } from "@/lib/alerts/list";

export const messageStates: Record<AlertMessage["state"], { state: State; word: string }> = {
  queued: { state: "unknown", word: "Waiting" },
  deferred: { state: "warn", word: "Tried, to be tried again" },
  sent: { state: "good", word: "Sent" },
  failed: { state: "bad", word: "Failed" },
  suppressed: { state: "unknown", word: "Not sent" },
};

export const messageKinds: Record<AlertMessage["message"], string> = {
  alert: "Alert",
  escalation: "Escalation",
  late_charges: "Late charges",
  retraction: "Taken back",
  eased: "All clear",
};
