import { requireRole, type Scope } from "../../auth/scope";
import { type Sql, sql } from "../../db/sql";
import type { Run } from "../../db/transaction";
import { DomainError } from "../../errors";
import { addDays, type Day, dayOf } from "../../focus/period";
import { countWithin } from "../advice/count";
import { changingAdvice } from "../changing-advice";
import { visibleTo } from "../list/visible";
import type { AdviceState } from "../words";
import { type AdviceAction, LONGEST_SNOOZE_DAYS, SNOOZED_TOO_LONG } from "./action";
import { bookEstimate } from "./mark-done";
import { linkChanges } from "./one-change";

type Found = { id: string; state: AdviceState };

/** Does it to one piece of advice and records who did. */
export async function actOnAdvice(scope: Scope, id: string, input: AdviceAction, now: Date): Promise<void> {
  requireRole(scope, "editor");
  await changingAdvice(scope, async (run) => {
    const [found] = await run<Found>(sql`
      select advice.id, advice.state from recommendation advice
      where advice.id = ${id}::uuid and ${visibleTo(scope)} for update`);
    if (!found) throw new DomainError("not_found", "There is no such recommendation in this workspace.");
    const refusal = refusalOf(found.state, input);
    if (refusal) throw new DomainError("conflict", refusal);
    await change(run, scope, { ids: [id], input }, now);
  });
}

export type BulkOutcome = { changed: number; refused: { id: string; reason: string }[] };

const MOST = 5000;

/** Does it to many at once; those it cannot be done to are told and stay as they are. */
export async function actOnMany(
  scope: Scope,
  { which, input }: { which: Sql; input: AdviceAction },
  now: Date,
): Promise<BulkOutcome> {
  requireRole(scope, "editor");
  return await changingAdvice(scope, async (run): Promise<BulkOutcome> => {
    const found = await run<Found>(sql`
      select advice.id, advice.state from recommendation advice
      where ${visibleTo(scope)} and ${which} order by advice.id limit ${MOST + 1} for update`);
    if (found.length > MOST) throw new DomainError("too_large", `Choose at most ${MOST} recommendations at once.`);
    const refused = found.flatMap(({ id, state }) => {
      const reason = refusalOf(state, input);
      return reason === null ? [] : [{ id, reason }];
    });
    const out = new Set(refused.map(({ id }) => id));
    const ids = found.map(({ id }) => id).filter((id) => !out.has(id));
    if (ids.length > 0) await change(run, scope, { ids, input }, now);
    return { changed: ids.length, refused };
  });
}

const changesState: ReadonlySet<AdviceAction["action"]> = new Set(["start", "done", "dismiss", "snooze", "reopen"]);

/** States in which each action makes sense. */
const allowed: Record<AdviceAction["action"], ReadonlySet<AdviceState>> = {
  start: new Set(["open", "in_progress", "snoozed", "expired", "failed"]),
  assign: new Set(["open", "in_progress", "snoozed", "done", "failed"]),
  done: new Set(["open", "in_progress", "snoozed", "expired", "failed"]),
  dismiss: new Set(["open", "in_progress", "snoozed", "dismissed", "failed"]),
  snooze: new Set(["open", "in_progress", "snoozed"]),
  reopen: new Set(["in_progress", "done", "dismissed", "snoozed", "expired", "failed"]),
  ticket: new Set(["open", "in_progress", "done", "dismissed", "snoozed", "expired", "verified", "failed"]),
  comment: new Set(["open", "in_progress", "done", "dismissed", "snoozed", "expired", "verified", "failed"]),
};

function refusalOf(state: AdviceState, { action }: AdviceAction): string | null {
  return allowed[action].has(state)
    ? null
    : `This recommendation is ${state.replace("_", " ")}: it does not take "${action}".`;
}

type Asked = { ids: string[]; input: AdviceAction };

async function change(run: Run, scope: Scope, { ids, input }: Asked, now: Date): Promise<void> {
  const { set, kind, text } = effectOf(scope, input, now);
  await withdraw(run, ids, input, dayOf(now));
  await run(sql`update recommendation set ${set} where id = any(${ids}::uuid[])`);
  await run(sql`
    insert into recommendation_event (recommendation_id, kind, actor, at, text)
    select id, ${kind}, ${scope.actor}, ${now}, ${joined(text, saidIn(input))} from unnest(${ids}::uuid[]) id`);
  if (input.action === "start" || input.action === "done") await bookEstimate(run, ids, now);
  if (!changesState.has(input.action)) return;
  await linkChanges(run, scope.workspaceId, now);
  await countWithin(run, scope);
}

/** What was booked of a change that is not done after all, or was done earlier than that, is not in the savings ledger. */
async function withdraw(run: Run, ids: string[], input: AdviceAction, today: Day): Promise<void> {
  if (input.action === "reopen") {
    await run(sql`
      delete from saving_entry entry using recommendation advice
      where advice.id = any(${ids}::uuid[]) and advice.state <> 'failed'
        and entry.recommendation_id = advice.id and entry.round = advice.round`);
  }
  if (input.action === "done") {
    await run(sql`
      delete from saving_entry where recommendation_id = any(${ids}::uuid[])
        and period_to > ${doneOn(input.on, today)}::date`);
  }
}

/** What was measured and is taken on again is measured again, by itself. */
const nextRound = sql`round = round + (case when state = 'failed' then 1 else 0 end)`;

type Effect = { set: Sql; kind: string; text: string | null };
type Input<Name extends AdviceAction["action"]> = Extract<AdviceAction, { action: Name }>;
type Acting = { scope: Scope; now: Date; today: Day };

/** What each action changes of a recommendation, and how its history tells it. */
const effects: { [Name in AdviceAction["action"]]: (input: Input<Name>, acting: Acting) => Effect } = {
  start: ({ owner = null, dueOn = null }, { scope, now }) => ({
    set: sql`${nextRound}, state = 'in_progress', state_since = ${now}, owner = coalesce(${owner}, owner, ${personOf(scope)}),
      due_on = coalesce(${dueOn}::date, due_on), snoozed_until = null`,
    kind: "started",
    text: joined(owner && `By ${owner}.`, dueOn && `Due ${dueOn}.`),
  }),
  assign: ({ owner, dueOn = null }) => ({
    set: sql`owner = ${owner}, due_on = coalesce(${dueOn}::date, due_on)`,
    kind: "assigned",
    text: joined(`To ${owner}.`, dueOn && `Due ${dueOn}.`),
  }),
  done: ({ on, replacedBy = null }, { scope, now, today }) => ({
    set: sql`${nextRound}, state = 'done', state_since = ${now}, done_on = ${doneOn(on, today)}::date, done_by = ${scope.actor},
      replaced_by = ${replacedBy}, snoozed_until = null`,
    kind: "done",
    text: joined(`On ${doneOn(on, today)}.`, replacedBy && `Replaced by ${replacedBy}.`),
  }),
  dismiss: ({ reason, until = null }, { scope, now, today }) => ({
    set: sql`state = 'dismissed', state_since = ${now}, dismissed_reason = ${reason},
      dismissed_until = ${dayToCome(until, today)}::date, dismissed_by = ${scope.actor}, snoozed_until = null`,
    kind: "dismissed",
    text: joined(until && `Until ${until}.`, reason),
  }),
  snooze: (input, { now, today }) => ({
    set: sql`state = 'snoozed', state_since = ${now}, snoozed_until = ${wakesOn(input, today)}::date`,
    kind: "snoozed",
    text: `Until ${wakesOn(input, today)}.`,
  }),
  reopen: (_input, { now }) => ({
    set: sql`${nextRound}, state = 'open', state_since = ${now}, snoozed_until = null, dismissed_until = null,
      dismissed_reason = null, dismissed_by = null, done_on = null, done_by = null, replaced_by = null`,
    kind: "reopened",
    text: null,
  }),
  ticket: ({ link }) => ({ set: sql`ticket = ${link}`, kind: "ticket", text: link }),
  comment: () => ({ set: sql`owner = owner`, kind: "commented", text: null }),
};

function effectOf(scope: Scope, input: AdviceAction, now: Date): Effect {
  return effects[input.action](input as never, { scope, now, today: dayOf(now) });
}

function dayToCome<D extends Day | null>(day: D, today: Day): D {
  if (day !== null && day <= today) throw new DomainError("invalid", "Set it aside until a day that is still to come.");
  return day;
}

function wakesOn({ days, until }: Input<"snooze">, today: Day): Day {
  const day = until === undefined ? addDays(today, days) : dayToCome(until, today);
  if (day > addDays(today, LONGEST_SNOOZE_DAYS)) throw new DomainError("invalid", SNOOZED_TOO_LONG);
  return day;
}

function doneOn(day: Day | undefined, today: Day): Day {
  if (day !== undefined && day > today) throw new DomainError("invalid", "A change cannot be done on a day to come.");
  return day ?? today;
}

/** Who acts owns what nobody owns yet, if it is a person. */
const personOf = ({ userId, actor }: Scope): string | null => (userId === null ? null : actor);

const saidIn = (input: AdviceAction): string | null => ("comment" in input ? (input.comment ?? null) : null);

function joined(one: string | null, other: string | null): string | null {
  return [one, other].filter(Boolean).join("\n") || null;
}

/** For jobs: what a person had set aside until a day, and that day has come. */
export async function wakeSleeping(scope: Scope, now: Date): Promise<void> {
  const today = dayOf(now);
  await changingAdvice(scope, (run) =>
    run(sql`
    with woken as (
      update recommendation set state = 'open', state_since = ${now}, snoozed_until = null, dismissed_until = null
      where workspace_id = ${scope.workspaceId}::uuid
        and ((state = 'snoozed' and snoozed_until <= ${today}::date)
          or (state = 'dismissed' and dismissed_until <= ${today}::date))
      returning id
    )
    insert into recommendation_event (recommendation_id, kind, actor, at)
    select id, 'reopened', 'outlay', ${now} from woken`),
  );
}
