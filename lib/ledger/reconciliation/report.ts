import { requireWholeBill, type Scope } from "../../auth/scope";
import { plain, sumOf } from "../../focus/money";
import type { Day } from "../../focus/period";
import { type Counted, countedSlices } from "./counted";
import { evidenceFor, keyOf } from "./evidence";
import { gapLines } from "./gap-lines";
import { gapsIn } from "./gaps";
import { type Restated, restatedMonths } from "./restated";
import { shareOf } from "./share";
import { type MonthState, monthStates, needsEvidence, type Verdict, verdictOf } from "./verdict";

/** One month of one source in one currency, over all of its billing accounts. */
export type MonthLine = {
  sourceId: string;
  source: string;
  month: Day;
  currency: string;
  accounts: number;
  /** Null when nothing of the month is in the ledger from this source. */
  ours: string | null;
  file: string | null;
  control: string | null;
  /** Who stated the control total: the source itself, or the summary that is set aside. */
  controlSource: string | null;
  /** Ours less the control total, over the accounts that have one. */
  difference: string | null;
  /** Of the control total, as a share; null when there is none or it is zero. */
  share: string | null;
  state: MonthState;
  reasons: string[];
  restated: Restated | null;
};

export type ReconciliationReport = {
  /** The newest month first, source by source. */
  lines: MonthLine[];
  counts: Record<MonthState, number>;
  /** Sources that serve as control totals alone, with the months they do so for. */
  controls: { source: string; months: number }[];
};

/** An account's part of a line. */
export type Part = { counted: Counted; verdict: Verdict };

/** How every month of every source compares with what was stated for it. */
export async function reconciliation(scope: Scope, today: Day): Promise<ReconciliationReport> {
  requireWholeBill(scope, "Reconciliation compares");
  const counted = await countedSlices(scope);
  const [parts, restated] = await Promise.all([judged(counted, today), restatedMonths(scope)]);
  const lines = [...grouped(parts).values()].flatMap((group) => lineOf(group, restated));
  const all = [...lines, ...gapLines(gapsIn(counted, today))].sort(bySourceAndMonth);
  return { lines: all, counts: countsOf(all), controls: controlsIn(counted) };
}

/** Evidence is looked up for what differs alone: most months agree. */
async function judged(counted: Counted[], today: Day): Promise<Part[]> {
  const evidence = await evidenceFor(counted.filter(needsEvidence));
  return counted.map((one) => ({ counted: one, verdict: verdictOf(one, evidence.get(keyOf(one)), today) }));
}

function grouped(parts: Part[]): Map<string, Part[]> {
  const groups = new Map<string, Part[]>();
  for (const part of parts) {
    const { sourceId, month, currency } = part.counted;
    const key = `${sourceId} ${month} ${currency}`;
    groups.set(key, [...(groups.get(key) ?? []), part]);
  }
  return groups;
}

export function lineOf(parts: Part[], restated: Map<string, Restated>): MonthLine[] {
  const [first] = parts;
  if (!first) return [];
  const { sourceId, source, month, currency } = first.counted;
  const compared = parts.flatMap(({ counted }) => counted.control ?? []);
  const whole = parts.filter(({ counted }) => counted.memberOf === null);
  const inFiles = whole.flatMap(({ counted }) => counted.file ?? []);
  const differences = parts.flatMap(({ verdict }) => verdict.difference ?? []);
  const difference = differences.length > 0 ? plain(sumOf(differences)) : null;
  const control = compared.length > 0 ? plain(sumOf(compared.map(({ amount }) => amount))) : null;
  const worst = monthStates.find((state) => parts.some(({ verdict }) => verdict.state === state)) ?? "uncompared";
  const reasons = parts.filter(({ verdict }) => verdict.state === worst).flatMap(({ verdict }) => verdict.reasons);
  const names = [...new Set(compared.map((one) => one.source))];
  return [
    {
      ...{ sourceId, source, month, currency, accounts: whole.length, control, difference, state: worst },
      ours: plain(sumOf(whole.map(({ counted }) => counted.ours))),
      file: inFiles.length === whole.length ? plain(sumOf(inFiles)) : null,
      controlSource: names.length > 0 ? names.join(", ") : null,
      share: shareOf(difference, control),
      reasons: [...new Set(reasons)],
      restated: restated.get(`${sourceId} ${month} ${currency}`) ?? null,
    },
  ];
}

function bySourceAndMonth(one: MonthLine, other: MonthLine): number {
  const order = one.source.localeCompare(other.source) || other.month.localeCompare(one.month);
  return order || one.currency.localeCompare(other.currency);
}

function countsOf(lines: MonthLine[]): Record<MonthState, number> {
  const counts = Object.fromEntries(monthStates.map((state) => [state, 0])) as Record<MonthState, number>;
  for (const { state } of lines) counts[state]++;
  return counts;
}

function controlsIn(counted: Counted[]): ReconciliationReport["controls"] {
  const months = new Map<string, Set<Day>>();
  for (const { control, month } of counted) {
    if (!control || control.isOwn) continue;
    months.set(control.source, (months.get(control.source) ?? new Set()).add(month));
  }
  return [...months].map(([source, those]) => ({ source, months: those.size }));
}
