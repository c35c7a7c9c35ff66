import { sql } from "../../db/sql";
import type { Run } from "../../db/transaction";
import { dayOf } from "../../focus/period";

/** For runs: the data shows that this was done, whoever did it; what was expected is booked. */
export async function markDone(run: Run, ids: string[], { how, now }: { how: string; now: Date }): Promise<void> {
  if (ids.length === 0) return;
  await run(sql`
    update recommendation set state = 'done', state_since = ${now}, done_on = ${dayOf(now)}::date, done_by = 'outlay',
      snoozed_until = null
    where id = any(${ids}::uuid[])`);
  await run(sql`
    insert into recommendation_event (recommendation_id, kind, actor, at, text)
    select id, 'done', 'outlay', ${now}, ${how} from unnest(${ids}::uuid[]) id`);
  await bookEstimate(run, ids, now);
}

/** What was expected when somebody took it on, which the measurement is held against. */
export async function bookEstimate(run: Run, ids: string[], now: Date): Promise<void> {
  await run(sql`
    insert into saving_entry (workspace_id, recommendation_id, basis, currency, counterfactual, actual, saving, monthly,
      evidence, booked_at)
    select workspace_id, id, 'estimate', currency, now, after, saving, saving, '{}', ${now}
    from recommendation where id = any(${ids}::uuid[])
    on conflict (recommendation_id, basis) do nothing`);
}
