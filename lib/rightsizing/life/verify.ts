import type { Scope } from "../../auth/scope";
import { rowsOf, sql } from "../../db/sql";
import type { Run } from "../../db/transaction";
import { Money, plain } from "../../focus/money";
import { addDays, type Day } from "../../focus/period";
import { changingAdvice } from "../changing-advice";
import { isSameRegion } from "../ledger/same-region";
import type { Action, AdviceState } from "../words";
import { bookEstimate } from "./mark-done";
import { type MeasuredSaving, measuredPeriod, measuredSaving } from "./measure-saving";
import { classOf } from "./one-change";

type Due = {
  id: string;
  account: string | null;
  region: string | null;
  resources: string[];
  replaced_by: string | null;
  action: Action;
  currency: string;
  done_on: Day;
  previous: Day | null;
  next: Day | null;
  saving: string;
  state: AdviceState;
  round: number;
  basis: "days_7" | "days_30";
};

const lengths = { days_7: 7, days_30: 30 } as const;

/** Seen on the bill: at least half of what was expected. */
const ENOUGH = 0.5;

/**
 * Measures on the bill what was done, once seven and once thirty days after, as soon as the ledger is complete that far,
 * and books it. Says how many measurements were booked.
 */
export async function verifySavings(scope: Scope, complete: Day, now: Date): Promise<number> {
  let booked = 0;
  const unmeasured = new Set<string>();
  for (const due of await dueSavings(scope)) {
    if (unmeasured.has(due.id)) continue;
    const { account, region, resources, replaced_by: replacedBy, action, currency, done_on: doneOn } = due;
    const { previous, next } = due;
    const change = { account, region, resources, replacedBy, action, doneOn, currency, previous, next };
    if (measuredPeriod(change, lengths[due.basis]).to > addDays(complete, 1)) continue;
    const measured = await measuredSaving(scope, change, lengths[due.basis]);
    const isBooked = await book(scope, due, measured, now);
    if (!measured) unmeasured.add(due.id);
    else if (isBooked) booked += 1;
  }
  return booked;
}

/** Another change of what this one is about, that is booked by itself. */
const isBeside = sql`other.workspace_id = advice.workspace_id and other.id <> advice.id and other.booked_with is null
  and other.account is not distinct from advice.account and other.state in ('done', 'verified')
  and array_append(other.covers, other.resource_id) && array_append(advice.covers, advice.resource_id)
  and ${isSameRegion(sql`advice.resource_id`, sql`other.region`, sql`advice.region`)}`;

async function dueSavings({ workspaceId }: Scope): Promise<Due[]> {
  return await rowsOf<Due>(sql`
    select advice.id, advice.account, advice.region, replaced_by, action, advice.currency::text, done_on::text, advice.saving::text, state,
      advice.round::int, basis.basis,
      greatest(
        (select max(done_on) from recommendation other where ${isBeside} and other.done_on < advice.done_on),
        -- The day on which it was done the time before.
        (select max(entry.period_from) - 1 from saving_entry entry
          where entry.recommendation_id = advice.id and entry.round < advice.round))::text as previous,
      (select min(done_on)::text from recommendation other where ${isBeside} and other.done_on > advice.done_on) as next,
      -- What was taken away before is booked there.
      array(select part from unnest(array_append(advice.covers, advice.resource_id)) part where not exists (
        select from recommendation other where ${isBeside} and part = any(array_append(other.covers, other.resource_id))
          and ${classOf(sql`other.action`)} = 'removal' and ${classOf(sql`advice.action`)} = 'removal'
          and (other.done_on, other.id) < (advice.done_on, advice.id) and other.done_on > advice.done_on - 60)) as resources
    from recommendation advice
    cross join (values ('days_7'::saving_basis), ('days_30'::saving_basis)) as basis (basis)
    where advice.workspace_id = ${workspaceId}::uuid and state in ('done', 'verified', 'failed')
      and done_on is not null and booked_with is null
      and not exists (select from saving_entry entry where entry.recommendation_id = advice.id
                      and entry.round = advice.round and entry.basis = basis.basis)
      and not exists (select from recommendation_event event
                      where event.recommendation_id = advice.id and event.kind = 'not_measurable'
                        and event.at >= advice.state_since)
    order by done_on, advice.id, basis.basis`);
}

/** False where somebody changed its state meanwhile. */
async function book(scope: Scope, due: Due, measured: MeasuredSaving | null, now: Date): Promise<boolean> {
  return await changingAdvice(scope, async (run) => {
    const [same] = await run<{ id: string; state: AdviceState }>(sql`
      select id, state from recommendation where id = ${due.id}::uuid and state in ('done', 'verified', 'failed')
        and round = ${due.round} and done_on = ${due.done_on}::date and booked_with is null for update`);
    if (!same) return false;
    // The first measurement may have changed the state that both were found in.
    const { state, kind, text } = outcomeOf({ ...due, state: same.state }, measured);
    if (measured) {
      await bookEstimate(run, [due.id], now);
      await run(entry(scope, due, measured, now));
    }
    await settle(run, due.id, { state, kind, text }, now);
    return true;
  });
}

/** What was the same change has the same outcome. */
async function settle(run: Run, id: string, { state, kind, text }: Outcome, now: Date): Promise<void> {
  await run(sql`
    with settled as (
      update recommendation set state = ${state}::advice_state,
        state_since = case when state = ${state}::advice_state then state_since else ${now} end
      where (id = ${id}::uuid or booked_with = ${id}::uuid) and state in ('done', 'verified', 'failed') returning id
    )
    insert into recommendation_event (recommendation_id, kind, actor, at, text)
    select settled.id, ${kind}, 'outlay', ${now},
      case when settled.id = ${id}::uuid then ${text}
        else ${text} || ' It is booked with the other recommendation to do the same.' end
    from settled`);
}

function entry({ workspaceId }: Scope, { id, round, basis, currency }: Due, measured: MeasuredSaving, now: Date) {
  const { period, baseline, counterfactual, actual, saving, monthly, parts } = measured;
  return sql`
    insert into saving_entry (workspace_id, recommendation_id, round, basis, currency, period_from, period_to,
      counterfactual, actual, saving, monthly, evidence, booked_at)
    values (${workspaceId}::uuid, ${id}::uuid, ${round}, ${basis}::saving_basis, ${currency}, ${period.from}::date,
      ${period.to}::date, ${plain(counterfactual)}::numeric, ${plain(actual)}::numeric, ${plain(saving)}::numeric,
      ${plain(monthly)}::numeric, ${JSON.stringify({ baseline, parts })}::jsonb, ${now})
    on conflict (recommendation_id, round, basis) do nothing`;
}

type Outcome = { state: AdviceState; kind: string; text: string };

function outcomeOf({ saving, currency, basis, state }: Due, measured: MeasuredSaving | null): Outcome {
  if (!measured) {
    const text =
      "The ledger has no charge of this resource from before the change, or another change of it left no day between, so nothing can be measured.";
    return { state, kind: "not_measurable", text };
  }
  const isSeen = measured.monthly.gt(0) && measured.monthly.gte(new Money(saving).times(ENOUGH));
  const { from, to } = measured.period;
  const days = Math.round((Date.parse(to) - Date.parse(from)) / 86_400_000);
  const amount = `${plain(measured.saving.toDecimalPlaces(2))} ${currency} in ${days} days`;
  const expected = `${plain(measured.monthly.toDecimalPlaces(2))} a month, of ${plain(new Money(saving).toDecimalPlaces(2))} expected`;
  const text = `The bill shows ${amount}: ${expected}.`;
  if (isSeen) return { state: "verified", kind: "verified", text };
  // Seven days may be too early for a change that was made in steps.
  return basis === "days_7" ? { state, kind: "measured", text } : { state: "failed", kind: "failed", text };
}
