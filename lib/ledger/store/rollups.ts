import { empty, type Sql, sql } from "../../db/sql";
import type { Span } from "./slices";

const unit = sql`0.0000000001`;
const ofCharges = sql`count(*),
  sum(billed) * ${unit} + coalesce(sum(billed_rest), 0),
  sum(effective) * ${unit} + coalesce(sum(effective_rest), 0),
  sum(list) * ${unit} + coalesce(sum(list_rest), 0),
  sum(contracted) * ${unit} + coalesce(sum(contracted_rest), 0),
  count(*) - count(list), count(*) - count(contracted)`;
const ofSums = sql`sum(charges), sum(billed), sum(effective), sum(list), sum(contracted),
  sum(list_missing), sum(contracted_missing)`;
const sums = sql`charges, billed, effective, list, contracted, list_missing, contracted_missing`;

/** The tables of sums that add up to the charges by themselves; `rollup_tag` does so for each of its keys. */
export const rollups = [
  { name: "rollup_day", table: sql`rollup_day` },
  { name: "rollup_month", table: sql`rollup_month` },
  { name: "rollup_service_month", table: sql`rollup_service_month` },
  { name: "rollup_account", table: sql`rollup_account` },
  { name: "rollup_service", table: sql`rollup_service` },
  { name: "rollup_region", table: sql`rollup_region` },
  { name: "rollup_commitment", table: sql`rollup_commitment` },
];

/** All tables of sums. */
export const rolledUp = [...rollups.map(({ table }) => table), sql`rollup_tag`];

/** Tables of whole months, whose first day is the column `month`. */
export const byMonth: ReadonlySet<string> = new Set(["rollup_month", "rollup_service_month"]);
const byDay = [...rollups.filter(({ name }) => !byMonth.has(name)).map(({ table }) => table), sql`rollup_tag`];

// Whoever sums holds the list of tracked tags until it commits, so that no key lacks somebody's charges.
const LOCK = 726004;
export const keepTrackedTags = sql`select pg_advisory_xact_lock_shared(${LOCK})`;
export const changeTrackedTags = sql`select pg_advisory_xact_lock(${LOCK})`;

/** All rollups of the given slices, summed exactly from their charges. */
export function rollUp(slices: number[], span: Span): Sql[] {
  const own = chargesOf(slices, span);
  const ownDays = sql`rollup_day x where x.slice_id = any(${slices})`;
  return [
    // Charges that were copied a moment ago have no statistics: believed to be few, they would be joined one by one.
    sql`set local enable_nestloop = off`,
    sql`set local work_mem = '128MB'`,
    sql`insert into rollup_day (day, slice_id, account_id, service_id, charge_kind_id, ${sums})
      select charge_day, slice_id, account_id, service_id, charge_kind_id, ${ofCharges} from ${own}
      group by 1, 2, 3, 4, 5`,
    sql`insert into rollup_month (month, slice_id, account_id, service_id, region_id, resource_id, tag_set_id,
        charge_kind_id, ${sums})
      select date_trunc('month', charge_day::timestamp)::date, slice_id, account_id, service_id, region_id, resource_id,
        tag_set_id, charge_kind_id, ${ofCharges} from ${own}
      group by 1, 2, 3, 4, 5, 6, 7, 8`,
    sql`insert into rollup_service_month (month, slice_id, account_id, service_id, charge_kind_id, ${sums})
      select date_trunc('month', day::timestamp)::date, slice_id, account_id, service_id, charge_kind_id, ${ofSums}
      from ${ownDays} group by 1, 2, 3, 4, 5`,
    sql`insert into rollup_account (day, slice_id, account_id, charge_kind_id, ${sums})
      select day, slice_id, account_id, charge_kind_id, ${ofSums} from ${ownDays} group by 1, 2, 3, 4`,
    sql`with ${standing(slices)}
      insert into rollup_service (day, slice_id, account_id, service_id, charge_kind_id, ${sums})
      select day, x.slice_id, standing.account_id, service_id, charge_kind_id, ${ofSums}
      from rollup_day x join standing on standing.slice_id = x.slice_id and standing.id = x.account_id
      where x.slice_id = any(${slices})
      group by 1, 2, 3, 4, 5`,
    daysBy({ table: sql`rollup_region`, id: sql`region_id` }, slices, span),
    daysBy({ table: sql`rollup_commitment`, id: sql`commitment_id` }, slices, span),
    keepTrackedTags,
    rollUpTags(slices, span, empty),
    sql`set local enable_nestloop = on`,
  ];
}

/** Days by one dimension that the daily sums do not have. */
function daysBy({ table, id }: { table: Sql; id: Sql }, slices: number[], span: Span): Sql {
  return sql`
    with ${standing(slices)}
    insert into ${table} (day, slice_id, account_id, ${id}, charge_kind_id, ${sums})
    select charge_day, x.slice_id, standing.account_id, ${id}, charge_kind_id, ${ofCharges}
    from charge x join standing on standing.slice_id = x.slice_id and standing.id = x.account_id
    where ${within(slices, span)}
    group by 1, 2, 3, 4, 5`;
}

/** The keys that are tracked where these slices are. */
export function trackedBy(slices: number[]): Sql {
  return sql`
    select id, concat_ws(', ', key, second_key) as key from tracked_tag
    where workspace_id in (select workspace_id from import_slice where id = any(${slices})) order by id`;
}

/** For each tracked key (or pair of keys) and tag set, the tag set that stands for all with the same values. */
export function tagValues(slices: number[], only: Sql = empty): Sql {
  return sql`
    select tracked.id as tracked_tag_id, tag_set.id as tag_set_id,
      min(tag_set.id) over (
        partition by tracked.id, tag_set.tags ->> tracked.key, tag_set.tags ->> tracked.second_key) as stands
    from tracked_tag tracked join dim_tag_set tag_set on tag_set.workspace_id = tracked.workspace_id
    where tracked.workspace_id in (select workspace_id from import_slice where id = any(${slices})) ${only}`;
}

/** Daily sums by the values of the tracked keys, or of some of them: tag sets that agree in a key's value are one. */
export function rollUpTags(slices: number[], span: Span, only: Sql): Sql {
  return sql`
    with ${standing(slices)}, valued as materialized (${tagValues(slices, only)})
    insert into rollup_tag (tracked_tag_id, day, slice_id, account_id, tag_set_id, charge_kind_id, ${sums})
    select valued.tracked_tag_id, charge_day, x.slice_id, standing.account_id, valued.stands, charge_kind_id, ${ofCharges}
    from charge x join standing on standing.slice_id = x.slice_id and standing.id = x.account_id
      join valued on valued.tag_set_id = x.tag_set_id
    where ${within(slices, span)}
    group by 1, 2, 3, 4, 5, 6`;
}

/** Takes the charges and rollups of slices out of the ledger; their control totals stay. */
export function takeOut(slices: number[], span: Span): Sql[] {
  return [
    sql`delete from ${chargesOf(slices, span)}`,
    sql`delete from rollup_month where slice_id = any(${slices})`,
    sql`delete from rollup_service_month where slice_id = any(${slices})`,
    ...byDay.map((table) => sql`delete from ${table} x where ${onDays(slices, span)}`),
  ];
}

/**
 * The sums by tags of slices that left, once more, with the list of tracked tags held: who began to track one while they
 * were leaving still saw them.
 */
export function takeOutTags(slices: number[], span: Span): Sql[] {
  return [keepTrackedTags, sql`delete from rollup_tag x where ${onDays(slices, span)}`];
}

function chargesOf(slices: number[], span: Span): Sql {
  return sql`charge x where ${within(slices, span)}`;
}

function within(slices: number[], { from, to }: Span): Sql {
  return sql`x.slice_id = any(${slices}) and x.charge_day >= ${from}::date and x.charge_day < ${to}::date`;
}

/** Rows of sums by day, which are found by their days. */
export function onDays(slices: number[], { from, to }: Span): Sql {
  return sql`x.slice_id = any(${slices}) and x.day >= ${from}::date and x.day < ${to}::date`;
}

/** For each account of a slice the one that stands for all of its currency; the sums by account are there already. */
function standing(slices: number[]): Sql {
  return sql`standing as materialized (
    select known.slice_id, account.id,
      min(account.id) over (partition by known.slice_id, account.currency) as account_id
    from (select distinct slice_id, account_id from rollup_account where slice_id = any(${slices})) known
      join dim_account account on account.id = known.account_id)`;
}
