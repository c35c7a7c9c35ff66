import type { Scope } from "../auth/scope";
import { rowsOf, sql } from "../db/sql";

/**
 * Changes with every import and with every change of a source that an answer shows (its name, state, data through):
 * what was answered under one version stays true as long as it lasts.
 */
export async function dataVersion(scope: Scope): Promise<string> {
  const [found] = await rowsOf<{ version: string }>(sql`
    select workspace.data_version || '-' || md5(coalesce(string_agg(
             concat_ws('|', source.id, source.name, source.state, source.connector, source.data_through),
             ',' order by source.id), '')) as version
    from workspace left join source on source.workspace_id = workspace.id
    where workspace.id = ${scope.workspaceId}::uuid
    group by workspace.id`);
  return found?.version ?? "none";
}
