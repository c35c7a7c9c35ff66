import { addDays } from "@/lib/focus/period";
import type { Week } from "@/lib/query/shapes/weekdays";

type Entry = NonNullable<Week["days"][number]>;

/** Between the ordinary finished days: a day of tax and fees alone, or one that still runs, would make all others alike. */
export function reachOf(days: Entry[]): [low: number, high: number] {
  const charged = days.filter(({ amount }) => amount !== null);
  const finished = charged.filter(({ unfinished }) => !unfinished);
  const amounts = (finished.length > 0 ? finished : charged).map(({ amount }) => Number(amount)).sort((a, b) => a - b);
  const at = (share: number) => amounts[Math.floor((amounts.length - 1) * share)] ?? 0;
  return [at(0.05), at(0.95)];
}

const steps: Record<string, number> = { ArrowUp: -1, ArrowDown: 1, ArrowLeft: -7, ArrowRight: 7 };

/** Weeks stand side by side: to the side is a week, below the next day. */
export function dayBeside(day: string, key: string): string | null {
  const step = steps[key];
  return step ? addDays(day, step) : null;
}
