import type { Scope } from "../auth/scope";
import { sql } from "../db/sql";
import { addDays, earlierOf, type Period } from "../focus/period";
import { dayColumn } from "./catalog";
import { DailySums, type Units, unitsOf } from "./daily-sums";
import type { FixedDimension } from "./names";
import { groupsOf, type ManyScope, type ManySum, sumGroup } from "./of-many";
import type { Reader } from "./snapshot";

/** What the days of a scope cost, by charge kind. */
export type ScopeDays = {
  sums: DailySums;
  /** Ids of the sources that have charges in it. */
  sources: Set<string>;
  /** Other currencies that the same conditions have charges in. */
  otherCurrencies: Set<string>;
};

/** The same amounts as one question by day for each scope, read together. */
export async function dailyOfMany(
  read: Reader,
  scope: Scope,
  scopes: ManyScope[],
  period: Period,
): Promise<ScopeDays[]> {
  const answers = scopes.map((): ScopeDays => {
    return { sums: new DailySums(period.from), sources: new Set(), otherCurrencies: new Set() };
  });
  const apartBy: FixedDimension[] = ["chargeKind", "source"];
  const rowRead = onceEach();
  for (const group of await groupsOf(read, scope, scopes, { period, apartBy })) {
    const labels = {
      account: sql`account.currency::text`,
      charge_kind: sql`charge_kind.kind`,
      slice: sql`source.id::text`,
    };
    const sums = { by: sql`${dayColumn[group.table]} - ${period.from}::date`, labels, spans: spansOf(period) };
    await sumGroup(read, scope, group, sums, (sum) => {
      const answer = answers[sum.index];
      if (answer) add(answer, sum, rowRead);
    });
  }
  return answers;
}

// So that the rows of a long history do not lie in memory at once.
const DAYS_AT_ONCE = 124;

function spansOf({ from, to }: Period): Period[] {
  const spans: Period[] = [];
  for (let start = from; start < to; start = addDays(start, DAYS_AT_ONCE)) {
    spans.push({ from: start, to: earlierOf(addDays(start, DAYS_AT_ONCE), to) });
  }
  return spans;
}

type Read = { offsets: number[]; units: Units };

/** Rows are taken by several scopes one after the other, and read for the first alone. */
function onceEach(): (sum: ManySum) => Read {
  let last: ManySum["amounts"] | null = null;
  let known: Read = { offsets: [], units: unitsOf([]) };
  return ({ by: days, amounts }) => {
    if (amounts === last) return known;
    last = amounts;
    const isStated = !amounts.includes("");
    const offsets = (isStated ? days : days.filter((_, at) => amounts[at] !== "")).map(Number);
    known = { offsets, units: unitsOf(isStated ? amounts : amounts.filter((amount) => amount !== "")) };
    return known;
  };
}

function add(answer: ScopeDays, sum: ManySum, read: (sum: ManySum) => Read): void {
  const { account: billed = "", charge_kind: kind = "", slice: source = "" } = sum.labels;
  if (billed !== sum.currency) {
    answer.otherCurrencies.add(billed);
    return;
  }
  answer.sources.add(source);
  const { offsets, units } = read(sum);
  answer.sums.add(kind, offsets, units);
}
