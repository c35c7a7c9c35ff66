import type { Scope } from "../auth/scope";
import { sql } from "../db/sql";
import type { Day } from "../focus/period";
import type { Reach } from "./data-through";
import type { Reader } from "./snapshot";

/** How far a source reaches, and on which day its newest charges were imported. */
export type SourceReach = Reach & { id: string; imported: Day };

/** The reach of every source that has charges. */
export async function sourceReaches(read: Reader, { workspaceId }: Scope): Promise<SourceReach[]> {
  return await read.rows<SourceReach>(sql`
    select source.id, source.connector <> 'file' and source.state = 'active' as live,
           coalesce(source.data_through, max(slice.last_day)) as through,
           (max(slice.created_at) at time zone 'UTC')::date as imported
    from source join import_slice slice on slice.source_id = source.id and slice.state = 'current'
    where source.workspace_id = ${workspaceId}::uuid
    group by source.id
    having coalesce(source.data_through, max(slice.last_day)) is not null`);
}
