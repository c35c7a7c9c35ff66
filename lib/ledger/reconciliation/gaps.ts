import { addDays, addMonths, type Day, monthOf } from "../../focus/period";
import type { Counted } from "./counted";

/** A billing period that a source should have and has not. */
export type Gap = {
  sourceId: string;
  source: string;
  account: string;
  month: Day;
  currency: string;
  /** Between two others, or after the last. */
  state: "missing" | "late";
  /** What a summary of the same account states for it, which counts meanwhile. */
  instead: { source: string; amount: string } | null;
};

/** Long enough after a month's end for every provider to have written its export. */
const DAYS_UNTIL_LATE = 10;

/** Months between two others, and months that a summary has while the export of the same account ends before them. */
export function gapsIn(counted: Counted[], today: Day): Gap[] {
  return [...groups(counted).values()].flatMap((slices) => gapsOf(slices, counted, today));
}

function groups(counted: Counted[]): Map<string, Counted[]> {
  const series = new Map<string, Counted[]>();
  for (const slice of counted) {
    if (!slice.isExport || slice.memberOf !== null) continue;
    const key = JSON.stringify([slice.sourceId, slice.account, slice.currency]);
    series.set(key, [...(series.get(key) ?? []), slice]);
  }
  return series;
}

function gapsOf(slices: Counted[], all: Counted[], today: Day): Gap[] {
  const months = slices.map(({ month }) => month).toSorted();
  const [first = today, last = today] = [months.at(0), months.at(-1)];
  const [one] = slices;
  if (!one) return [];
  const { sourceId, source, account, currency } = one;
  const others = all.filter((each) => !each.isExport && each.account === account && each.currency === currency);
  const overUntil = monthOf(addDays(today, -DAYS_UNTIL_LATE)).from;
  const gaps: Gap[] = [];
  for (let month = addMonths(first, 1); month < overUntil; month = addMonths(month, 1)) {
    if (months.includes(month)) continue;
    const other = others.find((each) => each.month === month);
    const instead = other ? { source: other.source, amount: other.ours } : null;
    if (month > last && !instead) break;
    gaps.push({ sourceId, source, account, month, currency, state: month < last ? "missing" : "late", instead });
  }
  return gaps;
}
