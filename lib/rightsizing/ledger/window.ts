import type { Scope } from "../../auth/scope";
import { addDays, type Day, dayOf, type Period } from "../../focus/period";
import { completeThrough, dataThrough } from "../../query/data-through";
import { inSnapshot, unhurried } from "../../query/snapshot";
import { MONTH_DAYS } from "../words";

/** The last thirty days that hardly change any more; null of a ledger without charges. */
export async function lastMonth(scope: Scope, now: Date): Promise<Period | null> {
  const through = await lastCompleteDay(scope, now);
  return through === null ? null : { from: addDays(through, 1 - MONTH_DAYS), to: addDays(through, 1) };
}

async function lastCompleteDay(scope: Scope, now: Date): Promise<Day | null> {
  const today = dayOf(now);
  const through = await inSnapshot(async (read) => {
    await read.rows(unhurried);
    return await dataThrough(read, scope, { from: addDays(today, -90), to: addDays(today, 1) });
  });
  return through === null ? null : completeThrough(through, today);
}
