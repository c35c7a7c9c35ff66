import type { VerdictState } from "@/lib/budgets/verdict";
import type { State } from "../ui/status";

/** How the state of a budget looks and reads. */
export const stateWords: Record<VerdictState | "held" | "paused" | "waiting", { state: State; word: string }> = {
  over: { state: "bad", word: "Over" },
  at_risk: { state: "warn", word: "At risk" },
  on_track: { state: "good", word: "On track" },
  held: { state: "good", word: "Held" },
  unknown: { state: "unknown", word: "Unknown" },
  invalid: { state: "unknown", word: "Invalid" },
  scheduled: { state: "unknown", word: "Not begun" },
  closed: { state: "unknown", word: "Ended" },
  paused: { state: "unknown", word: "Paused" },
  waiting: { state: "unknown", word: "Being judged" },
};
export type ShownState = keyof typeof stateWords;
