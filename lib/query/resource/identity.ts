import type { Scope } from "../../auth/scope";
import { join, type Sql, sql } from "../../db/sql";
import { DomainError } from "../../errors";
import type { Metric } from "../../focus/charge";
import { Money, plain } from "../../focus/money";
import type { Day } from "../../focus/period";
import { dayColumn, metricSql, tableName } from "../catalog";
import type { Reader } from "../snapshot";
import { rowConditions, rowTable, seenBy } from "../within-rows";

/** What a resource is, read off everything that was ever charged to it. */
export type Identity = {
  name: string | null;
  type: string | null;
  zone: string | null;
  provider: string | null;
  accounts: { id: string | null; name: string | null; billingAccount: string }[];
  services: string[];
  regions: string[];
  firstSeen: Day;
  lastSeen: Day;
  charges: number;
  /** Over its whole life. */
  totals: { currency: string; amount: string }[];
};

/** The keys under which the ledger has it; an id that was renamed has several. */
export type Keys = { ids: number[]; accountIds: number[]; serviceIds: number[]; regionIds: number[] };

type Tuple = { id: number; name: string | null; type: string | null; zone: string | null };
type Charged = {
  account_id: number;
  service_id: number;
  region_id: number;
  charges: string;
  amount: string;
  currency: string;
  provider: string | null;
  account: string | null;
  account_name: string | null;
  billing_account: string;
  service: string | null;
  region: string | null;
};

export async function identityOf(
  read: Reader,
  scope: Scope,
  { id, metric }: { id: string; metric: Metric },
): Promise<{ keys: Keys; identity: Identity }> {
  const tuples = await read.rows<Tuple>(sql`
    select id, resource_name as name, resource_type as type, availability_zone as zone from dim_resource
    where workspace_id = ${scope.workspaceId}::uuid and resource_id = ${id}
      and ${seenBy(scope, "resource", sql`dim_resource.id`)} order by id desc`);
  const ids = tuples.map((tuple) => tuple.id);
  const charged = await chargedTo(read, scope, { ids, metric });
  const [days] = await read.rows<{ first: Day | null; last: Day | null }>(
    sql`select min(x.charge_day) as first, max(x.charge_day) as last from charge x where ${join(chargesOf(scope, ids), " and ")}`,
  );
  if (!days?.first || !days.last) {
    throw new DomainError("not_found", "No charge names this resource. It may have left the ledger with its source.");
  }
  const newest = (key: "name" | "type" | "zone") => tuples.find((tuple) => tuple[key] !== null)?.[key] ?? null;
  const keys = {
    ids,
    accountIds: distinct(charged.map((row) => row.account_id)),
    serviceIds: distinct(charged.map((row) => row.service_id)),
    regionIds: distinct(charged.map((row) => row.region_id)),
  };
  const identity = {
    name: newest("name"),
    type: newest("type"),
    zone: newest("zone"),
    provider: charged[0]?.provider ?? null,
    accounts: accountsOf(charged),
    services: distinct(charged.map(({ service }) => service)),
    regions: distinct(charged.map(({ region }) => region)),
    firstSeen: days.first,
    lastSeen: days.last,
    charges: charged.reduce((sum, row) => sum + Number(row.charges), 0),
    totals: totalsOf(charged),
  };
  return { keys, identity };
}

function distinct<Value>(values: (Value | null)[]): Value[] {
  return [...new Set(values.filter((value) => value !== null))];
}

/** What is charged to these ids and may be seen. */
function chargesOf(scope: Scope, ids: number[]): Sql[] {
  return [sql`x.resource_id = any(${ids}::int[])`, ...rowConditions(scope)];
}

async function chargedTo(
  read: Reader,
  scope: Scope,
  { ids, metric }: { ids: number[]; metric: Metric },
): Promise<Charged[]> {
  const table = rowTable(scope);
  const charges = table === "charge" ? sql`count(*)` : sql`sum(x.charges)`;
  return await read.rows<Charged>(sql`
    select x.account_id, x.service_id, x.region_id, (${charges})::text as charges,
           trim_scale(coalesce(${metricSql(metric, table).amount}, 0))::text as amount,
           account.currency::text as currency, account.provider_name as provider, account.sub_account_id as account,
           account.sub_account_name as account_name, account.billing_account_id as billing_account,
           service.service_name as service, region.region_id as region
    from ${tableName[table]} x
    join dim_account account on account.id = x.account_id
    join dim_service service on service.id = x.service_id
    join dim_region region on region.id = x.region_id
    where ${join(chargesOf(scope, ids), " and ")}
    group by account.id, service.id, region.id, 1, 2, 3
    order by max(${dayColumn[table]}) desc, abs(sum(x.billed)) desc`);
}

function accountsOf(charged: Charged[]): Identity["accounts"] {
  const accounts = new Map<string, Identity["accounts"][number]>();
  for (const { account, account_name: name, billing_account: billingAccount } of charged) {
    const key = JSON.stringify([account, billingAccount]);
    if (!accounts.has(key)) accounts.set(key, { id: account, name, billingAccount });
  }
  return [...accounts.values()];
}

function totalsOf(charged: Charged[]): Identity["totals"] {
  const totals = new Map<string, Money>();
  for (const { currency, amount } of charged) totals.set(currency, new Money(amount).plus(totals.get(currency) ?? 0));
  return [...totals].map(([currency, amount]) => ({ currency, amount: plain(amount) }));
}
