import { reconciliationWords } from "@/components/source-words";
import { type State, Status } from "@/components/ui/status";
import type { Reconciliation, RunReport } from "@/lib/ledger/runs";

const states: Record<RunReport["state"], { state: State; word: string }> = {
  queued: { state: "unknown", word: "Waiting" },
  running: { state: "unknown", word: "Running" },
  succeeded: { state: "good", word: "Imported" },
  unchanged: { state: "good", word: "Unchanged" },
  failed: { state: "bad", word: "Failed" },
  partial: { state: "warn", word: "Partly imported" },
};

export function RunStatus({ state, pill = false }: { state: RunReport["state"]; pill?: boolean }) {
  const known = states[state];
  return (
    <span className="flex">
      <Status state={known.state} pill={pill}>
        {known.word}
      </Status>
    </span>
  );
}

export function ReconciliationStatus({ state }: { state: Reconciliation }) {
  const known = reconciliationWords[state];
  return (
    <span className="flex">
      <Status state={known.state}>{known.word}</Status>
    </span>
  );
}
