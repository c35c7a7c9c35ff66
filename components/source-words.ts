import type { Reconciliation } from "@/lib/ledger/runs";
import type { FreshnessState } from "@/lib/query/overview/freshness";
import type { State } from "./ui/status";

type Words = { state: State; word: string };

/** How a source stands, in the same words on every page. */
export const freshnessWords: Record<FreshnessState, Words> = {
  fresh: { state: "good", word: "Up to date" },
  late: { state: "warn", word: "Late" },
  failed: { state: "bad", word: "Last run failed" },
  partial: { state: "warn", word: "Partly read" },
  syncing: { state: "unknown", word: "Reading" },
  ended: { state: "unknown", word: "Not kept up to date" },
  empty: { state: "unknown", word: "No charges yet" },
};

/** Whether stored sums agree with what was stated for them. */
export const reconciliationWords: Record<Reconciliation, Words> = {
  reconciled: { state: "good", word: "Reconciled" },
  differs: { state: "bad", word: "Differs" },
  "not compared": { state: "unknown", word: "Nothing to compare with" },
};
