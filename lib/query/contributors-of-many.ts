import type { Scope } from "../auth/scope";
import { sql } from "../db/sql";
import { Money, plain } from "../focus/money";
import { addDays, type Day, earlierOf, laterOf, type Period } from "../focus/period";
import { dayColumn } from "./catalog";
import type { Dimension, FixedDimension } from "./names";
import { groupsOf, type ManyScope, type ManySum, sumGroup } from "./of-many";
import type { Reader } from "./snapshot";

/** Who costs something in a scope: a service in an account, or a part of that. */
export type Contributor = {
  service: string | null;
  account: string | null;
  part?: { dimension: Dimension; value: string | null };
  /** In the period, and in the one it is compared with. */
  now: string;
  before: string;
  /** The first day with a charge in the months before, or in the period. */
  firstSeen: Day;
};

/** How far back a contributor may have been seen first. */
const SEEN_DAYS = 180;

export type ContributorPeriods = { now: Period; before: Period };

/** What each service of each account cost in the scopes, each in periods of its own; read together. */
export async function contributorsOfMany(
  read: Reader,
  scope: Scope,
  asked: { scope: ManyScope; periods: ContributorPeriods }[],
): Promise<Contributor[][]> {
  const found = asked.map(() => new Map<string, Contributor>());
  const parts = partsOf(asked.map(({ periods }) => periods));
  const [from, to] = [parts[0], parts.at(-1)];
  if (from === undefined || to === undefined) return [];
  const labels = {
    account: sql`json_build_array(account.currency, account.sub_account_id)::text`,
    service: sql`json_build_array(service.service_name)::text`,
  };
  const apartBy: FixedDimension[] = ["service", "subAccount"];
  const scopes = asked.map((each) => each.scope);
  for (const group of await groupsOf(read, scope, scopes, { period: { from, to }, apartBy })) {
    const day = dayColumn[group.table];
    const by = sql`width_bucket(${day}, ${parts}::date[])`;
    await sumGroup(read, scope, group, { by, also: sql`min(${day})`, labels, spans: [{ from, to }] }, (sum) => {
      const [contributors, own] = [found[sum.index], asked[sum.index]];
      if (contributors && own) add(contributors, sum, { parts, ...own.periods });
    });
  }
  return found.map((contributors) => [...contributors.values()]);
}

/** The days on which a part begins that is wholly in or out of every period; the last one ends all. */
function partsOf(all: ContributorPeriods[]): Day[] {
  const bounds = all.flatMap(({ now, before }) => [
    seenFrom({ now, before }),
    now.from,
    now.to,
    before.from,
    before.to,
  ]);
  return [...new Set(bounds)].sort();
}

export const seenFrom = ({ now, before }: ContributorPeriods) => earlierOf(before.from, addDays(now.from, -SEEN_DAYS));

function add(
  contributors: Map<string, Contributor>,
  { by: places, also: days, ...sum }: ManySum,
  { parts, now, before }: ContributorPeriods & { parts: Day[] },
): void {
  const { labels, amounts, currency } = sum;
  const [billed, account = null] = JSON.parse(labels.account ?? "[]") as [string, string | null];
  if (billed !== currency) return;
  const [service = null] = JSON.parse(labels.service ?? "[]") as [string | null];
  const key = JSON.stringify([service, account]);
  const isIn = (start: Day, { from, to }: Period) => start >= from && start < to;
  const seen = { from: seenFrom({ now, before }), to: laterOf(now.to, before.to) };
  for (const [at, place] of places.entries()) {
    const [day = "", amount = "", start = ""] = [days[at], amounts[at], parts[Number(place) - 1]];
    if (amount === "" || !isIn(start, seen)) continue;
    const known = contributors.get(key) ?? { service, account, now: "0", before: "0", firstSeen: day };
    contributors.set(key, known);
    known.firstSeen = earlierOf(known.firstSeen, day);
    if (isIn(start, now)) known.now = added(known.now, amount);
    else if (isIn(start, before)) known.before = added(known.before, amount);
  }
}

const added = (one: string, other: string) => (one === "0" ? other : plain(new Money(one).plus(other)));
