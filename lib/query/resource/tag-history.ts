import type { Scope } from "../../auth/scope";
import { join, sql } from "../../db/sql";
import type { Day } from "../../focus/period";
import type { Reader } from "../snapshot";
import { rowConditions } from "../within-rows";

/** The tags of a resource over a stretch of days; null where its source cannot know them. */
export type TagStretch = {
  from: Day;
  through: Day;
  tags: Record<string, string> | null;
  /** What is different from the stretch before; empty for the first. */
  changes: { key: string; before: string | null; now: string | null }[];
};

const MOST_STRETCHES = 100;

type Row = { first: Day; last: Day; measured: boolean; tags: Record<string, string> | null };

/** How the tags of a resource changed, oldest first; days of the same tags in a row are one stretch. */
export async function tagHistory(read: Reader, scope: Scope, ids: number[]): Promise<TagStretch[]> {
  // Tax and credits may carry no tags, so usage speaks for its day.
  // Days in a row with the same tag set: their number among all days less their number among its days stays the same.
  const rows = await read.rows<Row>(sql`
    with days as (
      select x.charge_day as day, (array_agg(tag_set_id order by kind.kind = 'usage' desc, tag_set_id desc))[1] as tag_set_id
      from charge x join dim_charge_kind kind on kind.id = x.charge_kind_id
      where ${join([sql`x.resource_id = any(${ids}::int[])`, ...rowConditions(scope)], " and ")} group by 1
    ), runs as (
      select day, tag_set_id,
             row_number() over (order by day) - row_number() over (partition by tag_set_id order by day) as run
      from days
    )
    select min(day) as first, max(day) as last, tag_set.measured, tag_set.tags
    from runs join dim_tag_set tag_set on tag_set.id = runs.tag_set_id
    group by runs.tag_set_id, run, tag_set.id
    order by 1 desc limit ${MOST_STRETCHES}`);
  return joined(rows.reverse());
}

/** Neighbouring stretches that a person cannot tell apart are one. */
export function joined(rows: Row[]): TagStretch[] {
  const stretches: TagStretch[] = [];
  for (const { first, last, measured, tags: written } of rows) {
    const tags = measured ? (written ?? {}) : null;
    const before = stretches.at(-1);
    const changes = before ? changesOf(before.tags ?? {}, tags ?? {}) : [];
    const isSame = before && changes.length === 0 && (before.tags === null) === (tags === null);
    if (isSame) before.through = last;
    else stretches.push({ from: first, through: last, tags, changes });
  }
  return stretches;
}

function changesOf(before: Record<string, string>, now: Record<string, string>): TagStretch["changes"] {
  return [...new Set([...Object.keys(before), ...Object.keys(now)])]
    .toSorted()
    .map((key) => ({ key, before: before[key] ?? null, now: now[key] ?? null }))
    .filter((change) => change.before !== change.now);
}
