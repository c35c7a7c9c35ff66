import type { Rejection } from "@/lib/ledger/import-outcome";
import { rowsToCorrect } from "@/lib/ledger/import-refusal";
import type { RunReport } from "@/lib/ledger/runs";

/** The rows that somebody has to correct; none where a file is refused as a whole, in the sentence alone. */
export function toCorrect({ error, rejected }: RunReport): Rejection[] {
  return rowsToCorrect(error?.message ?? "", rejected);
}
