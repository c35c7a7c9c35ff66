import { rowsOf, sql } from "../db/sql";
import { noticeToAdmins } from "./notices";

/** Charges of a day usually arrive within a day of its end. */
const PATIENCE = "36 hours";

type Stale = { workspaceId: string; id: string; name: string; through: string };

/** Tells admins once that a source has brought no new day for a day and a half after its last one ended. */
export async function watchSources(): Promise<void> {
  const stale = await rowsOf<Stale>(sql`
    select source.workspace_id as "workspaceId", source.id, source.name, source.data_through::text as through
    from source join workspace on workspace.id = source.workspace_id
    where workspace.kind = 'real' and source.state = 'active' and source.connector <> 'file'
      and (source.data_through + 1)::timestamp at time zone 'UTC' < now() - ${PATIENCE}::interval`);
  for (const { workspaceId, id, name, through } of stale) {
    const notice = {
      subject: `No new charges from ${name}`,
      sentence: `The charges of ${name} end on ${through}; nothing newer came for more than 36 hours.`,
      lines: ["Budgets cannot tell what was spent since. The source says what its last readings found."],
      link: { label: "Open the source", path: `/sources/${id}` },
    };
    await rowsOf(noticeToAdmins(workspaceId, `source ${id} ${through}`, notice));
  }
}
