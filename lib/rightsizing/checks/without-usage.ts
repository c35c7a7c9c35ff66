import type { Scope } from "../../auth/scope";
import { moneyText } from "../../budgets/money-text";
import { rowsOf, sql } from "../../db/sql";
import { Money } from "../../focus/money";
import type { Period } from "../../focus/period";
import type { Proposal } from "../advice/proposal";
import { consumed, effective } from "../ledger/exact";
import { regionAmong, regionKey } from "../ledger/same-region";
import type { RuleBook } from "../settings/settings";
import { MONTH_DAYS } from "../words";
import { ledgerProposal } from "./ledger-proposal";

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
  cost: string;
  days: string;
};

const LEAST_DAYS = 14;

/** Resources that cost something on many days of the month and of which every line says that nothing was used. */
export async function costsWithoutUsage({ workspaceId }: Scope, period: Period, book: RuleBook): Promise<Proposal[]> {
  const rows = await rowsOf<Row>(sql`
    with x as (
      select x.resource_id, x.account_id, x.region_id, max(x.service_id) as service_id,
        max(x.tag_set_id) as tag_set_id, sum(${effective}) as cost, bool_and(${consumed} = 0) as is_unused,
        -- A bit a day, which can be put together.
        bit_or(1::bigint << (x.charge_day - ${period.from}::date)) as days
      from charge x
      join dim_account account on account.id = x.account_id and account.workspace_id = ${workspaceId}::uuid
      join dim_charge_kind kind on kind.id = x.charge_kind_id and kind.kind = 'usage'
      where x.charge_day >= ${period.from}::date and x.charge_day < ${period.to}::date
      group by 1, 2, 3
    ), placed as (
      select x.*, resource.resource_id as id, resource.resource_name as name, resource.resource_type as type,
        ${regionAmong(sql`region.region_id`, sql`resource.resource_id, x.account_id`)} as region
      from x
      join dim_resource resource on resource.id = x.resource_id and resource.resource_id is not null
      join dim_region region on region.id = x.region_id
    ), unused as (
      select id, account_id, max(name) as name, max(type) as type, max(region) as region, max(service_id) as service_id,
        max(tag_set_id) as tag_set_id, sum(cost) as cost, bit_count(bit_or(days)::bit(64)) as days
      from placed
      group by id, account_id, ${regionKey(sql`id`, sql`region`)}
      having sum(cost) > 0 and bool_and(is_unused) and bit_count(bit_or(days)::bit(64)) >= ${LEAST_DAYS}
    )
    select x.id, x.name, x.type,
      account.provider_name as provider, account.billing_account_id as billing_account,
      account.sub_account_id as account, account.sub_account_name as account_name, service.service_name as service,
      x.region, tag_set.tags, account.currency::text as currency, x.cost::text, x.days::text
    from unused x
    join dim_account account on account.id = x.account_id
    join dim_service service on service.id = x.service_id
    join dim_tag_set tag_set on tag_set.id = x.tag_set_id
    order by x.cost desc limit 5000`);
  return rows.flatMap((row) => {
    const { rules } = book(row.tags ?? {});
    const now = new Money(row.cost);
    return rules.excluded || now.lt(rules.minimumSaving) ? [] : [proposalOf(row, now)];
  });
}

function proposalOf(row: Row, now: Money): Proposal {
  const name = row.name ?? row.id;
  return ledgerProposal({
    kind: "resource",
    action: "delete",
    verdict: "costs_without_usage",
    place: {
      provider: row.provider,
      billingAccount: row.billing_account,
      account: row.account,
      accountName: row.account_name,
      service: row.service,
      region: row.region,
      resourceId: row.id,
      resourceName: row.name,
      resourceType: row.type,
      tags: row.tags ?? {},
    },
    title: `Delete ${name}, which costs and is not used`,
    current: "Paid for and not used",
    target: "Deleted",
    currency: row.currency,
    now,
    saving: now,
    reason: "The bill has costs of it and says of every one that nothing was consumed.",
    how: [
      `It cost ${moneyText(now, row.currency)} on ${row.days} of the last ${MONTH_DAYS} days, and the consumed quantity was zero on all of them.`,
    ],
  });
}
