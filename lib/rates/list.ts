import type { Scope } from "../auth/scope";
import { rowsOf, sql } from "../db/sql";
import type { Day } from "../focus/period";
import { LONGEST_GAP } from "./rate";

/** The rates of the ECB's file for one currency; a gap is longer than a missing rate may be bridged. */
export type EcbSeries = { currency: string; first: Day; last: Day; rates: number; lastRate: string; gaps: Gap[] };
type Gap = { after: Day; before: Day };

export type EnteredRate = {
  base: string;
  quote: string;
  day: Day;
  through: Day;
  rate: string;
  note: string | null;
  enteredBy: string;
};

export type Rates = { ecb: EcbSeries[]; entered: EnteredRate[] };

const MOST_GAPS = 20;

export async function ratesList({ workspaceId }: Scope): Promise<Rates> {
  const ecb = await rowsOf<EcbSeries>(sql`
    with rate as (
      select quote, day, rate, lead(day) over (partition by quote order by day) as next
      from exchange_rate where workspace_id = ${workspaceId}::uuid and origin = 'ecb'
    )
    select quote::text as currency, min(day)::text as first, max(day)::text as last, count(*)::int as rates,
      (array_agg(trim_scale(rate)::text order by day desc))[1] as "lastRate",
      coalesce((jsonb_agg(jsonb_build_object('after', day, 'before', next) order by day desc)
        filter (where next - day > ${LONGEST_GAP + 1}::int)), '[]') as gaps
    from rate group by quote order by quote`);
  const entered = await rowsOf<EnteredRate>(sql`
    select base::text, quote::text, day::text, through::text, trim_scale(rate)::text as rate, note,
      entered_by as "enteredBy"
    from exchange_rate where workspace_id = ${workspaceId}::uuid and origin = 'hand'
    order by day desc, base, quote`);
  return { ecb: ecb.map((series) => ({ ...series, gaps: series.gaps.slice(0, MOST_GAPS) })), entered };
}
