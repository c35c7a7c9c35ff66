import type { Scope } from "../../auth/scope";
import { rowsOf, sql } from "../../db/sql";
import { Money, zero } from "../../focus/money";
import { addDays, type Day, daysBetween, earlierOf, laterOf, type Period } from "../../focus/period";
import type { Bill, CoveredUse } from "../engine/judged";
import { MONTH_DAYS } from "../words";
import { effective, list } from "./exact";
import type { Spare } from "./on-demand-pools";
import type { Plans } from "./plans";
import { isWithin, type Reach, reachOf } from "./reach";
import { isOfRegion } from "./same-region";
import { coverableIn, isMachine, skuKey } from "./skus";

/** A resource as the ledger knows it. */
export type LedgerResource = {
  id: string;
  name: string | null;
  type: string | null;
  provider: string | null;
  billingAccount: string;
  account: string | null;
  accountName: string | null;
  service: string | null;
  region: string | null;
  tags: Record<string, string>;
  bill: Bill;
  /** Of its bill: the hours of the machine itself. */
  machine: Bill | null;
};

type Row = {
  id: string;
  name: string | null;
  type: string | null;
  provider: string | null;
  billing_account: string;
  account: string | null;
  account_name: string | null;
  service: string | null;
  region: string | null;
  tags: Record<string, string> | null;
  currency: string;
  meter: string | null;
  details: string | null;
  cost: string;
  list: string | null;
  list_missing: string;
  covered: string;
  commitment_type: string | null;
  commitment_id: string | null;
  first_day: Day;
};

type Asked = { period: Period; spare: Spare; plans: Plans };

/** A resource by its id, account and region: names may be given in several. */
export type Named = { account: string | null; region: string | null; id: string };
export type Bills = (of: Named) => LedgerResource | null;

/**
 * What these resources cost in the period, scaled to thirty days where they are younger. Of a resource that is billed
 * in several currencies the one with the larger amount counts. A bill that names no account or region is of any.
 */
export async function billsOf(scope: Scope, named: Named[], asked: Asked): Promise<Bills> {
  const ids = [...new Set(named.map(({ id }) => id))];
  const byId = new Map<string, Row[]>();
  for (const row of ids.length === 0 ? [] : await chargedTo(scope, ids, asked.period)) {
    const known = byId.get(row.id);
    if (known) known.push(row);
    else byId.set(row.id, [row]);
  }
  const known = new Map<string, LedgerResource | null>();
  return ({ account, region, id }) => {
    const key = `${account} ${region} ${id}`;
    const found = known.get(key);
    if (found !== undefined) return found;
    const isOfAccount = (row: Row) => account === null || row.account === null || row.account === account;
    const rows = byId.get(id)?.filter((row) => isOfAccount(row) && isOfRegion(id, row.region, region));
    const resource = rows?.[0] ? resourceOf(rows, asked) : null;
    known.set(key, resource);
    return resource;
  };
}

async function chargedTo({ workspaceId }: Scope, ids: string[], { from, to }: Period): Promise<Row[]> {
  return await rowsOf<Row>(sql`
    with wanted as (
      select id, resource_id, resource_name, resource_type from dim_resource
      where workspace_id = ${workspaceId}::uuid and resource_id = any(${ids}::text[])
    ), x as (
      select wanted.resource_id as id, max(wanted.resource_name) as name, max(wanted.resource_type) as type,
             x.account_id, x.service_id, x.region_id, x.sku_id, max(x.tag_set_id) as tag_set_id,
             sum(${effective}) as cost, sum(${list}) as list, count(*) filter (where x.list is null) as list_missing,
             coalesce(sum(${effective}) filter (where commitment.commitment_discount_id is not null), 0) as covered,
             commitment.commitment_discount_type as commitment_type, commitment.commitment_discount_id as commitment_id,
             min(x.charge_day) as first_day
      from wanted
      join charge x on x.resource_id = wanted.id
      join dim_charge_kind kind on kind.id = x.charge_kind_id and kind.kind = 'usage'
      join dim_commitment commitment on commitment.id = x.commitment_id
      where x.charge_day >= ${from}::date and x.charge_day < ${to}::date
      group by wanted.resource_id, x.account_id, x.service_id, x.region_id, x.sku_id,
        commitment.commitment_discount_type, commitment.commitment_discount_id
    )
    select x.id, x.name, x.type, account.provider_name as provider, account.billing_account_id as billing_account,
           account.sub_account_id as account, account.sub_account_name as account_name,
           service.service_name as service, region.region_id as region, tag_set.tags, account.currency::text as currency,
           sku.sku_meter as meter, sku.sku_price_details as details, x.cost::text, x.list::text, x.list_missing::text,
           x.covered::text, x.commitment_type, x.commitment_id, x.first_day::text
    from x
    join dim_account account on account.id = x.account_id
    join dim_service service on service.id = x.service_id
    join dim_region region on region.id = x.region_id
    join dim_sku sku on sku.id = x.sku_id
    join dim_tag_set tag_set on tag_set.id = x.tag_set_id
    order by x.id, x.cost desc, x.sku_id, x.commitment_type, x.commitment_id`);
}

function resourceOf(rows: Row[], asked: Asked): LedgerResource {
  const { period } = asked;
  const [largest] = rows;
  if (!largest) throw new Error("A resource has no charges.");
  const own = rows.filter(({ currency }) => currency === largest.currency);
  const first = own.reduce((day, row) => earlierOf(row.first_day, day), addDays(period.to, -1));
  const scale = new Money(MONTH_DAYS).div(daysBetween({ from: laterOf(first, period.from), to: period.to }));
  const machine = own.filter((row) => isMachine(skuKey(row)));
  return {
    id: largest.id,
    name: largest.name,
    type: largest.type,
    provider: largest.provider,
    billingAccount: largest.billing_account,
    account: largest.account,
    accountName: largest.account_name,
    service: largest.service,
    region: largest.region,
    tags: largest.tags ?? {},
    bill: billOf(own, scale, asked),
    machine: machine.length > 0 ? billOf(machine, scale, asked) : null,
  };
}

const PLACES = 10;

function billOf(rows: Row[], scale: Money, { spare, plans }: Asked): Bill {
  const sum = (of: (row: Row) => string) => rows.reduce((total, row) => total.plus(of(row)), zero);
  const month = (amount: Money) => amount.times(scale).toDecimalPlaces(PLACES);
  const currency = rows[0]?.currency ?? "";
  const hasList = rows.every((row) => row.list_missing === "0");
  const covered = month(sum((row) => row.covered));
  const now = month(sum((row) => row.cost));
  const coveredBy = usesOf(rows, plans).map(({ amount, ...reach }) => ({ ...reach, amount: month(amount) }));
  const payer = rows[0]?.billing_account ?? "";
  const isMet = ({ amount, ...reach }: CoveredUse) =>
    spare({ payer, currency }, reach)
      .minus(month(onDemandIn(rows, reach)))
      .gte(amount);
  const told = coveredBy.reduce((total, { amount }) => total.plus(amount), zero);
  return {
    currency,
    now,
    list: hasList ? month(sum((row) => row.list ?? "0")) : null,
    covered,
    coveredBy,
    reusable: told.gte(covered) && coveredBy.every(isMet),
  };
}

/** What these are of a spare themselves: who frees a commitment by needing less needs that less as well. */
function onDemandIn(rows: Row[], reach: Reach): Money {
  return rows.reduce((total, row) => {
    const usage = coverableIn(row);
    if (!usage || !isWithin(reach, { ...usage, region: row.region })) return total;
    return total.plus(row.cost).minus(row.covered);
  }, zero);
}

/** What is covered of these, by what else its commitments could cover. */
function usesOf(rows: Row[], plans: Plans): CoveredUse[] {
  const uses = new Map<string, CoveredUse>();
  for (const row of rows) {
    const reach: Reach | null = plans.get(row.commitment_id ?? "") ?? reachOf({ ...row, type: row.commitment_type });
    if (!reach || new Money(row.covered).eq(0)) continue;
    const key = JSON.stringify(reach);
    uses.set(key, { ...reach, amount: new Money(row.covered).plus(uses.get(key)?.amount ?? zero) });
  }
  return [...uses.values()];
}
