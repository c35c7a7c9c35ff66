import { randomUUID } from "node:crypto";
import { link, mkdir, realpath, rm } from "node:fs/promises";
import { join } from "node:path";
import type { PoolClient } from "pg";
import { sql } from "../../db/sql";
import type { Run } from "../../db/transaction";
import { env } from "../../env";
import type { ImportJob } from "../import-job";
import type { ImportFile } from "../import-outcome";
import { pendingPlaceOf } from "./place";

/** The originals of an import that is about to commit, safe from whoever removes them afterwards. */
export type Kept = { id: string; files: ImportFile[] };

/**
 * Links the files of an import into the archive's waiting room, which costs neither time nor space; a file on another
 * disk is read where it lies. Null where nothing is archived: the archive is off, or the data is the demo company's.
 */
export async function keepOriginals(client: PoolClient, job: ImportJob): Promise<Kept | null> {
  if (env().OUTLAY_ARCHIVE_MAX_GB === 0) return null;
  const { rows } = await client.query<{ kind: string }>(
    sql`select kind from workspace where id = ${job.workspaceId}::uuid`,
  );
  if (rows[0]?.kind !== "real") return null;
  const id = randomUUID();
  const place = pendingPlaceOf(id);
  const isThere = await mkdir(place, { recursive: true, mode: 0o700 }).then(
    () => true,
    // A full or closed disk must not stop an import; archiving it will say what is wrong.
    () => false,
  );
  const files: ImportFile[] = [];
  for (const [index, { path, name }] of job.files.entries()) {
    const target = join(place, String(index));
    const isLinked = isThere && (await linked(path, target));
    files.push({ path: isLinked ? target : path, name });
  }
  return { id, files };
}

async function linked(path: string, target: string): Promise<boolean> {
  try {
    await link(await realpath(path), target);
    return true;
  } catch {
    return false;
  }
}

export async function dropOriginals(kept: Pick<Kept, "id"> | null): Promise<void> {
  if (kept) await rm(pendingPlaceOf(kept.id), { recursive: true, force: true }).catch(() => {});
}

/** Written with the import itself: whatever dies afterwards, somebody finds that the archive is due. */
export async function recordDue(run: Run, job: ImportJob, kept: Kept | null, rows: number): Promise<void> {
  if (!kept) return;
  // As a string, because the order of the keys is part of a slice's content and jsonb has its own.
  const told = job.slices && JSON.stringify(JSON.stringify(job.slices));
  await run(sql`
    insert into archive (id, workspace_id, source_id, run_id, files, told, rows)
    values (${kept.id}::uuid, ${job.workspaceId}::uuid, ${job.sourceId}::uuid, ${job.runId}::uuid,
      ${JSON.stringify(kept.files)}::jsonb, ${told}::jsonb, ${rows})`);
}
