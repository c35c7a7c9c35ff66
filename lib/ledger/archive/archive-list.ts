import { requireRole, requireWholeBill, type Scope } from "../../auth/scope";
import { rowsOf, sql } from "../../db/sql";
import { DomainError } from "../../errors";
import type { Day } from "../../focus/period";
import { manifestOf } from "./manifest";
import { damageOf } from "./restore";

/** What is archived of one import. */
export type ArchiveEntry = {
  id: string;
  runId: string;
  source: string;
  state: "due" | "kept" | "failed";
  importedAt: string;
  rows: number;
  bytes: number;
  /** First days of the billing periods in it. */
  periods: Day[];
  /** Periods that the ledger holds as they lie here. */
  current: number;
  note: string | null;
};

/** Every archive of the workspace, the newest first. */
export async function archiveList(scope: Scope): Promise<ArchiveEntry[]> {
  requireWholeBill(scope, "The archive is of");
  const rows = await rowsOf<Omit<ArchiveEntry, "importedAt"> & { importedAt: Date }>(sql`
    select archive.id, archive.run_id as "runId", source.name as source, archive.state, archive.rows::int,
      archive.bytes::float8 as bytes, archive.created_at as "importedAt", archive.note,
      coalesce((select array_agg(distinct to_char(period_start at time zone 'UTC', 'YYYY-MM-DD'))
        from import_slice where archive_id = archive.id), '{}') as periods,
      (select count(*)::int from import_slice
        where archive_id = archive.id and import_slice.state in ('current', 'superseded')) as current
    from archive join source on source.id = archive.source_id
    where archive.workspace_id = ${scope.workspaceId}::uuid
    order by archive.created_at desc, archive.id`);
  return rows.map(({ importedAt, ...row }) => ({ ...row, importedAt: importedAt.toISOString() }));
}

export type Verified = { entry: ArchiveEntry; damage: string[] };

/** Reads every archive again and compares it with what was written. */
export async function verifyArchive(scope: Scope): Promise<Verified[]> {
  requireRole(scope, "editor");
  const verified: Verified[] = [];
  for (const entry of await archiveList(scope)) {
    if (entry.state === "kept") verified.push({ entry, damage: await damageIn(entry.id) });
  }
  return verified;
}

async function damageIn(id: string): Promise<string[]> {
  try {
    return await damageOf(await manifestOf(id));
  } catch (error) {
    if (error instanceof DomainError) return [error.message];
    throw error;
  }
}
