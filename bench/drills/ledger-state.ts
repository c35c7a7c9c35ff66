import { rowsOf, sql } from "../../lib/db/sql";
import { plain } from "../../lib/focus/money";

/** What the ledger holds of a source by each of its tables, and what its slices say of themselves. */
export type LedgerState = { billed: string; problem: string | null };

/** Sums every table; they all must agree, and with the slices' own record of what was stored. */
export async function ledgerState(sourceId: string): Promise<LedgerState> {
  const sums = await rowsOf<{ name: string; billed: string }>(sql`
    with own as (select id from import_slice where source_id = ${sourceId}::uuid),
      current as (select id from import_slice where source_id = ${sourceId}::uuid and state = 'current')
    select 'charge' as name, (sum(billed) * 0.0000000001 + coalesce(sum(billed_rest), 0))::text as billed
      from charge where slice_id in (select id from own)
    union all select 'rollup_day', sum(billed)::text from rollup_day where slice_id in (select id from own)
    union all select 'rollup_month', sum(billed)::text from rollup_month where slice_id in (select id from own)
    union all select 'rollup_account', sum(billed)::text from rollup_account where slice_id in (select id from own)
    union all select 'rollup_service', sum(billed)::text from rollup_service where slice_id in (select id from own)
    union all select 'rollup_region', sum(billed)::text from rollup_region where slice_id in (select id from own)
    union all select 'rollup_service_month', sum(billed)::text from rollup_service_month where slice_id in (select id from own)
    union all select 'rollup_commitment', sum(billed)::text from rollup_commitment where slice_id in (select id from own)
    union all select 'rollup_tag ' || tracked_tag_id, sum(billed)::text from rollup_tag
      where slice_id in (select id from own) group by tracked_tag_id
    union all select 'stored totals', sum(amount)::text from control_total
      where slice_id in (select id from current) and origin = 'stored' and metric = 'billed' and day is null`);
  const [first] = sums;
  const billed = plain(first?.billed ?? "0");
  const other = sums.find((each) => plain(each.billed ?? "0") !== billed);
  return { billed, problem: other ? `charge holds ${billed}, ${other.name} ${plain(other.billed ?? "0")}` : null };
}

/** Until no import is at work in the database any more: a killed one takes a moment to be noticed. */
export async function untilQuiet(): Promise<void> {
  for (let look = 0; look < 1500; look++) {
    const busy = await rowsOf(sql`
      select from pg_stat_activity
      where datname = current_database() and pid <> pg_backend_pid() and state <> 'idle' and backend_type = 'client backend'`);
    if (busy.length === 0) return;
    await new Promise((wake) => setTimeout(wake, 20));
  }
  throw new Error("An import that was killed half a minute ago still works in the database.");
}
