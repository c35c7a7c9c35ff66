import type { Scope } from "../../auth/scope";
import { sql } from "../../db/sql";
import { Money } from "../../focus/money";
import type { Period } from "../../focus/period";
import { inParallel, inSnapshot, unhurried } from "../../query/snapshot";
import type { PricedThing } from "../../sources/inventory";
import type { Rate } from "../engine/judged";
import { effective } from "./exact";
import { type OnDemandPool, onDemandPools, type Spare, spareIn } from "./on-demand-pools";
import { type Plans, widePlans } from "./plans";
import { skuKey, thingKey, unitsIn } from "./skus";

/** What is really paid for a unit without commitments, in this account or else in any of the workspace. */
export type PaidRates = {
  rate: (of: PricedThing, at: { account: string; region: string }) => Rate | null;
  spare: Spare;
  /** What runs on demand a month, by what would have to be bought for it. */
  pools: OnDemandPool[];
  plans: Plans;
};

/** Of a workspace without charges. */
export const nothingPaid: PaidRates = { rate: () => null, spare: spareIn([]), pools: [], plans: new Map() };

type Row = { meter: string | null; details: string | null; account: string | null; region: string | null } & {
  unit: string | null;
  provider: string | null;
  billing_account: string;
  currency: string;
  service: string | null;
  cost: string;
  quantity: string | null;
};

/** Reads the period's rates off the ledger once; a SKU of which nobody states a quantity has none. */
export async function paidRates(scope: Scope, period: Period): Promise<PaidRates> {
  const { workspaceId } = scope;
  const rows = await inSnapshot(async (read) => {
    await read.rows(unhurried);
    await read.rows(inParallel);
    return await read.rows<Row>(sql`
      with asked as materialized (
        select id from dim_sku sku where workspace_id = ${workspaceId}::uuid
          and coalesce(lower(sku.pricing_category), 'standard') not in ('dynamic', 'other')
          and (sku.sku_meter ~ '(BoxUsage|InstanceUsage|Multi-AZUsage|NodeUsage|ESInstance|Node):|EBS:Volume|TimedStorage-ByteHrs$|Fargate-|Lambda-|\\mml\\.[a-z]|CapacityUnit-Hrs|RequestUnits'
               or sku.sku_price_details like '%"InstanceType"%')
      ), named as materialized (
        select id, service_name from dim_service
        where workspace_id = ${workspaceId}::uuid and service_name ~* 'sage ?maker|dynamo ?db|memory ?db'
      ), x as (
        select x.sku_id, x.account_id, x.region_id, x.service_id, sum(${effective}) as cost, sum(x.pricing_quantity) as quantity
        from charge x
        join dim_charge_kind kind on kind.id = x.charge_kind_id and kind.kind = 'usage'
        join dim_commitment commitment on commitment.id = x.commitment_id
        where (x.sku_id in (select id from asked) or x.service_id in (select id from named)) and commitment.commitment_discount_id is null
          and x.charge_day >= ${period.from}::date and x.charge_day < ${period.to}::date
        group by 1, 2, 3, 4
      )
      select sku.sku_meter as meter, sku.sku_price_details as details, sku.pricing_unit as unit,
             account.provider_name as provider, account.billing_account_id as billing_account,
             account.sub_account_id as account, region.region_id as region, account.currency::text as currency,
             named.service_name as service, sum(x.cost)::text as cost, sum(x.quantity)::text as quantity
      from x
      join dim_sku sku on sku.id = x.sku_id
      join dim_account account on account.id = x.account_id
      join dim_region region on region.id = x.region_id
      left join named on named.id = x.service_id
      group by 1, 2, 3, 4, 5, 6, 7, 8, 9`);
  });
  return { ...ratesOf(rows), plans: await widePlans(scope, period) };
}

type Sum = { cost: Money; quantity: Money; currency: string };

function ratesOf(rows: Row[]): Omit<PaidRates, "plans"> {
  const sums = new Map<string, Sum>();
  const pools = onDemandPools(rows);
  for (const row of rows) {
    const key = skuKey(row);
    if (key === null || row.quantity === null) continue;
    for (const place of [`${row.account} ${row.region} ${key}`, `* ${row.region} ${key}`]) add(sums, place, row);
  }
  return {
    pools,
    spare: spareIn(pools),
    rate: (of, { account, region }) => {
      const key = thingKey(of);
      if (key === null) return null;
      const own = rateIn(sums.get(`${account} ${region} ${key}`));
      if (own) return { ...own, origin: "paid" };
      const others = rateIn(sums.get(`* ${region} ${key}`));
      return others && { ...others, origin: "paid_elsewhere" };
    },
  };
}

function add(sums: Map<string, Sum>, place: string, { currency, cost, quantity, unit }: Row): void {
  const known = sums.get(place);
  // One rate cannot be made of two currencies: the first that was met stays.
  if (known && known.currency !== currency) return;
  sums.set(place, {
    currency,
    cost: new Money(cost).plus(known?.cost ?? 0),
    quantity: new Money(quantity ?? 0).times(unitsIn(unit)).plus(known?.quantity ?? 0),
  });
}

const PLACES = 12;

function rateIn(sum: Sum | undefined): Pick<Rate, "amount" | "currency"> | null {
  if (!sum?.quantity.gt(0) || sum.cost.lte(0)) return null;
  return { amount: sum.cost.div(sum.quantity).toDecimalPlaces(PLACES), currency: sum.currency };
}
