import type { Rejection } from "../../lib/ledger/import-outcome";
import { rowsToCorrect } from "../../lib/ledger/import-refusal";

const SHOWN = 20;

/** What is wrong in a file, by row and field; nothing when the refusal's sentence has said it all. */
export function rejectionLines(message: string, rejected: Rejection[], total: number): string[] {
  const toCorrect = rowsToCorrect(message, rejected);
  if (toCorrect.length === 0) return [];
  const lines = toCorrect.slice(0, SHOWN).map(({ file, row, field, value, reason }) => {
    const place = [file, row === null ? null : `row ${row}`, field].filter(Boolean).join(", ");
    return `  ${place}: ${reason}${value === null ? "" : ` (${value})`}`;
  });
  const more = total - lines.length;
  return more > 0 ? [...lines, `  and ${more.toLocaleString("en")} more.`] : lines;
}
