import { rowsOf, sql } from "../../db/sql";
import type { Run } from "../../db/transaction";
import { Money, plain, zero } from "../../focus/money";
import { isWithin, type Reach } from "./reach";
import { type Coverable, coverableIn } from "./skus";

/** Usage on demand that a commitment of one kind would cover: of one payer, service, region and family. */
export type OnDemandPool = {
  provider: string | null;
  payer: string;
  currency: string;
  service: Coverable;
  region: string | null;
  family: string | null;
  /** A month. */
  amount: Money;
};

type Charged = {
  provider: string | null;
  billing_account: string;
  currency: string;
  region: string | null;
  service?: string | null;
  meter: string | null;
  details: string | null;
  cost: string;
};

/** Adds up what runs on demand, by what would have to be bought for it. */
export function onDemandPools(rows: Charged[]): OnDemandPool[] {
  const pools = new Map<string, OnDemandPool>();
  for (const { provider, billing_account: payer, currency, region, cost, ...sku } of rows) {
    const usage = coverableIn(sku);
    if (!usage) continue;
    const { service, family } = usage;
    const key = JSON.stringify([provider, payer, currency, service, region, family]);
    const amount = new Money(cost).plus(pools.get(key)?.amount ?? zero);
    pools.set(key, { provider, payer, currency, service, region, family, amount });
  }
  return [...pools.values()];
}

/** How much a freed commitment of a payer could cover instead. */
export type Spare = (of: { payer: string; currency: string }, reach: Reach) => Money;

export function spareIn(pools: OnDemandPool[]): Spare {
  const known = new Map<string, Money>();
  return ({ payer, currency }, reach) => {
    const key = JSON.stringify([payer, currency, reach]);
    const amount =
      known.get(key) ??
      pools
        .filter((pool) => pool.payer === payer && pool.currency === currency && isWithin(reach, pool))
        .reduce((sum, pool) => sum.plus(pool.amount), zero);
    known.set(key, amount);
    return amount;
  };
}

/** Keeps them with the run, for every count of the total until the next. */
export async function notePools(runId: string, pools: OnDemandPool[]): Promise<void> {
  const text = JSON.stringify(pools.map((pool) => ({ ...pool, amount: plain(pool.amount) })));
  await rowsOf(sql`update rightsizing_run set on_demand = ${text}::jsonb where id = ${runId}::uuid`);
}

export async function lastPools(run: Run, workspaceId: string): Promise<OnDemandPool[]> {
  const [last] = await run<{ pools: (Omit<OnDemandPool, "amount"> & { amount: string })[] }>(sql`
    select on_demand as pools from rightsizing_run
    where workspace_id = ${workspaceId}::uuid and on_demand is not null order by started_at desc limit 1`);
  return (last?.pools ?? []).map((pool) => ({ ...pool, amount: new Money(pool.amount) }));
}
