import { sql } from "../../db/sql";
import type { Run } from "../../db/transaction";
import { type Day, dayOf } from "../../focus/period";
import { isSameRegion } from "../ledger/same-region";
import { OURS } from "../words";
import { classOf } from "./one-change";

/** For runs: the data shows that this was done, whoever did it; what was expected is booked. */
export async function markDone(
  run: Run,
  ids: string[],
  { how, now, on = dayOf(now) }: { how: string; now: Date; on?: Day },
): Promise<void> {
  if (ids.length === 0) return;
  await run(sql`
    update recommendation set state = 'done', state_since = ${now}, done_on = ${on}::date, done_by = 'outlay',
      snoozed_until = null
    where id = any(${ids}::uuid[])`);
  await run(sql`
    insert into recommendation_event (recommendation_id, kind, actor, at, text)
    select id, 'done', 'outlay', ${now}, ${how} from unnest(${ids}::uuid[]) id`);
  await bookEstimate(run, ids, now);
}

/**
 * What was expected when somebody took it on, which the measurement is held against. Of several sources' advice to do
 * the same the first has it booked.
 */
export async function bookEstimate(run: Run, ids: string[], now: Date): Promise<void> {
  await run(sql`
    with taken as (
      select advice.*, source <> ${OURS} as is_theirs, ${classOf(sql`action`)} as class
      from recommendation advice where id = any(${ids}::uuid[]) and booked_with is null
    )
    insert into saving_entry (workspace_id, recommendation_id, round, basis, currency, counterfactual, actual, saving,
      monthly, evidence, booked_at)
    select workspace_id, id, round, 'estimate', currency, now, after, saving, saving, '{}', ${now}
    from taken
    where not exists (
      select from taken first
      where first.resource_id = taken.resource_id and first.account is not distinct from taken.account
        and ${isSameRegion(sql`taken.resource_id`, sql`first.region`, sql`taken.region`)}
        and first.class = taken.class and (first.is_theirs, first.id) < (taken.is_theirs, taken.id)
    ) and not exists (
      select from recommendation other
      join saving_entry entry on entry.recommendation_id = other.id and entry.round = other.round and entry.basis = 'estimate'
      where other.workspace_id = taken.workspace_id and other.id <> taken.id and other.resource_id = taken.resource_id
        and ${isSameRegion(sql`taken.resource_id`, sql`other.region`, sql`taken.region`)}
        and other.account is not distinct from taken.account and other.state in ('in_progress', 'done')
        and ${classOf(sql`other.action`)} = taken.class)
    on conflict (recommendation_id, round, basis) do nothing`);
}
