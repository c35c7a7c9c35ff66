import type { Scope } from "../auth/scope";
import { sql } from "../db/sql";
import { Money, plain } from "../focus/money";
import { addDays, type Day, earlierOf, type Period } from "../focus/period";
import { dayColumn } from "./catalog";
import type { FixedDimension } from "./names";
import { groupsOf, type ManyScope, type ManySum, sumGroup } from "./of-many";
import type { Reader } from "./snapshot";

/** What the days of a scope cost, by charge kind; exact decimal strings. */
export type ScopeDays = {
  days: Map<Day, Map<string, string>>;
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
  const answers = scopes.map((): ScopeDays => ({ days: new Map(), sources: new Set(), otherCurrencies: new Set() }));
  const apartBy: FixedDimension[] = ["chargeKind", "source"];
  for (const group of await groupsOf(read, scope, scopes, { period, apartBy })) {
    const labels = {
      account: sql`account.currency::text`,
      charge_kind: sql`charge_kind.kind`,
      slice: sql`source.id::text`,
    };
    const sums = { by: dayColumn[group.table], labels, spans: spansOf(period) };
    await sumGroup(read, scope, group, sums, (sum) => {
      const answer = answers[sum.index];
      if (answer) add(answer, sum);
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

function add(answer: ScopeDays, { by: day, labels, amount, currency }: ManySum): void {
  const { account: billed = "", charge_kind: kind = "", slice: source = "" } = labels;
  if (billed !== currency) {
    answer.otherCurrencies.add(billed);
    return;
  }
  answer.sources.add(source);
  const kinds = answer.days.get(day) ?? new Map<string, string>();
  answer.days.set(day, kinds);
  const before = kinds.get(kind);
  kinds.set(kind, before === undefined ? amount : plain(new Money(before).plus(amount)));
}
