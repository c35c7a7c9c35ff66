import type { Scope } from "../../auth/scope";
import { sql } from "../../db/sql";
import { addDays, addMonths, type Day, daysBetween, earlierOf, monthOf, type Period } from "../../focus/period";
import { completeThrough, dataThrough } from "../data-through";
import { inSnapshot } from "../snapshot";

/** Which days the overview speaks of: where data ends earlier than today, the month it ends in is the current one. */
export type Frame = {
  today: Day;
  /** The first and the last day that any charge is in for. */
  begins: Day;
  dataThrough: Day;
  /** The last day that is settled enough to be compared. */
  complete: Day;
  /** The complete days of the current month, and all of its days. */
  monthToDate: Period;
  month: Period;
  /** The currency that every panel asks for; without it each billing currency stays apart. */
  currency?: string;
};

/** What a question of the overview takes from its frame beside the days. */
export function inCurrency({ currency }: Pick<Frame, "currency">): { currency?: string } {
  return currency ? { currency } : {};
}

/** Null while the workspace has no charges. */
export async function overviewFrame(scope: Scope, today: Day): Promise<Frame | null> {
  return await inSnapshot(async (read) => {
    const through = await dataThrough(read, scope, { from: "1970-01-01", to: "2200-01-01" });
    const [found] = await read.rows<{ begins: Day | null }>(sql`
      select min(first_day) as begins from import_slice
      where workspace_id = ${scope.workspaceId}::uuid and state = 'current'`);
    return through && found?.begins ? frameOf({ begins: found.begins, dataThrough: through }, today) : null;
  });
}

export function frameOf(reach: Pick<Frame, "begins" | "dataThrough">, today: Day): Frame {
  const complete = completeThrough(reach.dataThrough, today);
  const month = monthOf(complete);
  return { ...reach, today, complete, month, monthToDate: { from: month.from, to: addDays(complete, 1) } };
}

/** The same number of days of an earlier month, or all of it where it has fewer. */
export function sameDays(monthToDate: Period, monthsBack: number): Period {
  const from = addMonths(monthToDate.from, -monthsBack);
  return { from, to: earlierOf(addDays(from, daysBetween(monthToDate)), monthOf(from).to) };
}
