import { rowsOf, sql } from "../../db/sql";
import type { Run } from "../../db/transaction";
import { Money, plain, zero } from "../../focus/money";
import { machineIn, type Service } from "./skus";

/** Usage on demand that a commitment of one kind would cover: of one payer, service, region and family. */
export type OnDemandPool = {
  provider: string | null;
  payer: string;
  currency: string;
  service: Service;
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
  meter: string | null;
  details: string | null;
  cost: string;
};

/** Adds up what machines cost on demand, by what would have to be bought for them. */
export function onDemandPools(rows: Charged[]): OnDemandPool[] {
  const pools = new Map<string, OnDemandPool>();
  for (const { provider, billing_account: payer, currency, region, meter, details, cost } of rows) {
    const machine = machineIn({ meter, details });
    if (!machine) continue;
    const { service, family } = machine;
    const key = JSON.stringify([provider, payer, currency, service, region, family]);
    const amount = new Money(cost).plus(pools.get(key)?.amount ?? zero);
    pools.set(key, { provider, payer, currency, service, region, family, amount });
  }
  return [...pools.values()];
}

/** Names what freed commitments of a payer may cover instead. */
export const spareKey = (payer: string, currency: string): string => `${payer} ${currency}`;

export function spareOf(pools: OnDemandPool[]): Map<string, Money> {
  const spare = new Map<string, Money>();
  for (const { payer, currency, amount } of pools) {
    const key = spareKey(payer, currency);
    spare.set(key, amount.plus(spare.get(key) ?? zero));
  }
  return spare;
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
