import type { Scope } from "../auth/scope";
import { rowsOf, sql } from "../db/sql";
import { seenBy } from "./within-rows";

const MOST_KEYS = 50;
/** A large estate has a tag set for each resource; its newest ones name every key in use. */
const NEWEST_SETS = 5000;

/** The tag keys that one can group and filter by, the most used first. */
export async function tagKeys(scope: Scope): Promise<string[]> {
  const keys = await rowsOf<{ key: string }>(sql`
    select key from (
      select tags from dim_tag_set
      where workspace_id = ${scope.workspaceId}::uuid and measured
        and ${seenBy(scope, "tag_set", sql`dim_tag_set.id`)}
      order by id desc limit ${NEWEST_SETS}
    ) newest, jsonb_object_keys(newest.tags) key
    group by key order by count(*) desc, key limit ${MOST_KEYS}`);
  return keys.map(({ key }) => key);
}
