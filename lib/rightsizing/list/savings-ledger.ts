import type { Scope } from "../../auth/scope";
import { rowsOf, sql } from "../../db/sql";
import type { ShownSaving } from "./card";
import { visibleTo } from "./visible";

export type LedgerEntry = ShownSaving & {
  id: string;
  recommendationId: string;
  title: string;
  account: string | null;
  team: string | null;
  owner: string | null;
  currency: string;
};

/** The savings ledger, the newest entry first: estimates and what the bill showed afterwards. */
export async function savingsLedger(scope: Scope): Promise<LedgerEntry[]> {
  return await rowsOf<LedgerEntry>(sql`
    select entry.id::text, advice.id as "recommendationId", advice.title, advice.account, advice.team, advice.owner,
      entry.currency::text, entry.round::int, entry.basis, entry.period_from::text as from, entry.period_to::text as to,
      trim_scale(entry.counterfactual)::text as counterfactual, trim_scale(entry.actual)::text as actual,
      trim_scale(entry.saving)::text as saving, trim_scale(entry.monthly)::text as monthly,
      to_char(entry.booked_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') as "bookedAt"
    from saving_entry entry join recommendation advice on advice.id = entry.recommendation_id
    where ${visibleTo(scope)} order by entry.id desc limit 5000`);
}
