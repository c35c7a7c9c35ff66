import { createHash } from "node:crypto";
import type { Scope } from "../auth/scope";
import { rowsOf, sql } from "../db/sql";

/**
 * Changes with every import and with every change of a source that an answer shows (its name, state, data through):
 * what was answered under one version stays true as long as it lasts. Who may see a part of the bill has versions of
 * their own, so that no answer is kept for both.
 */
export async function dataVersion(scope: Scope): Promise<string> {
  const [found] = await rowsOf<{ version: string }>(sql`
    select workspace.data_version || '-' || md5(coalesce(string_agg(
             concat_ws('|', source.id, source.name, source.state, source.connector, source.data_through),
             ',' order by source.id), '')) as version
    from workspace left join source on source.workspace_id = workspace.id
    where workspace.id = ${scope.workspaceId}::uuid
    group by workspace.id`);
  const version = found?.version ?? "none";
  return scope.rows === null ? version : `${version}-${hashOf(scope.rows)}`;
}

function hashOf(rows: Scope["rows"]): string {
  return createHash("sha256").update(JSON.stringify(rows)).digest("hex").slice(0, 32);
}
