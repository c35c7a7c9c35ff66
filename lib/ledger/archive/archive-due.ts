import { rename, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { rowsOf, sql } from "../../db/sql";
import { inTransaction } from "../../db/transaction";
import type { ImportFile } from "../import-outcome";
import type { ArchiveTask } from "./archive-files";
import { archiveInProcess } from "./archive-process";
import { type ArchivedOriginal, type ArchiveManifest, MANIFEST } from "./manifest";
import { dropOriginals } from "./originals";
import { pendingPlaceOf, placeOf } from "./place";

/** Longer than writing any archive takes: who has not ended by then has died. */
const CLAIM_MINUTES = 60;

type Due = {
  id: string;
  run_id: string;
  source_id: string;
  name: string;
  connector: string;
  files: ImportFile[];
  /** JSON text. */
  told: string | null;
  rows: string;
  created_at: Date;
};

export type ArchiveWriter = (task: ArchiveTask) => Promise<ArchivedOriginal[]>;

/**
 * Archives what imports have left to be archived, one after the other, and says how many. Imports do not wait for it:
 * what a dying process leaves undone is found and done again.
 */
export async function archiveDue(write: ArchiveWriter = archiveInProcess): Promise<number> {
  let done = 0;
  for (let due = await claimed(); due; due = await claimed()) {
    await archive(due, write);
    done++;
  }
  return done;
}

async function claimed(): Promise<Due | undefined> {
  const [due] = await rowsOf<Due>(sql`
    update archive set claimed_at = now()
    from source
    where source.id = archive.source_id and archive.id = (
      select id from archive
      where state = 'due' and (claimed_at is null or claimed_at < now() - make_interval(mins => ${CLAIM_MINUTES}))
      order by created_at limit 1 for update skip locked)
    returning archive.id, archive.run_id, archive.source_id, source.name, source.connector, archive.files,
      archive.told, archive.rows::text, archive.created_at`);
  return due;
}

async function archive(due: Due, write: ArchiveWriter): Promise<void> {
  const place = placeOf(due.id);
  const unfinished = `${place}.unfinished`;
  const directory = join(pendingPlaceOf(due.id), "work");
  try {
    await rm(unfinished, { recursive: true, force: true });
    const task = { files: due.files, place: unfinished, directory, isSpool: due.told !== null };
    const originals = await write(task);
    const manifest = await manifestFor(due, originals);
    await writeFile(join(unfinished, MANIFEST), `${JSON.stringify(manifest, null, 2)}\n`, { mode: 0o600 });
    await rm(place, { recursive: true, force: true });
    await rename(unfinished, place);
    await rowsOf(sql`
      update archive set state = 'kept', kept_at = now(), bytes = ${bytesIn(originals)}, files = '[]', told = null
      where id = ${due.id}::uuid`);
  } catch (error) {
    await rm(unfinished, { recursive: true, force: true }).catch(() => {});
    await recordFailure(due, error);
  }
  await dropOriginals(due);
}

async function manifestFor(due: Due, originals: ArchivedOriginal[]): Promise<ArchiveManifest> {
  const rows = partsOf(originals).reduce((sum, part) => sum + part.rows, 0);
  if (rows !== Number(due.rows)) {
    throw new Error(`The files have ${rows} rows and ${due.rows} were imported: they changed afterwards.`);
  }
  const periods = await rowsOf<ArchiveManifest["periods"][number]>(sql`
    select billing_account_id as "billingAccountId", to_char(period_start at time zone 'UTC', 'YYYY-MM-DD') as from,
      to_char(period_end at time zone 'UTC', 'YYYY-MM-DD') as to, rows::int
    from import_slice where archive_id = ${due.id}::uuid order by period_start, billing_account_id`);
  const source = { id: due.source_id, name: due.name, connector: due.connector };
  const base = { version: 1 as const, id: due.id, run: due.run_id, source, importedAt: due.created_at.toISOString() };
  return {
    ...base,
    rows,
    isSpool: due.told !== null,
    periods,
    originals,
    told: due.told === null ? null : JSON.parse(due.told),
  };
}

const partsOf = (originals: ArchivedOriginal[]) =>
  originals.flatMap(({ tables }) => tables.flatMap(({ parts }) => parts));
const bytesIn = (originals: ArchivedOriginal[]) => partsOf(originals).reduce((sum, { bytes }) => sum + bytes, 0);

/** The import stays as it is; its run says that there is no copy of what it brought, and why. */
async function recordFailure({ id, run_id }: Due, error: unknown): Promise<void> {
  const text = error instanceof Error ? error.message : String(error);
  const isFull = /ENOSPC|EDQUOT|No space left on device/i.test(text) || (error as { code?: string })?.code === "ENOSPC";
  const why = isFull ? "The disk of the data directory is full." : text;
  const note = `The files of this import were not archived: ${why}`;
  await inTransaction(async (run) => {
    await run(
      sql`update archive set state = 'failed', note = ${why}, files = '[]', told = null where id = ${id}::uuid`,
    );
    await run(sql`
      update import_run set notes = notes || ${JSON.stringify([note])}::jsonb
      where id = ${run_id}::uuid and not notes @> ${JSON.stringify([note])}::jsonb`);
  });
}
