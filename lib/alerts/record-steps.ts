import { randomUUID } from "node:crypto";
import type { Scope } from "../auth/scope";
import type { Budget } from "../budgets/budget";
import { courseOf } from "../budgets/course";
import type { BudgetSpend, PeriodVerdict } from "../budgets/judge";
import { moneyText } from "../budgets/money-text";
import { thresholdKey, thresholdText } from "../budgets/threshold";
import { sql } from "../db/sql";
import type { Run } from "../db/transaction";
import { Money } from "../focus/money";
import { DRIVERS_PATIENCE } from "../notify/hold";
import { type AlertEvidence, type Correction, evidenceOf } from "./evidence";
import type { Opening, Step } from "./step";

export type BudgetStep = { budget: Budget; verdict: PeriodVerdict; step: Step; spend: BudgetSpend };

type Recorded = { steps: BudgetStep[]; dataVersion: string; now: Date };

type AlertRow = {
  id: string;
  budget: Budget;
  threshold: string;
  period_start: string;
  period_end: string;
  episode: number;
  state: Opening["state"];
  late: boolean;
  superseded_by: string | null;
  note: string | null;
  evidence: AlertEvidence;
};

/** Writes what the steps decided, and for each alert with something to say a message to each of its recipients. */
export async function recordSteps(run: Run, scope: Scope, recorded: Recorded): Promise<void> {
  if (recorded.steps.length === 0) return;
  // First, because a threshold has one running alert at a time for all periods that begin on a day.
  await recordEndings(run, scope, recorded);
  const opened = recorded.steps.map((each) => alertRows(each, recorded));
  const rows = opened.flat();
  await insertAlerts(run, scope, rows, recorded);
  await insertOutbox(run, scope, rows, recorded.now);
  const supersedes = recorded.steps.flatMap(({ step }, index) => {
    const by = opened[index]?.find(({ state }) => state === "open");
    const reason = outranked(by, "which was crossed before this was sent");
    return by === undefined ? [] : step.supersedes.map((id) => ({ id, by: by.id, reason }));
  });
  await recordSuperseded(run, supersedes, recorded.now);
  await recordCalms(run, recorded);
}

function alertRows({ budget, verdict, step, spend }: BudgetStep, { dataVersion, now }: Recorded): AlertRow[] {
  const speaker = randomUUID();
  return step.opens.map((opening): AlertRow => {
    const { threshold, episode, state, late, note } = opening;
    const speaks = state === "open";
    return {
      id: speaks ? speaker : randomUUID(),
      budget,
      threshold: thresholdKey(threshold),
      period_start: verdict.period.from,
      period_end: verdict.period.to,
      episode,
      state,
      late,
      superseded_by: state === "superseded" ? speaker : null,
      note,
      evidence: evidenceOf(
        { budget, verdict, threshold, course: speaks ? courseOf(spend, verdict) : null },
        dataVersion,
        now,
      ),
    };
  });
}

async function insertAlerts(run: Run, { workspaceId }: Scope, rows: AlertRow[], { dataVersion, now }: Recorded) {
  const made = rows.map(({ budget, ...row }) => ({ ...row, budget_id: budget.id }));
  // Speakers first: what they supersede points at them.
  made.sort((one, other) => Number(one.superseded_by !== null) - Number(other.superseded_by !== null));
  await run(sql`
    insert into alert (id, workspace_id, budget_id, threshold, period_start, period_end, episode, state, late, opened_at,
      data_version, superseded_by, note, drivers_awaited_until, evidence)
    select id, ${workspaceId}::uuid, budget_id, threshold, period_start, period_end, episode, state::alert_state, late,
      ${now}, ${dataVersion}::bigint, superseded_by, note,
      case when state = 'open' then now() + ${DRIVERS_PATIENCE}::interval end, evidence
    from jsonb_to_recordset(${JSON.stringify(made)}::jsonb) as made (id uuid, budget_id uuid, threshold text,
      period_start date, period_end date, episode int, state text, late boolean, superseded_by uuid, note text,
      evidence jsonb)`);
  const events = rows.map(({ id, state, note }) => ({
    id,
    kind: state === "superseded" ? "superseded" : "opened",
    note,
  }));
  await insertEvents(run, events, now);
}

type Event = { id: string; kind: string; note: string | null };

async function insertEvents(run: Run, events: Event[], now: Date): Promise<void> {
  if (events.length === 0) return;
  await run(sql`
    insert into alert_event (alert_id, kind, actor, at, text)
    select id, kind::alert_event_kind, 'outlay', ${now}, note
    from jsonb_to_recordset(${JSON.stringify(events)}::jsonb) as made (id uuid, kind text, note text)`);
}

/** An alert that a higher one outranks has its row too, so that nobody wonders where its message is. */
async function insertOutbox(run: Run, { workspaceId }: Scope, rows: AlertRow[], now: Date): Promise<void> {
  const channels = await run<ListeningChannel>(sql`
    select id, kind::text || ':' || name as recipient, budget_ids as "budgetIds" from channel
    where workspace_id = ${workspaceId}::uuid order by name`);
  const spoken = new Map(rows.filter(({ state }) => state === "open").map((row) => [row.id, row]));
  const made = rows
    .filter(({ state }) => state !== "resolved")
    .flatMap((row) =>
      toldOf(row.budget, channels).map((told) => ({
        alert_id: row.id,
        budget_id: row.budget.id,
        threshold: row.threshold,
        period_start: row.period_start,
        episode: row.episode,
        message: row.late ? "late_charges" : "alert",
        ...told,
        state: row.state === "open" ? "queued" : "suppressed",
        reason: row.state === "open" ? null : outranked(spoken.get(row.superseded_by ?? ""), "which was crossed too"),
        payload: row.evidence,
      })),
    );
  await run(sql`
    insert into outbox (workspace_id, alert_id, budget_id, threshold, period_start, episode, message, recipient, channel_id,
      state, reason, payload, created_at, updated_at)
    select ${workspaceId}::uuid, alert_id, budget_id, threshold, period_start, episode, message::outbox_message, recipient,
      channel_id, state::outbox_state, reason, payload, ${now}, ${now}
    from jsonb_to_recordset(${JSON.stringify(made)}::jsonb) as made (alert_id uuid, budget_id uuid, threshold text,
      period_start date, episode int, message text, recipient text, channel_id uuid, state text, reason text,
      payload jsonb)`);
}

/** Names what took the place of a message. */
function outranked(by: AlertRow | undefined, when: string): string {
  const { threshold, budget } = by?.evidence ?? {};
  if (!threshold || !budget) return `Outranked by a higher threshold, ${when}.`;
  const words = thresholdText(threshold, (amount) => moneyText(new Money(amount), budget.currency));
  return `Outranked by the threshold "${words}", ${when}.`;
}

type ListeningChannel = { id: string; recipient: string; budgetIds: string[] };
type Told = { recipient: string; channel_id: string | null };

/** The owner and everybody who asked to know, each once, and the channels that listen to this budget. */
function toldOf({ id, owner, recipients }: Budget, channels: ListeningChannel[]): Told[] {
  const addresses = new Set([...(owner === null ? [] : [owner]), ...recipients]);
  const listening = channels.filter(({ budgetIds }) => budgetIds.length === 0 || budgetIds.includes(id));
  return [
    ...[...addresses].map((recipient) => ({ recipient, channel_id: null })),
    ...listening.map((channel) => ({ recipient: channel.recipient, channel_id: channel.id })),
  ];
}

type Superseded = { id: string; by: string; reason: string };

async function recordSuperseded(run: Run, supersedes: Superseded[], now: Date): Promise<void> {
  if (supersedes.length === 0) return;
  const made = sql`jsonb_to_recordset(${JSON.stringify(supersedes)}::jsonb) as made (id uuid, by uuid, reason text)`;
  await run(sql`
    update alert set state = 'superseded', superseded_by = made.by from ${made} where alert.id = made.id`);
  await run(sql`
    update outbox set state = 'suppressed', updated_at = ${now}, reason = made.reason
    from ${made}
    where outbox.alert_id = made.id and outbox.state in ('queued', 'deferred')`);
  await insertEvents(
    run,
    supersedes.map(({ id }) => ({ id, kind: "superseded", note: null })),
    now,
  );
}

async function recordCalms(run: Run, { steps, dataVersion }: Recorded): Promise<void> {
  const calms = steps.flatMap(({ step }) => step.calms);
  if (calms.length === 0) return;
  await run(sql`
    update alert set calm_loads = made."calmLoads", calm_version = ${dataVersion}::bigint
    from jsonb_to_recordset(${JSON.stringify(calms)}::jsonb) as made (id uuid, "calmLoads" int)
    where alert.id = made.id`);
}

const isUntold = sql`(told.state in ('deferred', 'failed') or (told.state = 'queued' and told.message_id is null))`;

/**
 * Who was told of an alert that was false, or that eased, is told so, once, also as owner and second address; who has not
 * been told yet is not told either. A mail that is on its way may arrive, so its reader counts as told.
 */
async function recordEndings(run: Run, scope: Scope, { steps, now }: Recorded): Promise<void> {
  const endings = steps.flatMap(({ step, verdict }) =>
    step.ends.map((ending) => ({
      ...ending,
      correction: correctionOf(verdict, ending.note, now),
    })),
  );
  if (endings.length === 0) return;
  const made = sql`jsonb_to_recordset(${JSON.stringify(endings)}::jsonb)
    as made (id uuid, state text, note text, message text, correction jsonb)`;
  await run(sql`
    update alert set state = made.state::alert_state, note = made.note, ended_at = ${now}
    from ${made} where alert.id = made.id`);
  await run(sql`
    insert into outbox (workspace_id, alert_id, budget_id, threshold, period_start, episode, message, recipient, channel_id,
      state, reason, payload, created_at, updated_at)
    select distinct on (told.alert_id, told.recipient)
      ${scope.workspaceId}::uuid, told.alert_id, told.budget_id, told.threshold, told.period_start, told.episode,
      made.message::outbox_message, told.recipient, told.channel_id,
      (case when ${isUntold} then 'suppressed' else 'queued' end)::outbox_state,
      case when ${isUntold} then 'The alert itself was not sent.' end,
      told.payload || jsonb_build_object('correction', made.correction), ${now}, ${now}
    from ${made} join outbox told on told.alert_id = made.id
    where made.message is not null and told.message not in ('retraction', 'eased') and told.state <> 'suppressed'
      and (told.channel_id is not null or told.recipient like '%@%')
    order by told.alert_id, told.recipient, ${isUntold}`);
  await run(sql`
    update outbox set state = 'suppressed', reason = made.note, updated_at = ${now}
    from ${made}
    where outbox.alert_id = made.id and outbox.state in ('queued', 'deferred')
      and outbox.message not in ('retraction', 'eased') and made.message is not null`);
  const events = endings.map(({ id, state, note }) => ({
    id,
    kind: state === "superseded" ? "resolved" : state,
    note,
  }));
  await insertEvents(run, events, now);
}

/** How the budget stands now, for a message about an alert that does not hold any more. */
function correctionOf(verdict: PeriodVerdict, note: string, now: Date): Correction {
  const { reason, figures, state, dataThrough } = verdict;
  return { note, reason, figures, state, dataThrough, evaluatedAt: now.toISOString() };
}
