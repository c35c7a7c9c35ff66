import type { Scope } from "../../auth/scope";
import { rowsOf, sql } from "../../db/sql";
import { DomainError } from "../../errors";
import type { Day } from "../../focus/period";
import type { Evidence } from "../advice/proposal";
import { isSameRegion } from "../ledger/same-region";
import { type AdviceRow, adviceRows } from "./advice-list";
import { visibleTo } from "./visible";

export type AdviceEvent = { kind: string; actor: string; at: string; text: string | null };

export type ShownSaving = {
  /** How many times the advice had been taken on by then. */
  round: number;
  basis: "estimate" | "days_7" | "days_30";
  from: Day | null;
  to: Day | null;
  counterfactual: string;
  actual: string;
  saving: string;
  monthly: string;
  bookedAt: string;
};

/** Everything about one piece of advice: why, how to do it, what happened to it, what it saved. */
export type AdviceCard = AdviceRow & {
  listNow: string | null;
  listAfter: string | null;
  tags: Record<string, string>;
  dismissedReason: string | null;
  dismissedBy: string | null;
  doneBy: string | null;
  replacedBy: string | null;
  evidence: Evidence;
  /** Other advice on the same resource, ours and the providers', each with its own figures. */
  beside: AdviceRow[];
  /** The advice that counts in its place, where this one does not; as the next, null where the reader may not see it. */
  countedInstead: string | null;
  /** Other advice to make the same change, with which the saving is booked. */
  bookedWith: string | null;
  events: AdviceEvent[];
  savings: ShownSaving[];
};

type More = Pick<
  AdviceCard,
  | "listNow"
  | "listAfter"
  | "tags"
  | "dismissedReason"
  | "dismissedBy"
  | "doneBy"
  | "replacedBy"
  | "evidence"
  | "countedInstead"
  | "bookedWith"
>;

export async function adviceCard(scope: Scope, id: string): Promise<AdviceCard> {
  const [row] = await adviceRows(scope, sql`where ${visibleTo(scope)} and advice.id = ${id}::uuid`);
  if (!row) throw new DomainError("not_found", "There is no such recommendation in this workspace.");
  const [more] = await rowsOf<More>(sql`
    select trim_scale(list_now)::text as "listNow", trim_scale(list_after)::text as "listAfter", tags,
      dismissed_reason as "dismissedReason", dismissed_by as "dismissedBy", done_by as "doneBy",
      replaced_by as "replacedBy", evidence,
      (select advice.id from recommendation advice
        where advice.id::text = own.counted_instead and ${visibleTo(scope)}) as "countedInstead",
      (select advice.id from recommendation advice
        where advice.id = own.booked_with and ${visibleTo(scope)}) as "bookedWith"
    from recommendation own where own.id = ${id}::uuid`);
  if (!more) throw new DomainError("not_found", "There is no such recommendation in this workspace.");
  return {
    ...row,
    ...more,
    beside: await besideOf(scope, row),
    events: await eventsOf(id),
    savings: await savingsOf(id),
  };
}

async function besideOf(scope: Scope, { id, resourceId, account, region }: AdviceRow): Promise<AdviceRow[]> {
  return await adviceRows(
    scope,
    sql`
    where ${visibleTo(scope)} and advice.resource_id = ${resourceId} and advice.account is not distinct from ${account}
      and ${isSameRegion(sql`advice.resource_id`, sql`advice.region`, sql`${region}::text`)}
      and advice.id <> ${id}::uuid order by advice.saving desc, advice.id limit 20`,
  );
}

async function eventsOf(id: string): Promise<AdviceEvent[]> {
  return await rowsOf<AdviceEvent>(sql`
    select kind, actor, to_char(at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') as at, text
    from recommendation_event where recommendation_id = ${id}::uuid order by id desc limit 200`);
}

async function savingsOf(id: string): Promise<ShownSaving[]> {
  return await rowsOf<ShownSaving>(sql`
    select round::int, basis, period_from::text as from, period_to::text as to, trim_scale(counterfactual)::text as counterfactual,
      trim_scale(actual)::text as actual, trim_scale(saving)::text as saving, trim_scale(monthly)::text as monthly,
      to_char(booked_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') as "bookedAt"
    from saving_entry where recommendation_id = ${id}::uuid order by round, basis`);
}
