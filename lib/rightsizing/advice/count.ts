import type { Scope } from "../../auth/scope";
import { type Sql, sql } from "../../db/sql";
import type { Run } from "../../db/transaction";
import { Money, plain, zero } from "../../focus/money";
import { changingAdvice } from "../changing-advice";
import type { CoveredUse } from "../engine/judged";
import { lastPools } from "../ledger/on-demand-pools";
import { regionKey } from "../ledger/same-region";
import { type Coverable, familyOf } from "../ledger/skus";
import { type Claim, type Counted, classOf, countedAsDone, countedSavings, scaledTo } from "../total";
import type { Action } from "../words";
import type { Smaller } from "./cells";
import { costsOf, type Told } from "./costs";
import type { Bought, ToldUse } from "./proposal";
import { countedPurchases, type Purchase } from "./purchases";
import { type Freed, shareOut } from "./share-out";

export type CountedRow = {
  id: string;
  source: string;
  resource: string;
  covers: string[];
  action: Action;
  kind: string;
  provider: string | null;
  payer: string | null;
  region: string | null;
  current: string;
  target: string;
  currency: string;
  saving: string;
  covered: string;
  covered_by: ToldUse[] | null;
  now: string;
  ledger_cost: string | null;
  ledger_currency: string | null;
  seen: string;
  done: boolean;
};

/**
 * Works out the one total anew: which advice counts, and with how much of its saving. Resources belong to one account,
 * and so does advice that excludes each other: memory holds one account. What is freed of commitments is shared out
 * among all of them, and purchases are for what is left then.
 */
export async function countSavings(scope: Scope): Promise<void> {
  await changingAdvice(scope, (run) => countWithin(run, scope));
}

/** The same as a part of what changes advice. */
export async function countWithin(run: Run, scope: Scope): Promise<void> {
  await forgetInactive(run, scope);
  const pools = await lastPools(run, scope.workspaceId);
  const saved: Saved = { smaller: [], freed: [] };
  const accounts = await run<{ account: string | null }>(sql`
    select distinct account from recommendation where ${counts(scope)} and kind <> 'commitment'`);
  for (const { account } of accounts) {
    const rows = await rowsIn(run, scope, account);
    const counted = countedIn(rows);
    for (const id of note(saved, rows, counted)) counted.delete(id);
    await write(run, scope, counted);
  }
  await write(run, scope, shareOut(saved.freed, pools, saved.smaller));
  await write(run, scope, countedPurchases(await purchasesIn(run, scope), pools, saved.smaller));
}

async function rowsIn(run: Run, scope: Scope, account: string | null): Promise<CountedRow[]> {
  return await run<CountedRow>(sql`
    select id, source, ${keyOf(sql`resource_id`)} as resource,
           array(select ${keyOf(sql`covered`)} from unnest(covers) covered) as covers,
           action, kind, provider, billing_account as payer, region, current, target, currency::text, saving::text,
           covered_saving::text as covered, evidence #> '{covered,by}' as covered_by, now::text, ledger_cost::text, ledger_currency::text,
           to_char(last_seen_at at time zone 'UTC', 'YYYY-MM-DD HH24:MI:SS.MS') as seen, state = 'done' as done
    from recommendation cross join lateral (select ${placeOf} as place) placed
    where ${counts(scope)} and kind <> 'commitment' and account is not distinct from ${account}
    order by done_on, id`);
}

/** Not every source tells the region of what another knows as well. */
const placeOf = sql`coalesce(region, (
  select min(other.region) from recommendation other where other.workspace_id = recommendation.workspace_id
    and other.resource_id = recommendation.resource_id and other.account is not distinct from recommendation.account))`;

const keyOf = (id: Sql): Sql => sql`concat_ws('|', account, ${regionKey(id, sql`place`)}, ${id})`;

/**
 * Advice that somebody may still follow, and what was done and is not measured yet; what sleeps or is dismissed saves
 * nothing now, and neither does what nothing can be measured of.
 */
const counts = ({ workspaceId }: Scope): Sql => sql`workspace_id = ${workspaceId}::uuid and ${isCounted}`;

const isCounted = sql`(state in ('open', 'in_progress') or (state = 'done' and booked_with is null
  and not exists (select from recommendation_event event where event.recommendation_id = recommendation.id
    and event.kind = 'not_measurable' and event.at >= recommendation.state_since)))`;

/** What advice on the resources of one account comes to together, if freed commitments find other usage to cover. */
export function countedIn(rows: CountedRow[]): Map<string, Counted> {
  const costs = costsOf(rows.map(toldBy));
  const finished = rows.filter((row) => row.done);
  const done = countedAsDone(finished.map(claimOf), costs);
  const open = rows.filter((row) => !row.done).map((row) => ({ row, same: sameAmong(finished, row) }));
  const further = open.filter(({ same }) => same === null).map(({ row }) => claimOf(row));
  const more = open.flatMap(({ row, same }) => (same && isFurther(row, same) ? [{ row, same }] : []));
  const claims = [
    ...scaledTo(done.left, costs, further),
    ...more.map(({ row, same }) => ({ ...claimOf(row), saving: new Money(row.saving).minus(same.saving) })),
  ];
  const instead = open.flatMap(({ row, same }) =>
    same ? [[row.id, { amount: zero, instead: same.id }] as const] : [],
  );
  return new Map<string, Counted>([...done.counted, ...instead, ...countedSavings(claims, done.left)]);
}

/** What was done already of what is advised, by another source or to another size. */
function sameAmong(finished: CountedRow[], { resource, action }: CountedRow): CountedRow | null {
  const isSame = (row: CountedRow) =>
    classOf[row.action] === classOf[action] && [row.resource, ...row.covers].includes(resource);
  return finished.find(isSame) ?? null;
}

/** A size beyond the one that was taken saves what it saves more than that. */
function isFurther({ action, target, currency }: CountedRow, same: CountedRow): boolean {
  const name = (text: string) => /^[\w.-]+/.exec(text)?.[0];
  return classOf[action] === "shape" && name(target) !== name(same.target) && currency === same.currency;
}

function claimOf({ id, resource, covers, action, currency, saving }: CountedRow): Claim {
  return { id, resources: [resource, ...covers], action, currency, saving: new Money(saving) };
}

function toldBy({ id, source, resource, covers, currency, now, ledger_cost, ledger_currency, seen }: CountedRow): Told {
  const ledger =
    ledger_cost === null || ledger_currency === null
      ? null
      : { currency: ledger_currency, amount: new Money(ledger_cost) };
  return { id, source, resource, covers, currency, now: new Money(now), ledger, seen };
}

type Saved = { smaller: Smaller[]; freed: Freed[] };

/**
 * Of what counts: how much less will run on demand, and how much of it is usage that a commitment covers. Names what
 * counts for less once that is shared out.
 */
function note({ smaller, freed }: Saved, rows: CountedRow[], counted: Map<string, Counted>): string[] {
  const first = freed.length;
  for (const row of rows) {
    const { id, kind, provider, payer, region, current, currency, saving, covered } = row;
    const amount = counted.get(id)?.amount ?? zero;
    if ((kind !== "instance" && kind !== "database") || amount.lte(0)) continue;
    const share = Money.min(1, new Money(covered).div(saving));
    const part = amount.times(share).toDecimalPlaces(10, Money.ROUND_UP);
    const family = familyOf(current);
    const like = { service: kind, region, family } as const;
    const free = amount.minus(part);
    if (part.gt(0)) freed.push({ id, provider, payer: payer ?? "", currency, covered: usesOf(row, like, part), free });
    const less = { provider, payer, currency, ...like };
    if (amount.gt(part)) smaller.push({ ...less, amount: free });
  }
  return freed.slice(first).map(({ id }) => id);
}

type Like = { service: Coverable; region: string | null; family: string | null };

/** A part of what commitments cover of it, by what else they reach; where that is not told, by what it is itself. */
function usesOf({ covered_by: told }: CountedRow, like: Like, part: Money): CoveredUse[] {
  const uses = told?.map((use) => ({ ...use, amount: new Money(use.amount) })) ?? [];
  const whole = uses.reduce((sum, { amount }) => sum.plus(amount), zero);
  if (whole.lte(0)) return [{ ...like, amount: part }];
  return uses.map((use) => ({
    ...use,
    amount: part.times(use.amount).div(whole).toDecimalPlaces(10, Money.ROUND_DOWN),
  }));
}

async function purchasesIn(run: Run, scope: Scope): Promise<Purchase[]> {
  type Row = Omit<Purchase, "now" | "saving"> & { now: string; saving: string; buys: Bought | null };
  const rows = await run<Row>(sql`
    select id, coalesce(billing_account, account) as payer, provider, currency::text, evidence -> 'buys' as buys,
      now::text, saving::text, in_ledger as "isOurs", state = 'done' as "isDone"
    from recommendation where ${counts(scope)} and kind = 'commitment'`);
  return rows.map(({ buys, now, saving, ...same }) => ({
    ...same,
    buys: buys ?? anyCompute,
    now: new Money(now),
    saving: new Money(saving),
  }));
}

const anyCompute: Bought = { service: "instance", region: null, family: null, type: null, engine: null };

async function forgetInactive(run: Run, { workspaceId }: Scope): Promise<void> {
  await run(sql`
    update recommendation set counted = 0, counted_instead = null
    where workspace_id = ${workspaceId}::uuid and not ${isCounted} and (counted <> 0 or counted_instead is not null)`);
}

/** What somebody dismissed or put off since it was read does not count any more. */
async function write(run: Run, { workspaceId }: Scope, counted: Map<string, Counted>): Promise<void> {
  if (counted.size === 0) return;
  const ids = [...counted.keys()];
  const amounts = [...counted.values()].map(({ amount }) => plain(amount));
  const instead = [...counted.values()].map((each) => each.instead);
  await run(sql`
    update recommendation set counted = new.amount, counted_instead = new.instead
    from unnest(${ids}::uuid[], ${amounts}::numeric[], ${instead}::text[]) as new (id, amount, instead)
    where recommendation.id = new.id and workspace_id = ${workspaceId}::uuid and ${isCounted}
      and (recommendation.counted, recommendation.counted_instead) is distinct from (new.amount, new.instead)`);
}
