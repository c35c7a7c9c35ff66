import type { Scope } from "../../auth/scope";
import { sql } from "../../db/sql";
import { inTransaction, type Run } from "../../db/transaction";
import { isUnread, type Unread } from "../run/unread";
import { OURS } from "../words";
import { isNow } from "./is-now";
import { markDone } from "./mark-done";
import { linkChanges } from "./one-change";

/** What a run looked at, the kinds being those of our own advice: what lies outside says nothing by being absent. */
export type Reach = { sources: string[]; kinds: string[]; failed: Unread[] };

type Seen = "gone" | "changed" | null;
type Unseen = { id: string; gone: boolean; current: string; target: string; spec: string | null };

/**
 * Settles what a run did not find again. Where the resource is now what was advised, or is gone as advised, the change
 * is done and will be measured; all else has expired. Dismissed stays dismissed.
 */
export async function settleUnseen(
  scope: Scope,
  { startedAt, runId, reach }: { startedAt: Date; runId: string; reach: Reach },
  now: Date,
): Promise<void> {
  await inTransaction(async (run) => {
    const unseen = await unseenIn(run, scope, { startedAt, runId, reach });
    const idsOf = (wanted: Seen) => unseen.filter((each) => seenOf(each) === wanted).map(({ id }) => id);
    await markDone(run, idsOf("gone"), { how: "The resource is gone, as advised.", now });
    await markDone(run, idsOf("changed"), { how: "The resource is now what was advised.", now });
    await expire(run, idsOf(null), now);
    await linkChanges(run, scope.workspaceId);
  });
}

function seenOf({ gone, spec, ...advised }: Unseen): Seen {
  if (gone) return "gone";
  return spec !== null && isNow(spec, advised) ? "changed" : null;
}

async function unseenIn(
  run: Run,
  { workspaceId }: Scope,
  { startedAt, runId, reach }: { startedAt: Date; runId: string; reach: Reach },
): Promise<Unseen[]> {
  return await run<Unseen>(sql`
    select advice.id, advice.current, advice.target, verdict.spec,
      advice.action = 'delete' and advice.source = ${OURS} and advice.kind <> 'resource'
        and verdict.resource_id is null as gone
    from recommendation advice
    left join resource_verdict verdict on verdict.workspace_id = advice.workspace_id
      and verdict.resource_id = advice.resource_id and verdict.account is not distinct from advice.account
      and verdict.run_id = ${runId}::uuid and verdict.kind <> 'on the bill'
    where advice.workspace_id = ${workspaceId}::uuid and advice.last_seen_at < ${startedAt}
      and advice.state in ('open', 'in_progress', 'snoozed')
      and advice.source = any(${reach.sources}::text[])
      and (advice.source <> ${OURS} or advice.kind = any(${reach.kinds}::text[]))
      and not ${isUnread(reach.failed)}
    for update of advice`);
}

async function expire(run: Run, ids: string[], now: Date): Promise<void> {
  if (ids.length === 0) return;
  await run(sql`
    update recommendation set state = 'expired', state_since = ${now} where id = any(${ids}::uuid[])`);
  await run(sql`
    insert into recommendation_event (recommendation_id, kind, actor, at, text)
    select id, 'expired', 'outlay', ${now}, 'The reason for it is gone.' from unnest(${ids}::uuid[]) id`);
}
