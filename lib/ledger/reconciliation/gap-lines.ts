import { plain, sumOf } from "../../focus/money";
import { listed } from "../import-refusal";
import type { Gap } from "./gaps";
import type { MonthLine } from "./report";
import { shareOf } from "./share";

const MOST_NAMES = 5;

/** One line for each month that is missing or late, over all billing accounts that lack it alike. */
export function gapLines(gaps: Gap[]): MonthLine[] {
  const groups = new Map<string, Gap[]>();
  for (const gap of gaps) {
    const key = JSON.stringify([gap.sourceId, gap.month, gap.currency, gap.state, gap.instead?.source]);
    groups.set(key, [...(groups.get(key) ?? []), gap]);
  }
  return [...groups.values()].flatMap(lineOf);
}

function lineOf(gaps: Gap[]): MonthLine[] {
  const [first] = gaps;
  if (!first) return [];
  const { sourceId, source, month, currency, state, instead } = first;
  const control = instead && plain(sumOf(gaps.flatMap((gap) => gap.instead?.amount ?? [])));
  const difference = control === null ? null : plain(sumOf([control]).negated());
  return [
    {
      ...{ sourceId, source, month, currency, state, control, difference, accounts: gaps.length },
      ...{ ours: null, file: null, restated: null },
      controlSource: instead?.source ?? null,
      share: shareOf(difference, control),
      reasons: [reasonOf(first, gaps.map(({ account }) => account).toSorted())],
    },
  ];
}

function reasonOf({ state, instead }: Gap, accounts: string[]): string {
  const meanwhile = instead ? ` The sums of ${instead.source} count meanwhile.` : "";
  const rest = accounts.length - MOST_NAMES;
  const names = rest > 1 ? [...accounts.slice(0, MOST_NAMES), `${rest} others`] : accounts;
  const [periods, are, have] =
    accounts.length === 1 ? ["period of billing account", "is", "has"] : ["periods of billing accounts", "are", "have"];
  const what = state === "late" ? `${have} not come yet` : `${are} missing between two others`;
  return `The ${periods} ${listed(names)} ${what}.${meanwhile}`;
}
