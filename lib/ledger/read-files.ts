import type { ImportFile, Report } from "./import-outcome";
import { ImportRefusal, listed } from "./import-refusal";
import type { OpenCsv } from "./intake/file-parts";
import { openFiles } from "./intake/open-files";
import { connectTo, createStaging } from "./staging/database";
import { type Opened, type PartReaders, partReaders } from "./staging/part-readers";
import { Staging } from "./staging/staging";

export type Reading = {
  files: ImportFile[];
  /** A directory of its own, for parts and for what DuckDB spills. */
  directory: string;
  /** Written by ourselves, from what a connector read. */
  isSpool: boolean;
  /** Whether csv is read in a thread of its own; when it is not said, the size of the files decides. */
  isThreaded?: boolean;
};

/** What files hold, staged and sound; who asked closes the staging. */
export type FilesRead = {
  staging: Staging;
  focusVersion: string | null;
  /** Which columns the files have, in their order and by their FOCUS names; none where a connector wrote the rows. */
  columns: string[];
  notes: string[];
};

/** Opens all files, then reads them: a bad row in any of them refuses them all. */
export async function readFiles(
  { files, directory, isSpool, isThreaded }: Reading,
  report: Report,
  creating = createStaging(directory, files),
): Promise<FilesRead> {
  const instance = await creating;
  const connection = await connectTo(instance);
  try {
    const opened: Opened[] = [];
    for (const file of files) opened.push(...(await openFiles(file, directory, connection)));
    const extras = isSpool ? [] : outsideFocus(opened);
    const staging = new Staging(connection, instance, { extras, isSpool });
    const placesOf = ({ header }: OpenCsv) => staging.places(header);
    const readers = partReaders(opened, { placesOf, directory, isSpool, isThreaded });
    try {
      await readAll(staging, opened, readers, report);
    } finally {
      await readers.end();
    }
    const focusVersion = isSpool ? null : newestVersion(opened);
    const columns = isSpool ? [] : columnsIn(opened);
    return { staging, focusVersion, columns, notes: isSpool ? [] : columnNotes(extras) };
  } catch (error) {
    connection.closeSync();
    throw error;
  }
}

/** Reads part after part; while DuckDB works on one, the next is unpacked, scanned and coded. */
async function readAll(staging: Staging, opened: Opened[], readers: PartReaders, report: Report): Promise<void> {
  const total = opened.reduce((sum, { size }) => sum + size, 0);
  let before = 0;
  for (const each of opened) {
    const { file, size } = each;
    let adding: Promise<void> = Promise.resolve();
    try {
      for await (const read of readers.of(each)) {
        await adding;
        adding = staging.add(read).then(read.release);
        // Awaited in the next turn; until then a failure has an owner.
        adding.catch(() => {});
        const text = `Reading ${file.name}`;
        report({ step: "reading", done: before + read.part.bytesRead, total, text });
      }
    } finally {
      await adding;
    }
    before += size;
  }
  const { rejected, rejectedCount } = staging;
  if (rejectedCount === 0) return;
  const rows = rejectedCount === 1 ? "1 row" : `${rejectedCount} rows`;
  throw new ImportRefusal(`${rows} cannot be imported, so nothing was.`, rejected, rejectedCount);
}

function outsideFocus(opened: Opened[]): string[] {
  const names = opened.flatMap(({ header }) => header.names.filter((_name, index) => header.columns[index] === null));
  return [...new Set(names)];
}

function columnsIn(opened: Opened[]): string[] {
  const names = opened.flatMap(({ header }) => header.names.map((name, index) => header.columns[index] ?? name));
  return [...new Set<string>(names)];
}

function newestVersion(opened: Opened[]): string | null {
  return (
    opened
      .map(({ header }) => header.version)
      .toSorted()
      .at(-1) ?? null
  );
}

function columnNotes(extras: string[]): string[] {
  if (extras.length === 0) return [];
  const shown = extras.slice(0, 10);
  const more = extras.length - shown.length;
  const names = listed(more > 0 ? [...shown, `${more} more`] : shown);
  return [`Kept with each charge, being outside FOCUS: ${names}.`];
}
