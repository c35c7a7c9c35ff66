import { ExactSum, largestById, sumText } from "../focus/money";
import type { CostAnswer, CostAnswers, CostRow } from "./answer";
import { type Change, change } from "./change";
import { keyLabel } from "./key-label";
import { shareOf } from "./overview/ranking";
import type { CostQuery } from "./spec";

export type BreakdownRow = {
  id: string;
  keys: CostRow["keys"];
  label: string;
  amount: string;
  /** Of the total; null where that is zero or a credit, of which no share makes sense. */
  share: number | null;
  /** Only where a comparison was asked for. */
  before: string | null;
  change: Change | null;
};

/** Every name of one currency over the whole period, largest first, beside what it was in the comparison period. */
export type Breakdown = {
  currency: string;
  rows: BreakdownRow[];
  total: string;
  before: string | null;
  change: Change | null;
};

export function breakdown({ answers, compared, labels }: CostAnswers, query: CostQuery, currency: string): Breakdown {
  const now = answers.find((answer) => answer.currency === currency);
  const then = compared?.find((answer) => answer.currency === currency);
  const total = now?.total ?? "0";
  const before = compared ? (then?.total ?? "0") : null;
  const rows = [...byName(query, now, then)].map(([id, { keys, amount, earlier }]): BreakdownRow => {
    const label = keyLabel(query.groupBy, keys, labels);
    const rest = compared
      ? { before: earlier?.text ?? "0", change: change(earlier?.text ?? null, amount?.text ?? null) }
      : { before: null, change: null };
    const text = amount?.text ?? "0";
    return { id, keys, label, amount: text, share: shareOf(text, total), ...rest };
  });
  return {
    currency,
    rows: largestById(rows, ({ amount }) => amount),
    total,
    before,
    change: before === null ? null : change(before, total),
  };
}

/** Rows as one, so that what a table leaves out still adds up to its total. */
export function restOf(rows: BreakdownRow[]): { count: number; amount: string; before: string; change: string } {
  return {
    count: rows.length,
    amount: sumText(rows.map(({ amount }) => amount)),
    before: sumText(rows.map(({ before }) => before ?? "0")),
    change: sumText(rows.map(({ change: moved }) => moved?.amount ?? "0")),
  };
}

type Sums = { keys: CostRow["keys"]; amount: ExactSum | null; earlier: ExactSum | null };

function byName({ groupBy }: CostQuery, now: CostAnswer | undefined, then: CostAnswer | undefined): Map<string, Sums> {
  const names = new Map<string, Sums>();
  const sums = ({ keys }: CostRow) => {
    const id = JSON.stringify(groupBy.map((dimension) => keys[dimension] ?? null));
    const known = names.get(id) ?? { keys, amount: null, earlier: null };
    names.set(id, known);
    return known;
  };
  for (const row of now?.rows ?? []) {
    const name = sums(row);
    name.amount = (name.amount ?? new ExactSum()).add(row.amount);
  }
  for (const row of then?.rows ?? []) {
    const name = sums(row);
    name.earlier = (name.earlier ?? new ExactSum()).add(row.amount);
  }
  return names;
}
