import { type Sql, sql } from "../../db/sql";
import type { Run } from "../../db/transaction";
import { isSameRegion } from "../ledger/same-region";
import { OURS } from "../words";

/** How long a provider may go on advising what was done already. */
const STALE_DAYS = 30;

/** Advice of one class on one resource tells of the same change. */
export const classOf = (action: Sql): Sql => sql`
  case when ${action} in ('delete', 'stop') then 'removal' when ${action} = 'schedule' then 'hours'
    when ${action} in ('rightsize', 'change_generation', 'migrate_to_graviton', 'change_storage', 'scale_in')
      then 'shape'
    else ${action} end`;

const firstWord = (target: Sql): Sql => sql`substring(${target} from '^[A-Za-z0-9.-]+')`;

/** Ours stands for the others of its day: its figures are of this bill. */
const order = (name: "led" | "advice"): Sql =>
  name === "led"
    ? sql`(led.done_on, led.source <> ${OURS}, led.id)`
    : sql`(advice.done_on, advice.source <> ${OURS}, advice.id)`;

/** The day on which it was advised, this time. */
const openedOn = sql`coalesce((select max(event.at) from recommendation_event event
  where event.recommendation_id = advice.id and event.kind in ('opened', 'reopened')), advice.first_seen_at)::date`;

/**
 * Finds what several sources advised and somebody did once: the first of them that was done has the saving booked, the
 * others refer to it and have nothing in the savings ledger. What is the same as one that refers to another refers to
 * that as well, and what is told of after the measurement has its outcome.
 */
export async function linkChanges(run: Run, workspaceId: string, now: Date): Promise<void> {
  await run(sql`
    with recursive linked as (
      select distinct on (advice.id) advice.id,
        case when led.state = 'done' then led.id else coalesce(led.booked_with, led.id) end as leader
      from recommendation advice
      join recommendation led on led.workspace_id = advice.workspace_id and led.id <> advice.id
        and led.account is not distinct from advice.account
        and (led.resource_id = advice.resource_id or advice.resource_id = any(led.covers))
        and ${isSameRegion(sql`advice.resource_id`, sql`led.region`, sql`advice.region`)}
        -- What failed may be done once more, later, and is then a change of its own.
        and (led.state in ('done', 'verified') or (led.state = 'failed' and led.done_on = advice.done_on)) and ${order("led")} < ${order("advice")}
        and ${classOf(sql`led.action`)} = ${classOf(sql`advice.action`)}
        and (led.done_on = advice.done_on or (led.done_on >= ${openedOn} - ${STALE_DAYS}::int
          and (${classOf(sql`advice.action`)} <> 'shape' or ${firstWord(sql`led.target`)} = ${firstWord(sql`advice.target`)})))
      where advice.workspace_id = ${workspaceId}::uuid and advice.state = 'done'
        and advice.kind not in ('commitment', 'held commitment')
      order by advice.id, ${order("led")}
    ), followed as (
      select id, leader from linked
      union all select followed.id, linked.leader from followed join linked on linked.id = followed.leader
    ), first as (
      select id, leader from followed where not exists (select from linked where linked.id = followed.leader)
    )
    update recommendation advice set booked_with = found.leader
    from (
      select known.id, first.leader from recommendation known left join first on first.id = known.id
      where known.workspace_id = ${workspaceId}::uuid and known.state not in ('verified', 'failed')
        and (known.state = 'done' or known.booked_with is not null)
    ) found
    where advice.id = found.id and advice.booked_with is distinct from found.leader`);
  await run(sql`
    delete from saving_entry entry using recommendation advice
    where advice.id = entry.recommendation_id and advice.round = entry.round and advice.state = 'done'
      and advice.workspace_id = ${workspaceId}::uuid and advice.booked_with is not null`);
  await run(sql`
    with settled as (
      update recommendation advice set state = led.state, state_since = ${now} from recommendation led
      where advice.workspace_id = ${workspaceId}::uuid and advice.booked_with = led.id and advice.state = 'done'
        and led.state in ('verified', 'failed')
      returning advice.id, advice.state
    )
    insert into recommendation_event (recommendation_id, kind, actor, at, text)
    select id, state::text, 'outlay', ${now}, 'It is booked with the other recommendation to do the same.' from settled`);
}
