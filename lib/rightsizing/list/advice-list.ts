import type { Scope } from "../../auth/scope";
import { rowsOf, type Sql, sql } from "../../db/sql";
import { DomainError } from "../../errors";
import { type Day, dayOf } from "../../focus/period";
import type { PriceOrigin } from "../engine/judged";
import type { Action, AdviceState, Confidence, Effort, Verdict } from "../words";
import { type AdviceFilter, filterWhere, orderBy, type Sort } from "./filter";
import { visibleTo } from "./visible";

/** A piece of advice as a list shows it. Amounts are exact and of a month of thirty days. */
export type AdviceRow = {
  id: string;
  source: string;
  action: Action;
  kind: string;
  verdict: Verdict;
  title: string;
  current: string;
  target: string;
  provider: string | null;
  account: string | null;
  accountName: string | null;
  service: string | null;
  region: string | null;
  resourceId: string;
  resourceName: string | null;
  team: string | null;
  currency: string;
  now: string;
  after: string;
  saving: string;
  listSaving: string | null;
  /** Price lists have a currency of their own, whatever the bill is in. */
  listCurrency: string | null;
  /** Its part of the one total. */
  counted: string;
  priceOrigin: PriceOrigin;
  inLedger: boolean;
  confidence: Confidence;
  risk: number;
  effort: Effort;
  restart: boolean;
  memoryMeasured: boolean | null;
  state: AdviceState;
  owner: string | null;
  dueOn: Day | null;
  ticket: string | null;
  snoozedUntil: Day | null;
  dismissedUntil: Day | null;
  doneOn: Day | null;
  firstSeenAt: string;
  lastSeenAt: string;
  stateSince: string;
  /** Why the last look could not tell whether it still holds, and what to do about that; it was seen before then. */
  unconfirmed: { why: string; step: string | null } | null;
};

export type Asked = { filter: AdviceFilter; sort: Sort; limit: number; cursor?: string | undefined };
export type AdvicePageShown = { items: AdviceRow[]; cursor: string | null };

/** A stretch of the list; the cursor says where the next begins. */
export async function adviceList(
  scope: Scope,
  { filter, sort, limit, cursor }: Asked,
  now: Date,
): Promise<AdvicePageShown> {
  const from = offsetOf(cursor);
  const rows = await adviceRows(
    scope,
    sql`
    where ${visibleTo(scope)} and ${filterWhere(filter, dayOf(now))}
    order by ${orderBy(sort)} limit ${limit + 1} offset ${from}`,
  );
  return { items: rows.slice(0, limit), cursor: rows.length > limit ? String(from + limit) : null };
}

function offsetOf(cursor: string | undefined): number {
  if (cursor === undefined) return 0;
  if (!/^\d{1,7}$/.test(cursor)) {
    throw new DomainError("invalid", "This cursor points at nothing. Start from the beginning.");
  }
  return Number(cursor);
}

export async function adviceRows({ rows }: Scope, rest: Sql): Promise<AdviceRow[]> {
  return await rowsOf<AdviceRow>(sql`
    select advice.id, source, action, kind, verdict, title, current, target, provider, account,
      account_name as "accountName", service, region, resource_id as "resourceId", resource_name as "resourceName", team,
      currency::text, ${text("now")} as now, ${text("after")} as after, ${text("saving")} as saving,
      ${text("list_saving")} as "listSaving", list_currency::text as "listCurrency", ${text("counted")} as counted, price_origin as "priceOrigin",
      in_ledger as "inLedger", confidence, risk, effort, restart, memory_measured as "memoryMeasured", state, owner,
      due_on::text as "dueOn", ticket, snoozed_until::text as "snoozedUntil", dismissed_until::text as "dismissedUntil",
      done_on::text as "doneOn", ${instant("first_seen_at")} as "firstSeenAt", ${instant("last_seen_at")} as "lastSeenAt",
      ${instant("state_since")} as "stateSince",
      case when ${isUnconfirmed} then ${rows === null ? toldWhy : hiddenWhy} end as unconfirmed
    from recommendation advice ${rest}`);
}

/** The last look asked for it, and could not tell. */
export const isUnconfirmed = sql`(advice.unconfirmed is not null and advice.state in ('open', 'in_progress', 'snoozed'))`;

const toldWhy = sql`jsonb_build_object('why', advice.unconfirmed ->> 'why', 'step', advice.unconfirmed ->> 'step')`;
/** What could not be read may name any account. */
const hiddenWhy = sql`jsonb_build_object('why', 'It could not be read.', 'step', null)`;

const amounts = {
  now: sql`advice.now`,
  after: sql`advice.after`,
  saving: sql`advice.saving`,
  list_saving: sql`advice.list_saving`,
  counted: sql`advice.counted`,
} as const;
const text = (name: keyof typeof amounts): Sql => sql`trim_scale(${amounts[name]})::text`;

const instants = {
  first_seen_at: sql`advice.first_seen_at`,
  last_seen_at: sql`advice.last_seen_at`,
  state_since: sql`advice.state_since`,
} as const;

function instant(name: keyof typeof instants): Sql {
  return sql`to_char(${instants[name]} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"')`;
}

/** Ids that begin like this, two at most. */
export async function adviceStartingWith(scope: Scope, start: string): Promise<string[]> {
  const rows = await rowsOf<{ id: string }>(sql`
    select advice.id from recommendation advice
    where ${visibleTo(scope)} and starts_with(advice.id::text, ${start.toLowerCase()}) limit 2`);
  return rows.map(({ id }) => id);
}
