import type { Scope } from "../../auth/scope";
import { rowsOf, type Sql, sql } from "../../db/sql";
import { Money, plain, zero } from "../../focus/money";
import { type Claim, type Costs, type Counted, countedSavings } from "../total";
import type { Action } from "../words";

type Row = {
  id: string;
  resource: string;
  covers: string[];
  action: Action;
  kind: string;
  provider: string | null;
  currency: string;
  saving: string;
  now: string;
  in_ledger: boolean;
};

/**
 * Works out the one total anew: which advice counts, and with how much of its saving. Resources belong to one account,
 * and so does advice that excludes each other: memory holds one account.
 */
export async function countSavings(scope: Scope): Promise<void> {
  await forgetInactive(scope);
  const machines = new Map<string, Money>();
  const accounts = await rowsOf<{ account: string | null }>(sql`
    select distinct account from recommendation where ${active(scope)} and kind <> 'commitment'`);
  for (const { account } of accounts) {
    const resources = await rowsIn(scope, sql`kind <> 'commitment' and account is not distinct from ${account}`);
    const counted = countedSavings(resources.map(claimOf), costsOf(resources));
    addMachines(machines, resources, counted);
    await write(counted);
  }
  await write(countedPurchases(await rowsIn(scope, sql`kind = 'commitment'`), machines));
}

async function rowsIn(scope: Scope, which: Sql): Promise<Row[]> {
  return await rowsOf<Row>(sql`
    select id, coalesce(account, '') || '|' || resource_id as resource,
           array(select coalesce(account, '') || '|' || covered from unnest(covers) covered) as covers,
           action, kind, provider, currency::text, saving::text, now::text, in_ledger
    from recommendation where ${active(scope)} and ${which}`);
}

/** Advice that somebody may still follow; what sleeps or is dismissed saves nothing now. */
const active = ({ workspaceId }: Scope): Sql =>
  sql`workspace_id = ${workspaceId}::uuid and state in ('open', 'in_progress')`;

function claimOf({ id, resource, covers, action, currency, saving }: Row): Claim {
  return { id, resources: [resource, ...covers], action, currency, saving: new Money(saving) };
}

/** The ledger's cost where it has one, else what the advice itself says. */
function costsOf(rows: Row[]): Costs {
  const costs = new Map<string, { currency: string; amount: Money; inLedger: boolean }>();
  for (const { resource, covers, currency, now, in_ledger: inLedger } of rows) {
    const amount = new Money(now);
    // What goes with another resource is in that one's cost.
    for (const other of covers) if (!costs.has(other)) costs.set(other, { currency, amount: zero, inLedger: false });
    const known = costs.get(resource);
    if (!known || (inLedger && !known.inLedger) || (inLedger === known.inLedger && amount.gt(known.amount))) {
      costs.set(resource, { currency, amount, inLedger });
    }
  }
  return costs;
}

/** A commitment covers the usage of one provider. */
const usageOf = ({ provider, currency }: Row) => `usage ${provider} ${currency}`;

function addMachines(saved: Map<string, Money>, rows: Row[], counted: Map<string, Counted>): void {
  for (const row of rows) {
    if (row.kind !== "instance") continue;
    saved.set(usageOf(row), (saved.get(usageOf(row)) ?? zero).plus(counted.get(row.id)?.amount ?? zero));
  }
}

/** One purchase for the same usage, made for what is left of it once everything else is done. */
function countedPurchases(rows: Row[], machines: Map<string, Money>): Map<string, Counted> {
  const pooled = rows.map((row) => ({ ...row, resource: usageOf(row) }));
  const whole = costsOf(pooled);
  const claims = pooled.map((row) => {
    const all = whole.get(row.resource)?.amount ?? zero;
    const left = Money.max(zero, all.minus(machines.get(row.resource) ?? zero));
    const share = all.gt(0) ? left.div(all) : zero;
    return {
      ...claimOf(row),
      resources: [row.resource],
      saving: new Money(row.saving).times(share).toDecimalPlaces(10),
    };
  });
  return countedSavings(claims, whole);
}

async function forgetInactive({ workspaceId }: Scope): Promise<void> {
  await rowsOf(sql`
    update recommendation set counted = 0, counted_instead = null
    where workspace_id = ${workspaceId}::uuid and state not in ('open', 'in_progress')
      and (counted <> 0 or counted_instead is not null)`);
}

async function write(counted: Map<string, Counted>): Promise<void> {
  const ids = [...counted.keys()];
  const amounts = [...counted.values()].map(({ amount }) => plain(amount));
  const instead = [...counted.values()].map((each) => each.instead);
  await rowsOf(sql`
    update recommendation set counted = new.amount, counted_instead = new.instead
    from unnest(${ids}::uuid[], ${amounts}::numeric[], ${instead}::text[]) as new (id, amount, instead)
    where recommendation.id = new.id
      and (recommendation.counted, recommendation.counted_instead) is distinct from (new.amount, new.instead)`);
}
