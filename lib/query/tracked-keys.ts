import type { Scope } from "../auth/scope";
import { type Sql, sql } from "../db/sql";
import { isTag, tagKey } from "./names";
import type { Reader } from "./snapshot";
import type { CostQuery } from "./spec";

/** Which tag keys, and which pairs of them, daily sums are kept of: by the names that `nameOfKeys` gives. */
export type TrackedKeys = ReadonlySet<string>;

/** The tag keys that a question is about; null where there are none, or it asks for tagging at all. */
export function askedTagKeys({ groupBy, where }: Pick<CostQuery, "groupBy" | "where">): string[] | null {
  const asked = [...groupBy, ...where.map(({ dimension }) => dimension)];
  const keys = new Set(asked.filter(isTag).map(tagKey));
  return keys.size === 0 || asked.includes("tagging") ? null : [...keys];
}

/** The same name whatever the order. */
export function nameOfKeys(keys: string[]): string {
  return JSON.stringify(keys.toSorted());
}

export async function trackedKeys(read: Reader, { workspaceId }: Scope): Promise<TrackedKeys> {
  const tracked = await read.rows<{ key: string; second_key: string | null }>(
    sql`select key, second_key from tracked_tag where workspace_id = ${workspaceId}::uuid`,
  );
  return new Set(tracked.map(({ key, second_key: second }) => nameOfKeys(second === null ? [key] : [key, second])));
}

/** The rows of one key or pair of keys: each has the whole of the charges. */
export function ofTagKeys({ workspaceId }: Scope, keys: string[]): Sql {
  const second = keys.length > 1 ? sql`second_key = any(${keys}::text[])` : sql`second_key is null`;
  return sql`x.tracked_tag_id = (select id from tracked_tag
    where workspace_id = ${workspaceId}::uuid and key = any(${keys}::text[]) and ${second})`;
}
