import { type Sql, sql } from "../../db/sql";
import type { Run } from "../../db/transaction";
import type { Day } from "../../focus/period";
import { keepTrackedTags, rollUp, takeOut } from "./rollups";
import { spanOf } from "./slices";

/** A slice of a summary that changed sides: out of the ledger, or back in. */
export type Moved = { id: number; source: string; month: Day; by: string | null };

type Summary = Moved & { state: "current" | "superseded"; rows: string; months: Day[] };

/** Every column of `charge`, so that what is set aside comes back as it was, whatever order a table has them in. */
const columns = sql`billed, effective, list, contracted, period_start, period_end, charge_day, slice_id,
  account_id, service_id, region_id, resource_id, sku_id, tag_set_id, commitment_id, charge_kind_id, extra_id,
  billed_rest, effective_rest, list_rest, contracted_rest,
  pricing_quantity, consumed_quantity, consumed_as_priced, commitment_quantity, extra`;

/**
 * One authority a (billing account, period): where an export has charges, a summary of the same bill is set aside and
 * serves as control total, and where the export is gone, it comes back. Call it last in a transaction that holds the
 * workspace's row: whoever changed slices before is then seen, and nobody changes any beside it.
 */
export async function settleAuthority(run: Run, workspaceId: string): Promise<{ aside: Moved[]; back: Moved[] }> {
  const summaries = await run<Summary>(summariesOf(workspaceId));
  const aside = summaries.filter(({ state, by }) => state === "current" && by !== null);
  const back = summaries.filter(({ state, by }) => state === "superseded" && by === null);
  if (aside.length > 0) await setAside(run, aside);
  if (back.length > 0) await bringBack(run, back);
  return { aside, back };
}

/**
 * Every summary's slice with the export that covers it. A summary of a member account is covered by an export of the
 * payer that has the account in it; the billing account alone would not tell.
 */
function summariesOf(workspaceId: string): Sql {
  return sql`
    select summary.id, summary.state, summary.rows::text, summary.months::text[] as months, source.name as source,
      to_char(summary.period_start at time zone 'UTC', 'YYYY-MM-DD') as month, (
        select owner.name from import_slice export join source owner on owner.id = export.source_id
        where export.workspace_id = summary.workspace_id and export.state = 'current' and export.authority = 'export'
          and export.rows > 0
          and export.period_start < summary.period_end and export.period_end > summary.period_start
          and (cardinality(export.providers) = 0 or cardinality(summary.providers) = 0
            or export.providers && summary.providers)
          and (export.billing_account_id = summary.billing_account_id or exists (
            select from rollup_month charge join dim_account account on account.id = charge.account_id
            where charge.slice_id = export.id and account.sub_account_id = summary.billing_account_id))
        order by export.id limit 1) as by
    from import_slice summary join source on source.id = summary.source_id
    where summary.workspace_id = ${workspaceId}::uuid and summary.authority = 'summary'
      and summary.state in ('current', 'superseded')
    order by summary.id`;
}

async function setAside(run: Run, slices: Summary[]): Promise<void> {
  const ids = slices.map(({ id }) => id);
  const { from, to } = spanOf(slices.flatMap(({ months }) => months));
  const moved = await run<{ rows: string }>(sql`
    with gone as (
      delete from charge
      where slice_id = any(${ids}) and charge_day >= ${from}::date and charge_day < ${to}::date
      returning ${columns}
    ), kept as (
      insert into charge_aside (${columns}) select ${columns} from gone returning 1
    )
    select count(*)::text as rows from kept`);
  refuseLoss(slices, moved);
  for (const statement of [keepTrackedTags, ...takeOut(ids, { from, to })]) await run(statement);
  await run(sql`update import_slice set state = 'superseded', superseded_at = now() where id = any(${ids})`);
}

async function bringBack(run: Run, slices: Summary[]): Promise<void> {
  const ids = slices.map(({ id }) => id);
  const moved = await run<{ rows: string }>(sql`
    with gone as (
      delete from charge_aside where slice_id = any(${ids}) returning ${columns}
    ), kept as (
      insert into charge (${columns}) select ${columns} from gone returning 1
    )
    select count(*)::text as rows from kept`);
  refuseLoss(slices, moved);
  for (const statement of rollUp(ids, spanOf(slices.flatMap(({ months }) => months)))) await run(statement);
  await run(sql`update import_slice set state = 'current', superseded_at = null where id = any(${ids})`);
}

function refuseLoss(slices: Summary[], [moved]: { rows: string }[]): void {
  const rows = slices.reduce((sum, slice) => sum + Number(slice.rows), 0);
  if (Number(moved?.rows) !== rows) throw new Error(`${moved?.rows} charges of ${rows} would change sides.`);
}

/** What a reader of the totals should know: whose charges count now, and whose total they are compared with. */
export function authorityNotes({ aside, back }: { aside: Moved[]; back: Moved[] }): string[] {
  return [
    ...named(aside, (one, months) => `${one.source} is the control total of ${months} now: ${one.by} has its charges.`),
    ...named(back, (one, months) => `${one.source} counts again for ${months}: no export has its charges any more.`),
  ];
}

function named(moved: Moved[], sentence: (one: Moved, months: string) => string): string[] {
  const groups = new Map<string, Moved[]>();
  for (const one of moved) {
    const key = JSON.stringify([one.source, one.by]);
    groups.set(key, [...(groups.get(key) ?? []), one]);
  }
  return [...groups.values()].flatMap((group) => {
    const months = [...new Set(group.map(({ month }) => month.slice(0, 7)))].toSorted();
    const [first] = group;
    const text = months.length > 2 ? `${months.length} months` : months.join(" and ");
    return first ? [sentence(first, text)] : [];
  });
}
