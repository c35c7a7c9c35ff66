import { requireRole, type Scope } from "../auth/scope";
import { rowsOf, sql } from "../db/sql";
import { inTransaction, type Run } from "../db/transaction";
import { DomainError } from "../errors";
import type { Day } from "../focus/period";
import { changeTrackedTags, rollUpTags } from "./store/rollups";
import { spanOf } from "./store/slices";

/** Each key costs an import one more pass over its charges. */
const MOST_KEYS = 8;
const MOST_CHOSEN_BY_US = 4;
/** A key with more values (a name, an id) makes no chart and much to keep. */
const MOST_VALUES = 200;
/** Two keys whose values together are as few are kept by both, for charts of one filtered by the other. */
const MOST_PAIRS = 1;
/** A large estate has a tag set for each resource; its newest ones name every key in use. */
const NEWEST_SETS = 5000;

/** The tag keys that daily sums are kept of, so that charts by them answer at once. */
export async function trackedTags({ workspaceId }: Pick<Scope, "workspaceId">): Promise<string[]> {
  const rows = await rowsOf<{ key: string }>(
    sql`select key from tracked_tag where workspace_id = ${workspaceId}::uuid and second_key is null order by id`,
  );
  return rows.map(({ key }) => key);
}

/** Keeps daily sums of these keys and of no others, from the charges that are there and from every import on. */
export async function trackTags(scope: Scope, keys: string[]): Promise<void> {
  requireRole(scope, "admin");
  const wanted = [...new Set(keys)];
  if (wanted.length === 0) throw new DomainError("invalid", "Name at least one tag key.");
  if (wanted.length > MOST_KEYS) throw new DomainError("invalid", `At most ${MOST_KEYS} tag keys can be tracked.`);
  const { workspaceId } = scope;
  await inTransaction(async (run) => {
    await run(changeTrackedTags);
    const gone = await run<{ id: number }>(sql`
      delete from tracked_tag
      where workspace_id = ${workspaceId}::uuid and (key <> all(${wanted}) or second_key <> all(${wanted})) returning id`);
    await run(sql`delete from rollup_tag where tracked_tag_id = any(${gone.map(({ id }) => id)})`);
    await run(sql`update tracked_tag set chosen = true where workspace_id = ${workspaceId}::uuid`);
    await addKeys(run, workspaceId, wanted.map(alone), true);
    await addPairs(run, workspaceId);
  });
}

/**
 * While nobody has chosen keys, the most used ones are tracked, and of those that are tracked the pair that may be;
 * every import calls this.
 */
export async function trackMostUsed(workspaceId: string): Promise<void> {
  const fresh = await mostUsed(workspaceId);
  if (fresh.length === 0 && (await freshPairs(rowsOf, workspaceId)).length === 0) return;
  await inTransaction(async (run) => {
    await run(changeTrackedTags);
    await addKeys(run, workspaceId, fresh.map(alone), false);
    await addPairs(run, workspaceId);
  });
}

async function mostUsed(workspaceId: string): Promise<string[]> {
  const known = await rowsOf<{ key: string; chosen: boolean }>(
    sql`select key, chosen from tracked_tag where workspace_id = ${workspaceId}::uuid and second_key is null`,
  );
  if (known.some(({ chosen }) => chosen) || known.length >= MOST_CHOSEN_BY_US) return [];
  const used = await rowsOf<{ key: string }>(sql`
    select key from (
      select tags from dim_tag_set
      where workspace_id = ${workspaceId}::uuid and measured and tags is not null
      order by id desc limit ${NEWEST_SETS}
    ) newest, jsonb_each_text(newest.tags) as tag (key, value)
    group by key having count(distinct value) <= ${MOST_VALUES}
    order by count(*) desc, count(distinct value), key limit ${MOST_CHOSEN_BY_US}`);
  const tracked = new Set(known.map(({ key }) => key));
  const fresh = used.map(({ key }) => key).filter((key) => !tracked.has(key));
  return fresh.slice(0, MOST_CHOSEN_BY_US - tracked.size);
}

type Tracked = [key: string, second: string | null];
const alone = (key: string): Tracked => [key, null];

async function addPairs(run: Run, workspaceId: string): Promise<void> {
  const pairs = await freshPairs(run, workspaceId);
  if (pairs.length > 0) await addKeys(run, workspaceId, pairs, false);
}

/** Pairs of tracked keys that are not kept yet, the most used first, whose values together are few. */
async function freshPairs(run: Run, workspaceId: string): Promise<Tracked[]> {
  const pairs = await run<{ one: string; other: string }>(sql`
    with single as (
      select id, key from tracked_tag where workspace_id = ${workspaceId}::uuid and second_key is null
    ), kept as (
      select key, second_key from tracked_tag where workspace_id = ${workspaceId}::uuid and second_key is not null
    ), newest as (
      select tags from dim_tag_set
      where workspace_id = ${workspaceId}::uuid and measured and tags is not null
      order by id desc limit ${NEWEST_SETS}
    )
    select one.key as one, other.key as other
    from single one join single other on one.id < other.id
      cross join lateral (
        select count(distinct (tags ->> one.key, tags ->> other.key)) as combined,
               coalesce(bool_or(tags ?& array[one.key, other.key]), false) as meet
        from newest
      ) counted
    where meet and combined <= ${MOST_VALUES}
      and not exists (select from kept where array[one.key, other.key] @> array[kept.key, kept.second_key])
    order by one.id + other.id, one.id
    limit greatest(0, ${MOST_PAIRS} - (select count(*) from kept))`);
  return pairs.map(({ one, other }): Tracked => [one, other]);
}

/** With the lock held, no import is between its sums and its commit: these slices are all there are. */
async function addKeys(run: Run, workspaceId: string, keys: Tracked[], chosen: boolean): Promise<void> {
  const added = await run<{ id: number }>(sql`
    insert into tracked_tag (workspace_id, key, second_key, chosen)
    select ${workspaceId}::uuid, key, second_key, ${chosen}
    from unnest(${keys.map(([key]) => key)}::text[], ${keys.map(([, second]) => second)}::text[])
      with ordinality as wanted (key, second_key, place)
    order by place on conflict do nothing returning id`);
  const slices = await run<{ id: number; months: Day[] }>(sql`
    select id, months::text[] as months from import_slice
    where workspace_id = ${workspaceId}::uuid and state = 'current' and rows > 0`);
  if (added.length === 0 || slices.length === 0) return;
  const ids = slices.map(({ id }) => id);
  const tagIds = added.map(({ id }) => id);
  await run(rollUpTags(ids, spanOf(slices.flatMap(({ months }) => months)), sql`and tracked.id = any(${tagIds})`));
  await refuseDifference(run, ids, tagIds);
}

async function refuseDifference(run: Run, slices: number[], tagIds: number[]): Promise<void> {
  const differing = await run<{ id: number }>(sql`
    select tag.id from unnest(${tagIds}::int[]) as tag (id)
    where (select (sum(charges), sum(billed), sum(effective), sum(list), sum(contracted)) from rollup_tag
        where tracked_tag_id = tag.id)
      is distinct from (select (sum(charges), sum(billed), sum(effective), sum(list), sum(contracted)) from rollup_account
        where slice_id = any(${slices}))`);
  if (differing.length > 0) throw new Error("The sums by tag differ from the charges.");
}
