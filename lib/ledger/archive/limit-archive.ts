import { readdir, rm, stat } from "node:fs/promises";
import { join } from "node:path";
import { rowsOf, sql } from "../../db/sql";
import { env } from "../../env";
import { archiveDirectory, pendingDirectory, pendingPlaceOf, placeOf } from "./place";

const GIGABYTE = 1e9;
const HOURS_UNTIL_FORGOTTEN = 1;

type Kept = { id: string; bytes: number; days: number; is_current: boolean };

/**
 * Holds the archive within its limits. What the ledger has replaced goes first, the oldest of it foremost; the only
 * copy of what is in the ledger goes last, for want of space and never for its age.
 */
export async function limitArchive(now: Date): Promise<void> {
  const { OUTLAY_ARCHIVE_MAX_GB, OUTLAY_ARCHIVE_MAX_DAYS } = env();
  const kept = await rowsOf<Kept>(sql`
    select archive.id, archive.bytes::float8 as bytes,
      (extract(epoch from ${now}::timestamptz - archive.created_at) / 86400)::float8 as days,
      exists (select from import_slice slice
        where slice.archive_id = archive.id and slice.state in ('current', 'superseded')) as is_current
    from archive where archive.state = 'kept'
    order by is_current, archive.created_at, archive.id`);
  let left = kept.reduce((sum, { bytes }) => sum + bytes, 0);
  for (const { id, bytes, days, is_current } of kept) {
    const isOld = OUTLAY_ARCHIVE_MAX_DAYS > 0 && days > OUTLAY_ARCHIVE_MAX_DAYS && !is_current;
    if (!isOld && left <= OUTLAY_ARCHIVE_MAX_GB * GIGABYTE) continue;
    await rowsOf(sql`delete from archive where id = ${id}::uuid`);
    await rm(placeOf(id), { recursive: true, force: true });
    left -= bytes;
  }
  await removeForgotten(now);
}

/** Directories that no row knows of: of removed sources, and of imports that died before they committed. */
async function removeForgotten(now: Date): Promise<void> {
  const before = now.getTime() - HOURS_UNTIL_FORGOTTEN * 3_600_000;
  const [places, pending] = await Promise.all([idsIn(archiveDirectory()), idsIn(pendingDirectory())]);
  if (places.length + pending.length === 0) return;
  const rows = await rowsOf<{ id: string; state: string }>(sql`select id, state from archive`);
  const known = new Set(rows.map(({ id }) => id));
  const due = new Set(rows.filter(({ state }) => state === "due").map(({ id }) => id));
  const forgotten = [
    ...places.filter(({ id }) => !known.has(id)).map(({ name }) => join(archiveDirectory(), name)),
    ...pending.filter(({ id }) => !due.has(id)).map(({ id }) => pendingPlaceOf(id)),
  ];
  for (const path of forgotten) {
    const found = await stat(path).catch(() => null);
    if (found && found.mtimeMs < before) await rm(path, { recursive: true, force: true });
  }
}

async function idsIn(directory: string): Promise<{ id: string; name: string }[]> {
  const names = await readdir(directory).catch(() => []);
  return names
    .map((name) => ({ id: name.replace(/\.unfinished$/, ""), name }))
    .filter(({ id }) => /^[0-9a-f-]{36}$/.test(id));
}
