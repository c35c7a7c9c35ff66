import { sql } from "../../db/sql";
import type { Run } from "../../db/transaction";
import { type Money, plain } from "../../focus/money";
import type { AdviceState } from "../words";
import type { Proposal } from "./proposal";

export function rowOf(proposal: Proposal, state: AdviceState) {
  const { place, listNow, listAfter, now, after, saving, coveredSaving, listSaving, ledgerCost, owner, ...same } =
    proposal;
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
    list_currency: same.listCurrency,
    list_now: text(listNow),
    list_after: text(listAfter),
    now: text(now),
    after: text(after),
    saving: text(saving),
    covered_saving: text(coveredSaving),
    list_saving: text(listSaving),
    price_origin: same.priceOrigin,
    in_ledger: ledgerCost !== null,
    ledger_cost: text(ledgerCost?.amount ?? null),
    ledger_currency: ledgerCost?.currency ?? null,
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

/** Writes advice by its key. What comes up again after it was measured begins a round of its own. */
export async function upsertAdvice(
  run: Run,
  workspaceId: string,
  rows: ReturnType<typeof rowOf>[],
  now: Date,
): Promise<void> {
  // NUL and half a surrogate pair are sound JSON and no text that Postgres can hold.
  const text = JSON.stringify(rows).replace(/\\u0000|\\ud[89a-f][0-9a-f]{2}/gi, "\\ufffd");
  await run(sql`
    insert into recommendation as kept (workspace_id, first_seen_at, last_seen_at, state_since,
      key, source, action, kind, verdict, provider, billing_account, account, account_name, service, region,
      resource_id, resource_name, resource_type, tags, team, title, current, target, currency, now, after, saving,
      covered_saving, list_currency, list_now, list_after, list_saving, price_origin, in_ledger, ledger_cost,
      ledger_currency, covers, confidence, risk, effort, restart, memory_measured, evidence, owner, state)
    select ${workspaceId}::uuid, ${now}, ${now}, ${now},
      key, source, action, kind, verdict, provider, billing_account, account, account_name, service, region,
      resource_id, resource_name, resource_type, coalesce(tags, '{}'), team, title, current, target, currency, now,
      after, saving, covered_saving, list_currency, list_now, list_after, list_saving, price_origin, in_ledger,
      ledger_cost, ledger_currency, covers, confidence, risk, effort, restart, memory_measured, evidence, owner, state
    from jsonb_to_recordset(${text}::jsonb) as new (
      key text, source text, action text, kind text, verdict text, provider text, billing_account text, account text,
      account_name text, service text, region text, resource_id text, resource_name text, resource_type text,
      tags jsonb, team text, title text, current text, target text, currency char(3), now numeric, after numeric,
      saving numeric, covered_saving numeric, list_currency char(3), list_now numeric, list_after numeric,
      list_saving numeric, price_origin price_origin, in_ledger boolean, ledger_cost numeric, ledger_currency char(3),
      covers text[], confidence advice_confidence, risk smallint, effort advice_effort, restart boolean,
      memory_measured boolean, evidence jsonb, owner text, state advice_state)
    on conflict (workspace_id, key) do update set
      kind = excluded.kind, verdict = excluded.verdict, provider = excluded.provider,
      billing_account = excluded.billing_account, account_name = coalesce(excluded.account_name, kept.account_name), service = excluded.service,
      region = excluded.region, resource_name = excluded.resource_name, resource_type = excluded.resource_type,
      tags = excluded.tags, team = coalesce(excluded.team, kept.team), title = excluded.title,
      current = excluded.current, target = excluded.target, currency = excluded.currency, now = excluded.now,
      after = excluded.after, saving = excluded.saving, covered_saving = excluded.covered_saving,
      list_currency = excluded.list_currency, list_now = excluded.list_now, list_after = excluded.list_after,
      list_saving = excluded.list_saving, price_origin = excluded.price_origin, in_ledger = excluded.in_ledger,
      ledger_cost = excluded.ledger_cost, ledger_currency = excluded.ledger_currency, covers = excluded.covers,
      confidence = excluded.confidence, risk = excluded.risk, effort = excluded.effort, restart = excluded.restart,
      memory_measured = excluded.memory_measured, evidence = excluded.evidence,
      owner = coalesce(kept.owner, excluded.owner), last_seen_at = excluded.last_seen_at,
      unconfirmed = null, state = excluded.state,
      state_since = case when kept.state = excluded.state then kept.state_since else excluded.state_since end,
      round = kept.round + (case when excluded.state = 'open' and kept.state in ('verified', 'failed') then 1 else 0 end),
      counted = case when kept.currency = excluded.currency then least(kept.counted, greatest(0, excluded.saving)) else 0 end,
      booked_with = case when excluded.state = 'open' then null else kept.booked_with end,
      done_on = case when excluded.state = 'open' then null else kept.done_on end,
      done_by = case when excluded.state = 'open' then null else kept.done_by end`);
}
