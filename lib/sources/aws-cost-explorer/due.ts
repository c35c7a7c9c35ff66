import { addDays, addMonths, type Day, dayOf, monthOf, type Period } from "../../focus/period";
import type { Memory, Purpose } from "../source";

/** Cost Explorer keeps the current month and the 13 before it. */
const MONTHS_OF_HISTORY = 13;

/** All the history at first; then the months that are not final, never less than the current one. */
export function dueDays(now: Date, purpose: Purpose, memory: Memory): Period {
  const today = dayOf(now);
  const month = monthOf(today).from;
  const oldest = addMonths(month, -MONTHS_OF_HISTORY);
  const { openFrom } = memory;
  const open = purpose === "sync" && typeof openFrom === "string" ? openFrom : oldest;
  // End is exclusive, so that today is read and the first of a month is a day like any other.
  return { from: clamped(open, oldest, month), to: addDays(today, 1) };
}

const clamped = (day: Day, earliest: Day, latest: Day) => (day < earliest ? earliest : day > latest ? latest : day);
