import type { Scope } from "../../auth/scope";
import { sql } from "../../db/sql";
import type { Run } from "../../db/transaction";
import { addDays, type Day, dayOf } from "../../focus/period";
import { changingAdvice } from "../changing-advice";
import { isSameRegion } from "../ledger/same-region";
import { isUnread, type Unread, whyUnread } from "../run/unread";
import { type Action, OURS } from "../words";
import { followedSchedules } from "./followed-schedules";
import { isNow } from "./is-now";
import { type Billed, lastBilled } from "./last-billed";
import { markDone } from "./mark-done";
import { linkChanges } from "./one-change";

/** What a run looked at, the kinds being those of our own advice: what lies outside says nothing by being absent. */
export type Reach = { sources: string[]; kinds: string[]; failed: Unread[] };

type Settling = {
  startedAt: Date;
  runId: string;
  reach: Reach;
  /** Up to this day, which it does not hold, the bill is complete. */
  billedTo: Day | null;
};

type Unseen = {
  id: string;
  source: string;
  kind: string;
  action: Action;
  resource: string;
  account: string | null;
  region: string | null;
  first_seen: Day;
  last_seen: Day;
  gone: boolean;
  current: string;
  target: string;
  spec: string | null;
  stopped: boolean;
  unread: boolean;
};

/**
 * Settles what a run did not find again. Where the resource is now what was advised, or is gone as advised, the change
 * is done and will be measured; all else has expired. Dismissed stays dismissed. What could not be read is not confirmed,
 * and says nothing, but not for ever.
 */
export async function settleUnseen(scope: Scope, settling: Settling, now: Date): Promise<void> {
  const { billedTo } = settling;
  await changingAdvice(scope, async (run) => {
    await noteUnconfirmed(run, scope, settling, now);
    if (billedTo !== null) await settleSchedules(run, scope, { ...settling, billedTo }, now);
    const absent = await absentFrom(run, scope, settling);
    const unseen = absent.filter(({ unread }) => !unread);
    const asked = unseen
      .filter(isForTheBill)
      .map(({ id, resource, account, region, stopped }) => ({ id, resource, account, region, hourly: stopped }));
    const billed = billedTo === null ? new Map<string, Billed>() : await lastBilled(run, scope, asked, billedTo);
    const over = unseen.flatMap((each) => overSince(each, billed.get(each.id)) ?? []);
    const [gone, changed] = [unseen.filter((each) => each.gone), unseen.filter(isChanged)];
    const waiting = unseen.filter((each) => isWaitedFor(each, billed.get(each.id), dayOf(now)));
    await markDone(run, idsOf(gone), { how: "The resource is gone, as advised.", now });
    await markDone(run, idsOf(changed), { how: "The resource is now what was advised.", now });
    for (const { id, on, stopped } of over) await markDone(run, [id], { how: stopped ? STOPPED : OVER, now, on });
    await noteWaiting(run, idsOf(waiting), now);
    const settled = new Set(idsOf([...gone, ...changed, ...over, ...waiting]));
    await expire(
      run,
      idsOf(unseen).filter((id) => !settled.has(id)),
      { why: "The reason for it is gone.", now },
    );
    await expire(run, idsOf(absent.filter(({ unread }) => unread)), { why: UNREAD, now });
    await linkChanges(run, scope.workspaceId, now);
  });
}

const OVER = "It costs nothing any more, as advised.";
const STOPPED = "It is stopped, which ends most of its cost.";
const SCHEDULED = "The bill shows that it is switched off at night.";

async function settleSchedules(
  run: Run,
  scope: Scope,
  { runId, billedTo }: { runId: string; billedTo: Day },
  now: Date,
): Promise<void> {
  for (const { id, on } of await followedSchedules(run, scope, { runId, billedTo })) {
    await markDone(run, [id], { how: SCHEDULED, now, on });
  }
}

const idsOf = (rows: { id: string }[]) => rows.map(({ id }) => id);

function isChanged({ gone, spec, ...advised }: Unseen): boolean {
  return !gone && spec !== null && isNow(spec, advised);
}

/** No inventory tells that it is gone: its provider advised it, or the bill did, or it was stopped instead. */
function isForTheBill({ source, kind, action, spec, stopped }: Unseen): boolean {
  if (stopped) return action === "delete" || action === "stop";
  if (source === OURS) return kind === "resource" && action === "delete";
  return action === "stop" || (action === "delete" && spec === null);
}

/** It had a cost after it was advised, and has none any more. */
function overSince(
  { id, first_seen, stopped }: Unseen,
  billed: Billed | undefined,
): { id: string; on: Day; stopped: boolean } | null {
  return billed?.is_over && billed.day >= first_seen ? { id, on: addDays(billed.day, 1), stopped } : null;
}

/** Whoever looks at a resource knows of a change days before it can be seen on the bill. */
const DAYS_TO_WAIT = 8;
/** A week with nights, and the days until the bill has it. */
const DAYS_TO_SEE_NIGHTS = 12;

function isWaitedFor({ source, action, spec, stopped, last_seen }: Unseen, billed: Billed | undefined, today: Day) {
  if (action === "schedule") return spec !== null && addDays(last_seen, DAYS_TO_SEE_NIGHTS) > today;
  return (source !== OURS || stopped) && billed?.is_over === false && addDays(last_seen, DAYS_TO_WAIT) > today;
}

const DAYS_UNREAD = 30;
const UNREAD = `What it is about could not be read for ${DAYS_UNREAD} days: nobody knows whether it still holds.`;

/** By this look, whether the resource was not found or could not be judged. */
const isUnconfirmed = (startedAt: Date) =>
  sql`coalesce((advice.unconfirmed ->> 'at')::timestamptz >= ${startedAt}, false)`;

async function noteUnconfirmed(
  run: Run,
  { workspaceId }: Scope,
  { startedAt, reach: { failed } }: Settling,
  now: Date,
): Promise<void> {
  await run(sql`
    update recommendation advice
    set unconfirmed = ${whyUnread(failed)} || jsonb_build_object('at', ${now}::timestamptz)
    where workspace_id = ${workspaceId}::uuid and last_seen_at < ${startedAt}
      and state in ('open', 'in_progress', 'snoozed') and ${isUnread(failed)}`);
}

const WAITING = "The last look did not find it any more: whether it was done, the bill will show.";

async function noteWaiting(run: Run, ids: string[], now: Date): Promise<void> {
  await run(sql`
    update recommendation
    set unconfirmed = jsonb_build_object('at', ${now}::timestamptz, 'why', ${WAITING}::text, 'step', null)
    where id = any(${ids}::uuid[])`);
}

async function absentFrom(run: Run, { workspaceId }: Scope, { startedAt, runId, reach }: Settling): Promise<Unseen[]> {
  return await run<Unseen>(sql`
    select advice.id, advice.source, advice.kind, advice.action, advice.resource_id as resource, advice.account, advice.region,
      advice.first_seen_at::date::text as first_seen, advice.last_seen_at::date::text as last_seen, advice.current,
      advice.target, verdict.spec, coalesce(verdict.stopped, false) as stopped, ${isUnconfirmed(startedAt)} as unread, advice.action = 'delete' and advice.source = ${OURS} and advice.kind <> 'resource'
        and verdict.resource_id is null as gone
    from recommendation advice
    left join resource_verdict verdict on verdict.workspace_id = advice.workspace_id
      and verdict.resource_id = advice.resource_id and verdict.account is not distinct from advice.account
      and ${isSameRegion(sql`advice.resource_id`, sql`advice.region`, sql`verdict.region`)}
      and verdict.run_id = ${runId}::uuid and verdict.kind <> 'on the bill'
    where advice.workspace_id = ${workspaceId}::uuid and advice.last_seen_at < ${startedAt}
      and advice.state in ('open', 'in_progress', 'snoozed')
      and advice.source = any(${reach.sources}::text[])
      and (advice.source <> ${OURS} or advice.kind = any(${reach.kinds}::text[]))
      and (not ${isUnconfirmed(startedAt)}
        or (advice.state = 'open' and advice.last_seen_at < ${addDays(dayOf(startedAt), -DAYS_UNREAD)}::date))
    for update of advice`);
}

async function expire(run: Run, ids: string[], { why, now }: { why: string; now: Date }): Promise<void> {
  if (ids.length === 0) return;
  await run(sql`
    update recommendation set state = 'expired', state_since = ${now} where id = any(${ids}::uuid[])`);
  await run(sql`
    insert into recommendation_event (recommendation_id, kind, actor, at, text)
    select id, 'expired', 'outlay', ${now}, ${why} from unnest(${ids}::uuid[]) id`);
}
