import type { Scope } from "../../auth/scope";
import { sql } from "../../db/sql";
import type { Run } from "../../db/transaction";
import { dayOf } from "../../focus/period";
import { changingAdvice } from "../changing-advice";
import { isNow } from "../life/is-now";
import { markDone } from "../life/mark-done";
import type { AdviceState, Verdict } from "../words";
import type { Proposal } from "./proposal";
import { rowOf, upsertAdvice } from "./write-advice";

type Known = {
  id: string;
  key: string;
  state: AdviceState;
  verdict: Verdict;
  current: string;
  target: string;
  dismissed_until: string | null;
  snoozed_until: string | null;
};

const AT_ONCE = 500;

/**
 * Writes what a run found. What is known by its key keeps its state, owner and history: dismissed stays dismissed until
 * its day, done waits for its measurement, and what had expired or was verified on another size is open again.
 */
export async function recordProposals(scope: Scope, proposals: Proposal[], now: Date): Promise<void> {
  const byKey = new Map(proposals.map((proposal) => [proposal.key, proposal]));
  const all = [...byKey.values()];
  for (let from = 0; from < all.length; from += AT_ONCE) {
    await recordSome(scope, all.slice(from, from + AT_ONCE), now);
  }
}

async function recordSome(scope: Scope, proposals: Proposal[], now: Date): Promise<void> {
  const { workspaceId } = scope;
  await changingAdvice(scope, async (run) => {
    const keys = proposals.map(({ key }) => key);
    const known = await run<Known>(sql`
      select id, key, state, verdict, current, target, dismissed_until::text, snoozed_until::text from recommendation
      where workspace_id = ${workspaceId}::uuid and key = any(${keys}::text[]) for update`);
    const today = dayOf(now);
    const followed = proposals.flatMap((proposal) => known.filter((each) => isFollowed(each, proposal)));
    const stopped = proposals.flatMap((proposal) => known.filter((each) => isStopped(each, proposal)));
    await markDone(
      run,
      followed.map(({ id }) => id),
      { how: "The resource is now what was advised.", now },
    );
    await markDone(
      run,
      stopped.map(({ id }) => id),
      { how: "The resource is stopped, which ends most of its cost.", now },
    );
    for (const each of [...followed, ...stopped]) each.state = "done";
    const byKey = new Map(known.map((each) => [each.key, each]));
    const isSeen = ({ key }: Proposal) => isKept(byKey.get(key));
    await markSeen(run, known.filter(isKept), now);
    const written = proposals.filter((proposal) => !isSeen(proposal) || isOtherSize(byKey.get(proposal.key), proposal));
    const rows = written.map((proposal) => rowOf(proposal, stateAfter(byKey.get(proposal.key), proposal, today)));
    if (rows.length === 0) return;
    await upsertAdvice(run, workspaceId, rows, now);
    await noteOpened(run, workspaceId, { written, byKey, today }, now);
  });
}

/** What was advised is what there is now, and it could be smaller still: that is measured first. */
function isFollowed(known: Known, { key, current }: Proposal): boolean {
  return known.key === key && isNow(current, known) && isToDo(known);
}

/** What should go was stopped instead, and what is left of it could go as well: that it runs no more is measured first. */
function isStopped(known: Known, { key, verdict }: Proposal): boolean {
  return known.key === key && known.verdict === "idle" && verdict === "stopped" && isToDo(known);
}

const isToDo = ({ state }: Known) => state === "open" || state === "in_progress" || state === "snoozed";

/** Its figures are those that were accepted: the measurement is compared with them. */
function isKept(known: Known | undefined): boolean {
  return known?.state === "done" || known?.state === "verified" || known?.state === "failed";
}

function isOtherSize(known: Known | undefined, { current }: Proposal): boolean {
  return (known?.state === "verified" || known?.state === "failed") && known.current !== current;
}

function stateAfter(known: Known | undefined, proposal: Proposal, today: string): AdviceState {
  if (!known || known.state === "expired" || isOtherSize(known, proposal)) return "open";
  if (known.state === "dismissed" && isOver(known.dismissed_until, today)) return "open";
  if (known.state === "snoozed" && isOver(known.snoozed_until, today)) return "open";
  return known.state;
}

const isOver = (day: string | null, today: string) => day !== null && day <= today;

async function markSeen(run: Run, known: Known[], now: Date): Promise<void> {
  const ids = known.map(({ id }) => id);
  await run(sql`update recommendation set last_seen_at = ${now}, unconfirmed = null where id = any(${ids}::uuid[])`);
}

type Written = { written: Proposal[]; byKey: Map<string, Known>; today: string };

async function noteOpened(run: Run, workspaceId: string, { written, byKey, today }: Written, now: Date): Promise<void> {
  const opened = written.filter((proposal) => {
    const known = byKey.get(proposal.key);
    return known?.state !== "open" && stateAfter(known, proposal, today) === "open";
  });
  if (opened.length === 0) return;
  const keys = opened.map(({ key }) => key);
  const kinds = opened.map(({ key }) => (byKey.has(key) ? "reopened" : "opened"));
  await run(sql`
    insert into recommendation_event (recommendation_id, kind, actor, at)
    select recommendation.id, opened.kind, 'outlay', ${now}
    from unnest(${keys}::text[], ${kinds}::text[]) as opened (key, kind)
    join recommendation on recommendation.workspace_id = ${workspaceId}::uuid and recommendation.key = opened.key`);
}
