import { requireRole, requireWholeBill, type Scope } from "../../auth/scope";
import { rowsOf, type Sql, sql } from "../../db/sql";
import { DomainError } from "../../errors";
import { sourceInScope } from "../source-one";
import type { StagedSlice } from "../staging/summary";
import type { Which } from "./counted";

/** What somebody said of the bills of a month whose charges all come in equal pairs. */
export type Answer = { isRight: boolean; actor: string; at: Date; accounts: number };

/** Says of the bills of a month that their equal pairs are right, or takes that back. It holds for later imports too. */
export async function confirmPairs(scope: Scope, which: Which & { isRight: boolean }, now: Date): Promise<void> {
  requireRole(scope, "editor");
  requireWholeBill(scope, "Reconciliation compares");
  const { id } = await sourceInScope(scope, which.sourceId);
  const said = await rowsOf(sql`
    insert into bill_confirmation (
      workspace_id, source_id, billing_account_id, period_start, is_right, actor, created_at)
    select workspace_id, source_id, billing_account_id, period_start, ${which.isRight}, ${scope.actor}, ${now}
    from import_slice slice
    where source_id = ${id}::uuid and state = 'current' and doubled and ${inMonth(which)}
      and coalesce((select said.is_right from ${lastAnswer}), false) <> ${which.isRight}
    returning id`);
  if (said.length > 0) return;
  throw new DomainError(
    "conflict",
    "There is nothing to say of this month: none of its bills has all charges in equal pairs, or it was said before.",
  );
}

/** The newest answer about `slice`, as `said`. */
export const lastAnswer = sql`(
  select is_right, actor, created_at from bill_confirmation answer
  where answer.source_id = slice.source_id and answer.billing_account_id = slice.billing_account_id
    and answer.period_start = slice.period_start
  order by answer.id desc limit 1) said`;

/** Everything that was said of a month, the newest first. */
export async function answersOf(scope: Scope, which: Which): Promise<Answer[]> {
  return await rowsOf<Answer>(sql`
    select is_right as "isRight", actor, created_at as at, count(*)::int as accounts from bill_confirmation slice
    where workspace_id = ${scope.workspaceId}::uuid and source_id = ${which.sourceId}::uuid and ${inMonth(which)}
    group by 1, 2, 3 order by max(id) desc`);
}

/** The slices of which nobody has said that their pairs are right. */
export async function unconfirmed(sourceId: string, slices: StagedSlice[]): Promise<StagedSlice[]> {
  if (slices.length === 0) return [];
  const places = await rowsOf<{ place: number }>(sql`
    select slice.place::int as place
    from unnest(${slices.map(({ billingAccountId }) => billingAccountId)}::text[],
        ${slices.map(({ periodStart }) => periodStart)}::timestamptz[])
        with ordinality as told (billing_account_id, period_start, place)
      cross join lateral (select told.*, ${sourceId}::uuid as source_id) slice
      join lateral ${lastAnswer} on said.is_right`);
  const confirmed = new Set(places.map(({ place }) => place - 1));
  return slices.filter((_slice, index) => !confirmed.has(index));
}

function inMonth({ month }: Which): Sql {
  return sql`to_char(slice.period_start at time zone 'UTC', 'YYYY-MM-01') = ${month}`;
}
