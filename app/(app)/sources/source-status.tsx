import { type State, Status } from "@/components/ui/status";
import type { SourceSummary } from "@/lib/ledger/source-list";
import type { FreshnessState } from "@/lib/query/overview/freshness";

const words: Record<FreshnessState | "paused" | "unproven", { state: State; word: string }> = {
  fresh: { state: "good", word: "Up to date" },
  late: { state: "warn", word: "Stale" },
  failed: { state: "bad", word: "Failing" },
  syncing: { state: "unknown", word: "Loading" },
  ended: { state: "good", word: "Imported" },
  empty: { state: "unknown", word: "No data yet" },
  paused: { state: "unknown", word: "Paused" },
  unproven: { state: "warn", word: "Not connected yet" },
};

type Props = { source: SourceSummary; freshness: FreshnessState };

/** How a source stands: an icon, a word and a colour. */
export function standingOf({ source, freshness }: Props): { state: State; word: string } {
  return words[standing(source, freshness)];
}

export function SourceStatus(props: Props) {
  const { state, word } = standingOf(props);
  return (
    <Status state={state} pill>
      {word}
    </Status>
  );
}

function standing(source: SourceSummary, freshness: FreshnessState): keyof typeof words {
  if (source.activeRunId) return "syncing";
  if (source.state === "paused") return "paused";
  if (source.lastRun === null && source.lastCheck && !source.lastCheck.ok) return "unproven";
  return freshness;
}
