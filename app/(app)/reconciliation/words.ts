import type { State } from "@/components/ui/status";
import type { MonthLine } from "@/lib/ledger/reconciliation/report";
import type { MonthState } from "@/lib/ledger/reconciliation/verdict";

/** How a month stands, in the same words on every page. */
export const monthWords: Record<MonthState, { state: State; word: string }> = {
  unexplained: { state: "bad", word: "Differs" },
  missing: { state: "bad", word: "Missing" },
  late: { state: "bad", word: "Late" },
  explained: { state: "warn", word: "Explained" },
  open: { state: "unknown", word: "Open" },
  uncompared: { state: "unknown", word: "No control total" },
  matched: { state: "good", word: "Matched" },
};

/** Those that somebody has to look at. */
export const isWrong = (state: MonthState) => monthWords[state].state === "bad";

/** Its provider states no total, so the file is all there is to compare with; what is stored equals it. */
export const isAsInFile = ({ state, file }: Pick<MonthLine, "state" | "file">) =>
  state === "uncompared" && file !== null;

export function monthHref(sourceId: string, month: string): string {
  return `/reconciliation/${sourceId}/${month.slice(0, 7)}`;
}
