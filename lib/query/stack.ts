import type { Metric } from "../focus/charge";
import { bySize, ExactSum, largestById, sumText } from "../focus/money";
import { addDays, type Day } from "../focus/period";
import type { CostAnswer, CostAnswers, CostRow } from "./answer";
import { type Bucket, bucketsOf } from "./buckets";
import { completeThrough } from "./data-through";
import { keyLabel } from "./key-label";
import { type Grain, isNameless, metricLabels } from "./names";
import type { CostQuery } from "./spec";

/** The palette has one colour more, for a name that "Other" would only hide. */
export const TOP = 11;

/** One name of the chart over all buckets: null where the bucket has no charges at all, "0" where only this name has none. */
export type Series = Member & {
  /** `absent`: charges without a name (no value, untagged, unattributed). */
  role: "value" | "absent" | "other";
  amounts: (string | null)[];
  /** What "Other" is made of, largest first; empty for every other series. */
  members: Member[];
};

/** `id` stays the same from question to question; keys are null for "Other". */
export type Member = { id: string; keys: CostRow["keys"] | null; label: string; total: string };

/** `unfinished`: charges of the bucket may still arrive, so it is drawn paler. */
type StackBucket = Bucket & { unfinished: boolean };

/** A chart and its table: exact amounts as strings, `points` as floats for pixels only. */
export type Stack = {
  currency: string;
  metric: Metric;
  grain: Grain;
  /** The first month of the year that quarters and years are of. */
  yearStart: number;
  buckets: StackBucket[];
  /** Largest first, "Other" last. */
  series: Series[];
  totals: (string | null)[];
  total: string;
  missing: number;
  /** One list for each bucket, in the order of the series. */
  points: (number | null)[][];
};

type Asked = { query: CostQuery; today: Day; top?: number };
type Labelled = Asked & Pick<CostAnswers, "labels" | "dataThrough">;

/** Names that were summed by the database instead: the members of "Other" and its amount in each bucket. */
export type Tail = {
  members: Member[];
  rows: CostRow[];
  /** Members that are too many to be told. */
  beyond?: number;
};

/** One stack for each currency, the largest first. */
export function stacks({ answers, labels, dataThrough }: CostAnswers, asked: Asked): Stack[] {
  return largestFirst(answers).map((answer) => stack(answer, { ...asked, labels, dataThrough }));
}

/** Orders currencies by the size of their amounts: which is worth more is not for us to say without a rate. */
export function largestFirst<Sized extends { total: string; currency: string }>(answers: Sized[]): Sized[] {
  return answers.toSorted((a, b) => bySize(a.total, b.total) || (a.currency < b.currency ? -1 : 1));
}

/** Rows to the shape of a chart: every bucket of the period, the largest names, the rest as "Other". */
export function stack(answer: CostAnswer, asked: Labelled, tail?: Tail): Stack {
  const { query, today, dataThrough } = asked;
  const complete = dataThrough === null ? null : completeThrough(dataThrough, today);
  const buckets = bucketsOf(query.period, query.grain, query.yearStart).map((bucket) => ({
    ...bucket,
    unfinished: complete !== null && addDays(bucket.days.to, -1) > complete,
  }));
  const places = new Map(buckets.map(({ start }, index) => [start, index]));
  const placeOf = (row: CostRow) => (row.bucket === null ? 0 : (places.get(row.bucket) ?? 0));
  const totals = totalsOf([...answer.rows, ...(tail?.rows ?? [])], placeOf, buckets.length);
  const top = topSeries(answer.rows, asked);
  const series = (tail ? [...top, restOf(tail.members, tail.rows, tail.beyond)] : top).map((each) =>
    toSeries(each, placeOf, totals),
  );
  return {
    currency: answer.currency,
    metric: answer.metric,
    grain: query.grain,
    yearStart: query.yearStart ?? 1,
    buckets,
    series,
    totals,
    total: answer.total,
    missing: answer.missing,
    points: buckets.map((_, index) => series.map(({ amounts }) => pixels(amounts[index] ?? null))),
  };
}

function totalsOf(rows: CostRow[], placeOf: (row: CostRow) => number, length: number): (string | null)[] {
  const totals = Array.from({ length }, (): ExactSum | null => null);
  for (const row of rows) {
    const place = placeOf(row);
    const sum = totals[place] ?? new ExactSum();
    totals[place] = sum.add(row.amount);
  }
  return totals.map((total) => total?.text ?? null);
}

type Ranked = Member & { role: Series["role"]; rows: CostRow[]; members: Member[] };

function topSeries(rows: CostRow[], asked: Labelled): Ranked[] {
  const { top = TOP } = asked;
  const ranked = rankedNames(rows, asked);
  // An "Other" of one name would only hide that name.
  if (ranked.length <= top + 1) return ranked;
  const rest = ranked.slice(top);
  return [
    ...ranked.slice(0, top),
    restOf(
      rest.map(memberOf),
      rest.flatMap((each) => each.rows),
    ),
  ];
}

function rankedNames(rows: CostRow[], { query, labels }: Pick<Labelled, "query" | "labels">): Ranked[] {
  const groups = new Map<string, CostRow[]>();
  for (const row of rows) {
    const id = JSON.stringify(query.groupBy.map((dimension) => row.keys[dimension] ?? null));
    const group = groups.get(id);
    if (group) group.push(row);
    else groups.set(id, [row]);
  }
  const ranked = [...groups].map(([id, group]): Ranked => {
    const keys = group[0]?.keys ?? {};
    const isAbsent = query.groupBy.length > 0 && query.groupBy.every((name) => isNameless(name, keys[name] ?? null));
    const label = keyLabel(query.groupBy, keys, labels) || metricLabels[query.metric];
    return { id, keys, label, total: total(group), role: isAbsent ? "absent" : "value", rows: group, members: [] };
  });
  return largestById(ranked, ({ total: amount }) => amount);
}

/** The names of an answer, largest first, as the members of a tail are told. */
export function membersOf(answer: CostAnswer, asked: Pick<Labelled, "query" | "labels">): Member[] {
  return rankedNames(answer.rows, asked).map(memberOf);
}

function memberOf({ id, keys, label, total: amount }: Member): Member {
  return { id, keys, label, total: amount };
}

function restOf(members: Member[], rows: CostRow[], beyond = 0): Ranked {
  return {
    id: "other",
    keys: null,
    label: `Other (${members.length + beyond})`,
    total: total(rows),
    role: "other",
    rows,
    members,
  };
}

function toSeries({ rows, ...ranked }: Ranked, placeOf: (row: CostRow) => number, totals: (string | null)[]): Series {
  const sums = totalsOf(rows, placeOf, totals.length);
  return { ...ranked, amounts: totals.map((all, index) => (all === null ? null : (sums[index] ?? "0"))) };
}

function total(rows: CostRow[]): string {
  return sumText(rows.map(({ amount }) => amount));
}

function pixels(amount: string | null): number | null {
  return amount === null ? null : Number(amount);
}
