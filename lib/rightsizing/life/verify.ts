import type { Scope } from "../../auth/scope";
import { rowsOf, sql } from "../../db/sql";
import { inTransaction } from "../../db/transaction";
import { Money, plain } from "../../focus/money";
import type { Day } from "../../focus/period";
import type { Action, AdviceState } from "../words";
import { type MeasuredSaving, measuredPeriod, measuredSaving } from "./measure-saving";

type Due = {
  id: string;
  resource_id: string;
  covers: string[];
  replaced_by: string | null;
  action: Action;
  currency: string;
  done_on: Day;
  saving: string;
  state: AdviceState;
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
  for (const due of await dueSavings(scope)) {
    if (measuredPeriod(due.done_on, lengths[due.basis]).to > nextDay(complete)) continue;
    const change = {
      resources: [due.resource_id, ...due.covers],
      replacedBy: due.replaced_by,
      action: due.action,
      doneOn: due.done_on,
      currency: due.currency,
    };
    const measured = await measuredSaving(scope, change, lengths[due.basis]);
    if (measured) booked += 1;
    await book(scope, due, measured, now);
  }
  return booked;
}

const nextDay = (day: Day): Day => new Date(Date.parse(`${day}T00:00:00Z`) + 86_400_000).toISOString().slice(0, 10);

async function dueSavings({ workspaceId }: Scope): Promise<Due[]> {
  return await rowsOf<Due>(sql`
    select advice.id, resource_id, covers, replaced_by, action, advice.currency::text, done_on::text,
           advice.saving::text, state, basis.basis
    from recommendation advice
    cross join (values ('days_7'::saving_basis), ('days_30'::saving_basis)) as basis (basis)
    where advice.workspace_id = ${workspaceId}::uuid and state in ('done', 'verified', 'failed')
      and done_on is not null
      and not exists (select from saving_entry entry where entry.recommendation_id = advice.id and entry.basis = basis.basis)
      and not exists (select from recommendation_event event
                      where event.recommendation_id = advice.id and event.kind = 'not_measurable' and event.at::date >= done_on)
    order by done_on, advice.id, basis.basis`);
}

async function book(scope: Scope, due: Due, measured: MeasuredSaving | null, now: Date): Promise<void> {
  await inTransaction(async (run) => {
    if (measured) await run(entry(scope, due, measured, now));
    const { state, kind, text } = outcomeOf(due, measured);
    await run(sql`
      update recommendation set state = ${state}::advice_state,
        state_since = case when state = ${state}::advice_state then state_since else ${now} end
      where id = ${due.id}::uuid`);
    await run(sql`
      insert into recommendation_event (recommendation_id, kind, actor, at, text)
      values (${due.id}::uuid, ${kind}, 'outlay', ${now}, ${text})`);
  });
}

function entry({ workspaceId }: Scope, { id, basis, currency }: Due, measured: MeasuredSaving, now: Date) {
  const { period, baseline, counterfactual, actual, saving, monthly, parts } = measured;
  return sql`
    insert into saving_entry (workspace_id, recommendation_id, basis, currency, period_from, period_to, counterfactual,
      actual, saving, monthly, evidence, booked_at)
    values (${workspaceId}::uuid, ${id}::uuid, ${basis}::saving_basis, ${currency}, ${period.from}::date,
      ${period.to}::date, ${plain(counterfactual)}::numeric, ${plain(actual)}::numeric, ${plain(saving)}::numeric,
      ${plain(monthly)}::numeric, ${JSON.stringify({ baseline, parts })}::jsonb, ${now})
    on conflict (recommendation_id, basis) do nothing`;
}

type Outcome = { state: AdviceState; kind: string; text: string };

function outcomeOf({ saving, currency, basis, state }: Due, measured: MeasuredSaving | null): Outcome {
  if (!measured) {
    const text = "The ledger has no charge of this resource from before the change, so nothing can be measured.";
    return { state, kind: "not_measurable", text };
  }
  const isSeen = measured.monthly.gt(0) && measured.monthly.gte(new Money(saving).times(ENOUGH));
  const amount = `${plain(measured.saving.toDecimalPlaces(2))} ${currency} in ${lengths[basis]} days`;
  const expected = `${plain(measured.monthly.toDecimalPlaces(2))} a month, of ${plain(new Money(saving).toDecimalPlaces(2))} expected`;
  const text = `The bill shows ${amount}: ${expected}.`;
  if (isSeen) return { state: "verified", kind: "verified", text };
  // Seven days may be too early for a change that was made in steps.
  return basis === "days_7" ? { state, kind: "measured", text } : { state: "failed", kind: "failed", text };
}
