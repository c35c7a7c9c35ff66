import { freshnessWords } from "@/components/source-words";
import { type State, Status } from "@/components/ui/status";
import type { SourceSummary } from "@/lib/ledger/source-list";
import type { FreshnessState } from "@/lib/query/overview/freshness";

const words = {
  ...freshnessWords,
  paused: { state: "unknown", word: "Paused" },
  unproven: { state: "warn", word: "Not connected yet" },
} satisfies Record<string, { state: State; word: string }>;

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
