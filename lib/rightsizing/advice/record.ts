import type { Scope } from "../../auth/scope";
import { sql } from "../../db/sql";
import { inTransaction, type Run } from "../../db/transaction";
import { type Money, plain } from "../../focus/money";
import { dayOf } from "../../focus/period";
import { markDone } from "../life/mark-done";
import type { AdviceState } from "../words";
import type { Proposal } from "./proposal";

type Known = {
  id: string;
  key: string;
  state: AdviceState;
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

async function recordSome({ workspaceId }: Scope, proposals: Proposal[], now: Date): Promise<void> {
  await inTransaction(async (run) => {
    const keys = proposals.map(({ key }) => key);
    const known = await run<Known>(sql`
      select id, key, state, current, target, dismissed_until::text, snoozed_until::text from recommendation
      where workspace_id = ${workspaceId}::uuid and key = any(${keys}::text[]) for update`);
    const today = dayOf(now);
    const followed = proposals.flatMap(({ key, current }) => known.filter((each) => isFollowed(each, key, current)));
    await markDone(
      run,
      followed.map(({ id }) => id),
      { how: "The resource is now what was advised.", now },
    );
    for (const each of followed) each.state = "done";
    const byKey = new Map(known.map((each) => [each.key, each]));
    const isSeen = ({ key }: Proposal) => isKept(byKey.get(key));
    await markSeen(run, known.filter(isKept), now);
    const written = proposals.filter((proposal) => !isSeen(proposal) || isOtherSize(byKey.get(proposal.key), proposal));
    const rows = written.map((proposal) => rowOf(proposal, stateAfter(byKey.get(proposal.key), proposal, today)));
    if (rows.length === 0) return;
    await upsert(run, workspaceId, rows, now);
    await noteOpened(run, workspaceId, { written, byKey, today }, now);
  });
}

/** What was advised is what there is now, and it could be smaller still: that is measured first. */
function isFollowed({ key, state, target }: Known, itsKey: string, current: string): boolean {
  return key === itsKey && target === current && (state === "open" || state === "in_progress" || state === "snoozed");
}

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
  await run(sql`update recommendation set last_seen_at = ${now} where id = any(${ids}::uuid[])`);
}

function rowOf(proposal: Proposal, state: AdviceState) {
  const { place, listNow, listAfter, now, after, saving, listSaving, owner, ...same } = proposal;
  const text = (amount: Money | null) => amount && plain(amount);
  return {
    key: same.key,
    source: same.source,
    action: same.action,
    kind: same.kind,
    verdict: same.verdict,
    provider: place.provider,
    billing_account: place.billingAccount,
    account: place.account,
    account_name: place.accountName,
    service: place.service,
    region: place.region,
    resource_id: place.resourceId,
    resource_name: place.resourceName,
    resource_type: place.resourceType,
    tags: place.tags,
    team: place.tags.team ?? null,
    title: same.title,
    current: same.current,
    target: same.target,
    currency: same.currency,
    list_now: text(listNow),
    list_after: text(listAfter),
    now: text(now),
    after: text(after),
    saving: text(saving),
    list_saving: text(listSaving),
    price_origin: same.priceOrigin,
    in_ledger: same.inLedger,
    covers: same.covers,
    confidence: same.confidence,
    risk: same.risk,
    effort: same.effort,
    restart: same.restart,
    memory_measured: same.memoryMeasured,
    evidence: same.evidence,
    owner,
    state,
  };
}

async function upsert(run: Run, workspaceId: string, rows: ReturnType<typeof rowOf>[], now: Date): Promise<void> {
  // NUL and half a surrogate pair are sound JSON and no text that Postgres can hold.
  const text = JSON.stringify(rows).replace(/\\u0000|\\ud[89a-f][0-9a-f]{2}/gi, "\\ufffd");
  await run(sql`
    insert into recommendation as kept (workspace_id, first_seen_at, last_seen_at, state_since,
      key, source, action, kind, verdict, provider, billing_account, account, account_name, service, region,
      resource_id, resource_name, resource_type, tags, team, title, current, target, currency, list_now, list_after,
      now, after, saving, list_saving, price_origin, in_ledger, covers, confidence, risk, effort, restart,
      memory_measured, evidence, owner, state)
    select ${workspaceId}::uuid, ${now}, ${now}, ${now},
      key, source, action, kind, verdict, provider, billing_account, account, account_name, service, region,
      resource_id, resource_name, resource_type, coalesce(tags, '{}'), team, title, current, target, currency, list_now, list_after,
      now, after, saving, list_saving, price_origin, in_ledger, covers, confidence, risk, effort, restart,
      memory_measured, evidence, owner, state
    from jsonb_to_recordset(${text}::jsonb) as new (
      key text, source text, action text, kind text, verdict text, provider text, billing_account text, account text,
      account_name text, service text, region text, resource_id text, resource_name text, resource_type text, tags jsonb,
      team text, title text, current text, target text, currency char(3), list_now numeric, list_after numeric,
      now numeric, after numeric, saving numeric, list_saving numeric, price_origin price_origin, in_ledger boolean,
      covers text[], confidence advice_confidence, risk smallint, effort advice_effort, restart boolean,
      memory_measured boolean, evidence jsonb, owner text, state advice_state)
    on conflict (workspace_id, key) do update set
      kind = excluded.kind, verdict = excluded.verdict, provider = excluded.provider,
      billing_account = excluded.billing_account, account_name = excluded.account_name, service = excluded.service,
      region = excluded.region, resource_name = excluded.resource_name, resource_type = excluded.resource_type,
      tags = excluded.tags, team = coalesce(excluded.team, kept.team), title = excluded.title,
      current = excluded.current, target = excluded.target, currency = excluded.currency, list_now = excluded.list_now,
      list_after = excluded.list_after, now = excluded.now, after = excluded.after, saving = excluded.saving,
      list_saving = excluded.list_saving, price_origin = excluded.price_origin, in_ledger = excluded.in_ledger,
      covers = excluded.covers, confidence = excluded.confidence, risk = excluded.risk, effort = excluded.effort,
      restart = excluded.restart, memory_measured = excluded.memory_measured, evidence = excluded.evidence,
      owner = coalesce(kept.owner, excluded.owner), last_seen_at = excluded.last_seen_at, state = excluded.state,
      state_since = case when kept.state = excluded.state then kept.state_since else excluded.state_since end,
      done_on = case when excluded.state = 'open' then null else kept.done_on end,
      done_by = case when excluded.state = 'open' then null else kept.done_by end`);
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
