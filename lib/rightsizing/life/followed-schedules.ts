import type { Scope } from "../../auth/scope";
import { sql } from "../../db/sql";
import type { Run } from "../../db/transaction";
import { addDays, type Day } from "../../focus/period";
import { isHourly } from "../ledger/hours";
import { isSameAccount } from "../ledger/same-account";
import { isSameRegion } from "../ledger/same-region";
import { OURS } from "../words";

/** Hours of the machine on each day of the bill that has any. */
type Ran = { id: string; first_seen: Day; day: Day; hours: number };

const DAYS_BACK = 45;
const WEEK = 7;
/** More than this is a day without a night. */
const FULL_DAY = 18;
/** A machine of which less is left is no machine that is switched on each morning. */
const LEAST_DAYS_ON = 3;

/**
 * Machines that were always on when a schedule was advised, and now have a week without one full day: since which day.
 * That says more than metrics, which show the nights before the change for weeks.
 */
export async function followedSchedules(
  run: Run,
  { workspaceId }: Scope,
  { runId, billedTo }: { runId: string; billedTo: Day },
): Promise<{ id: string; on: Day }[]> {
  const rows = await run<Ran>(sql`
    with hourly as (
      select advice.id, advice.first_seen_at::date::text as first_seen, x.charge_day as day, x.sku_id,
        sum(x.pricing_quantity) as hours
      from recommendation advice
      join resource_verdict verdict on verdict.workspace_id = advice.workspace_id
        and verdict.resource_id = advice.resource_id and verdict.account is not distinct from advice.account
        and ${isSameRegion(sql`advice.resource_id`, sql`advice.region`, sql`verdict.region`)}
        and verdict.run_id = ${runId}::uuid and verdict.kind <> 'on the bill'
      join dim_resource resource on resource.workspace_id = advice.workspace_id
        and resource.resource_id = advice.resource_id
      join charge x on x.resource_id = resource.id
      join dim_sku sku on sku.id = x.sku_id and ${isHourly}
      join dim_account account on account.id = x.account_id and ${isSameAccount(sql`advice.account`)}
      join dim_region region on region.id = x.region_id
        and ${isSameRegion(sql`advice.resource_id`, sql`advice.region`, sql`region.region_id`)}
      join dim_charge_kind kind on kind.id = x.charge_kind_id and kind.kind = 'usage'
      where advice.workspace_id = ${workspaceId}::uuid and advice.action = 'schedule' and advice.source = ${OURS}
        and advice.state in ('open', 'in_progress', 'snoozed')
        and x.charge_day >= ${addDays(billedTo, -DAYS_BACK)}::date and x.charge_day < ${billedTo}::date
      group by 1, 2, 3, 4
    )
    select id, first_seen, day::text, max(hours)::float as hours from hourly
    group by 1, 2, 3 having max(hours) > 0 order by 1, 3`);
  const byAdvice = new Map<string, Ran[]>();
  for (const row of rows) byAdvice.set(row.id, [...(byAdvice.get(row.id) ?? []), row]);
  return [...byAdvice].flatMap(([id, days]) => {
    const on = scheduledSince(days, billedTo);
    return on === null ? [] : [{ id, on }];
  });
}

function scheduledSince(days: Ran[], billedTo: Day): Day | null {
  const lastFull = days.findLast(({ hours }) => hours > FULL_DAY);
  const week = days.filter(({ day }) => day >= addDays(billedTo, -WEEK));
  if (!lastFull || week.length < LEAST_DAYS_ON || lastFull.day >= addDays(billedTo, -WEEK)) return null;
  const on = addDays(lastFull.day, 1);
  return on >= lastFull.first_seen ? on : null;
}
