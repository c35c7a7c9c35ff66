import type { Scope } from "../../auth/scope";
import { rowsOf, sql } from "../../db/sql";
import { addMonths, monthOf, type Period } from "../../focus/period";
import { isSameRegion, regionAmong, regionKey } from "../ledger/same-region";
import { OURS } from "../words";
import { textOf } from "./text-of";
import type { Unread } from "./unread";

type Run = { runId: string; now: Date };

/** Gives what is on the bill and in no inventory its verdict too: nobody should wonder why nothing is said of it. */
export async function noteUnread({ workspaceId }: Scope, period: Period, { runId, now }: Run): Promise<void> {
  const month = monthOf(period.from).from;
  await rowsOf(sql`
    with x as (
      select x.resource_id, x.account_id, x.region_id, max(x.tag_set_id) as tag_set_id,
        sum(x.effective) filter (where x.month = ${month}::date) as cost
      from rollup_month x
      join dim_account account on account.id = x.account_id and account.workspace_id = ${workspaceId}::uuid
      where x.month >= ${month}::date and x.month < ${addMonths(month, 2)}::date
      group by 1, 2, 3
    ), placed as (
      select resource.resource_id, resource.resource_name as name, resource.resource_type as type,
        account.provider_name as provider, account.sub_account_id as account,
        ${regionAmong(sql`region.region_id`, sql`resource.resource_id, account.provider_name, account.sub_account_id`)} as region,
        account.currency::text, x.cost, x.tag_set_id
      from x
      join dim_account account on account.id = x.account_id
      join dim_resource resource on resource.id = x.resource_id and resource.resource_id is not null
      join dim_region region on region.id = x.region_id
    ), billed as (
      select resource_id, max(name) as name, max(type) as type, provider, account, max(region) as region,
        ${regionKey(sql`resource_id`, sql`region`)} as place, max(currency) as currency, sum(cost) as cost,
        max(tag_set_id) as tag_set_id
      from placed
      group by resource_id, provider, account, place
      having count(distinct currency) = 1
    )
    insert into resource_verdict (workspace_id, resource_key, kind, verdict, reason, provider, account, region,
      resource_id, resource_name, resource_type, tags, currency, monthly_cost, run_id, evaluated_at)
    select ${workspaceId}::uuid, 'bill|' || md5(concat_ws('|', provider, account, place, resource_id)), 'on the bill', 'skipped',
      'Its provider was not asked about it: neither its use nor its size is known.', provider, account, region,
      resource_id, name, type, coalesce(tag_set.tags, '{}'), currency, cost, ${runId}::uuid, ${now}
    from billed left join dim_tag_set tag_set on tag_set.id = billed.tag_set_id
    where not exists (
      select from resource_verdict other where other.workspace_id = ${workspaceId}::uuid
        and other.resource_id = billed.resource_id and other.kind <> 'on the bill'
        and (billed.account is null or other.account is null or other.account = billed.account)
        and ${isSameRegion(sql`billed.resource_id`, sql`billed.region`, sql`other.region`)})
    on conflict (workspace_id, resource_key) do update set
      region = excluded.region, resource_name = excluded.resource_name, resource_type = excluded.resource_type,
      tags = excluded.tags, monthly_cost = excluded.monthly_cost, run_id = excluded.run_id,
      evaluated_at = excluded.evaluated_at`);
  await rowsOf(sql`
    delete from resource_verdict where workspace_id = ${workspaceId}::uuid and kind = 'on the bill'
      and run_id <> ${runId}::uuid`);
}

type Read = { runId: string; failed: Unread[] };

/** Drops the verdicts on what is not there any more, wherever that was looked at. */
export async function forgetGone({ workspaceId }: Scope, { runId, failed }: Read): Promise<void> {
  const ours = failed.filter(({ source }) => source === OURS);
  await rowsOf(sql`
    delete from resource_verdict verdict where workspace_id = ${workspaceId}::uuid and run_id <> ${runId}::uuid
      and not exists (
        select from jsonb_to_recordset(${textOf(ours)}::jsonb) as unread (account text, region text, kind text)
        where (unread.account is null or unread.account = verdict.account)
          and (unread.region is null or unread.region = verdict.region)
          and (unread.kind is null or unread.kind = verdict.kind))`);
}
