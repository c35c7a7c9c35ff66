import { addDays, daysBetween, earlierOf, type Period } from "../focus/period";
import { periodAt, type Rhythm } from "./rhythm";

/** As many days of the period before; of a budget with dates of its own, the days right before it. */
export function earlierPart(rhythm: Rhythm, elapsed: Period): Period {
  const length = daysBetween(elapsed);
  if (rhythm.every === "once") return { from: addDays(elapsed.from, -length), to: elapsed.from };
  const before = periodAt(rhythm, addDays(elapsed.from, -1));
  return { from: before.from, to: earlierOf(before.to, addDays(before.from, length)) };
}
