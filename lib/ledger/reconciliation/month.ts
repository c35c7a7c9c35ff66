import { requireWholeBill, type Scope } from "../../auth/scope";
import { DomainError } from "../../errors";
import { plain, sumOf } from "../../focus/money";
import type { Day } from "../../focus/period";
import { sourceInScope } from "../source-one";
import { type Answer, answersOf } from "./confirm";
import { type Counted, comesInPairs, countedSlices, type Which } from "./counted";
import { type Evidence, evidenceFor, keyOf, type Split } from "./evidence";
import { gapLines } from "./gap-lines";
import { gapsIn } from "./gaps";
import { copiesIn } from "./repeated";
import { lineOf, type MonthLine, type Part } from "./report";
import { type Version, versionsOf } from "./restated";
import { verdictOf } from "./verdict";

/** Everything that is known of one month of one source, in one currency. */
export type MonthDetail = {
  line: MonthLine;
  days: Split[];
  kinds: Split[];
  accounts: Part[];
  /** Charges that are in the month more than once, alike in every column. */
  copies: { rows: number; billed: string };
};

export type ReconciledMonth = {
  sourceId: string;
  source: string;
  month: Day;
  details: MonthDetail[];
  /** Billing accounts whose period of the month is not in the ledger, and should be. */
  gaps: MonthLine[];
  versions: Version[];
  /** Whether bills of the month have all their charges in equal pairs that no control total judges; null where none has. */
  pairs: "doubted" | "confirmed" | null;
  /** What people said of them. */
  answers: Answer[];
};

/** One month of one source, day by day and kind by kind, with the history of what it said before. */
export async function reconciledMonth(scope: Scope, which: Which, today: Day): Promise<ReconciledMonth> {
  requireWholeBill(scope, "Reconciliation compares");
  const source = await sourceInScope(scope, which.sourceId);
  // That something is missing shows beside other months alone.
  const all = await countedSlices(scope);
  const isAsked = ({ sourceId, month }: Which) => sourceId === source.id && month === which.month;
  const counted = all.filter(isAsked);
  const gaps = gapLines(gapsIn(all, today).filter(isAsked));
  const [evidence, versions, answers] = await Promise.all([
    evidenceFor(counted),
    versionsOf(scope, which),
    answersOf(scope, which),
  ]);
  if (counted.length === 0 && versions.length === 0 && gaps.length === 0) {
    throw new DomainError("not_found", `${source.name} has nothing for ${which.month.slice(0, 7)}.`);
  }
  const copies = await copiesIn(counted);
  const currencies = [...new Set(counted.map(({ currency }) => currency))].sort();
  const details = currencies.flatMap((currency) => {
    const own = counted.filter((one) => one.currency === currency);
    return detailOf(own, { evidence, today, copies: copies.get(currency) ?? { rows: 0, billed: "0" } });
  });
  return {
    sourceId: source.id,
    source: source.name,
    month: which.month,
    details,
    gaps,
    versions,
    pairs: pairsIn(counted),
    answers,
  };
}

function pairsIn(counted: Counted[]): ReconciledMonth["pairs"] {
  const paired = counted.filter(comesInPairs);
  if (paired.length === 0) return null;
  return paired.every(({ confirmed }) => confirmed) ? "confirmed" : "doubted";
}

type Found = { evidence: Map<string, Evidence>; today: Day; copies: MonthDetail["copies"] };

function detailOf(counted: Counted[], { evidence, today, copies }: Found): MonthDetail[] {
  const parts = counted.map((one) => ({ counted: one, verdict: verdictOf(one, evidence.get(keyOf(one)), today) }));
  // A member's days and kinds are in those of its payer.
  const all = counted.filter(({ memberOf }) => memberOf === null).flatMap((one) => evidence.get(keyOf(one)) ?? []);
  return lineOf(parts, new Map()).map((line) => ({
    line,
    days: added(all.flatMap(({ days }) => days)),
    kinds: added(all.flatMap(({ kinds }) => kinds)),
    accounts: parts,
    copies,
  }));
}

/** The same day or kind of several accounts as one. */
function added(splits: Split[]): Split[] {
  const byName = new Map<string, Split[]>();
  for (const split of splits) byName.set(split.name, [...(byName.get(split.name) ?? []), split]);
  return [...byName]
    .sort(([one], [other]) => (one < other ? -1 : 1))
    .map(([name, group]) => {
      const stated = group.flatMap((split) => split.stated ?? []);
      return {
        name,
        ours: plain(sumOf(group.map(({ ours }) => ours))),
        stated: stated.length === 0 ? null : plain(sumOf(stated)),
      };
    });
}
