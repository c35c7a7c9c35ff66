import type { Scope } from "../../auth/scope";
import { rowsOf, sql } from "../../db/sql";
import type { Condition } from "../../focus/condition";
import { adviceWhere, visibleTo } from "./visible";

export type OpenSaving = { id: string; title: string; saving: string; currency: string; owner: string | null };
export type OpenSavings = { currency: string; total: string; count: number; largest: OpenSaving | null }[];

/**
 * What could still be saved among the charges that these conditions describe, as a budget has them: the sum that counts,
 * for each currency, and the largest single one. Empty where nothing is advised.
 */
export async function openSavings(scope: Scope, conditions: readonly Condition[]): Promise<OpenSavings> {
  return await rowsOf<OpenSavings[number]>(sql`
    select currency::text, trim_scale(sum(counted))::text as total, count(*)::int as count,
      (array_agg(jsonb_build_object('id', id, 'title', title, 'saving', trim_scale(counted)::text,
        'currency', currency::text, 'owner', owner) order by counted desc, id))[1] as largest
    from recommendation advice
    where ${visibleTo(scope)} and ${adviceWhere(conditions)} and state in ('open', 'in_progress') and counted > 0
    group by 1 order by sum(counted) desc`);
}
