import type { Scope } from "../auth/scope";
import { type Sql, sql } from "../db/sql";
import { Money, plain } from "../focus/money";
import { addDays, type Day, earlierOf, laterOf, type Period } from "../focus/period";
import { dayColumn, type Table } from "./catalog";
import type { FixedDimension } from "./names";
import { groupsOf, type ManyScope, type ManySum, sumGroup } from "./of-many";
import type { Reader } from "./snapshot";

/** Who costs something in a scope: a service in an account. */
export type Contributor = {
  service: string | null;
  account: string | null;
  /** In the period, and in the one it is compared with. */
  now: string;
  before: string;
  /** The first day with a charge in the months before, or in the period. */
  firstSeen: Day;
};

/** How far back a contributor may have been seen first. */
const SEEN_DAYS = 180;

export type ContributorPeriods = { now: Period; before: Period };

/** What each service of each account cost in the scopes, in a period and in the one before; read together. */
export async function contributorsOfMany(
  read: Reader,
  scope: Scope,
  scopes: ManyScope[],
  { now, before }: ContributorPeriods,
): Promise<Contributor[][]> {
  const found = scopes.map(() => new Map<string, Contributor>());
  const span = { from: earlierOf(before.from, addDays(now.from, -SEEN_DAYS)), to: laterOf(now.to, before.to) };
  const labels = {
    account: sql`json_build_array(account.currency, account.sub_account_id)::text`,
    service: sql`json_build_array(service.service_name)::text`,
  };
  const apartBy: FixedDimension[] = ["service", "subAccount"];
  for (const group of await groupsOf(read, scope, scopes, { period: span, apartBy })) {
    const sums = { by: sideOf(group.table, { now, before }), also: firstDay(group.table), labels, spans: [span] };
    await sumGroup(read, scope, group, sums, (sum) => {
      const contributors = found[sum.index];
      if (contributors) add(contributors, sum);
    });
  }
  return found.map((contributors) => [...contributors.values()]);
}

function sideOf(table: Table, { now, before }: ContributorPeriods): Sql {
  const day = dayColumn[table];
  return sql`case when ${day} >= ${now.from}::date and ${day} < ${now.to}::date then 'now'
    when ${day} >= ${before.from}::date and ${day} < ${before.to}::date then 'before' else 'earlier' end`;
}

function firstDay(table: Table): Sql {
  return sql`min(${dayColumn[table]})::text`;
}

function add(contributors: Map<string, Contributor>, { by: sides, also: days, ...sum }: ManySum): void {
  const { labels, amounts, currency } = sum;
  const [billed, account = null] = JSON.parse(labels.account ?? "[]") as [string, string | null];
  if (billed !== currency) return;
  const [service = null] = JSON.parse(labels.service ?? "[]") as [string | null];
  const key = JSON.stringify([service, account]);
  for (const [at, side] of sides.entries()) {
    const [day = "", amount = ""] = [days[at], amounts[at]];
    if (amount === "") continue;
    const known = contributors.get(key) ?? { service, account, now: "0", before: "0", firstSeen: day };
    contributors.set(key, known);
    known.firstSeen = earlierOf(known.firstSeen, day);
    if (side === "now" || side === "before") known[side] = added(known[side], amount);
  }
}

const added = (one: string, other: string) => (one === "0" ? other : plain(new Money(one).plus(other)));
