import type { State } from "@/components/ui/status";
import type { AlertSummary } from "@/lib/alerts/list";

export const alertStates: Record<AlertSummary["state"], { state: State; word: string }> = {
  open: { state: "bad", word: "Open" },
  acknowledged: { state: "warn", word: "Acknowledged" },
  snoozed: { state: "unknown", word: "Snoozed" },
  resolved: { state: "good", word: "Resolved" },
  retracted: { state: "unknown", word: "Taken back" },
  superseded: { state: "unknown", word: "Told by another" },
};

export const settled: readonly AlertSummary["state"][] = ["resolved", "retracted", "superseded"];
