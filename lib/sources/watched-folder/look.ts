import { createHash } from "node:crypto";
import { constants, createWriteStream } from "node:fs";
import { type FileHandle, open, readdir, realpath, stat } from "node:fs/promises";
import { basename, join, relative } from "node:path";
import { pipeline } from "node:stream/promises";
import { z } from "zod";
import type { DeliveredFile, Delivery, Survey } from "../delivery";
import type { Reading } from "../source";
import { allowedFolder, isInside, refusal, unreadable } from "./allowed-folder";
import { fits, type Settings } from "./settings";

const MOST_FILES = 10_000;
const MOST_LEVELS = 5;
/** Untouched for so long, a file is taken to be complete; before, it must be the same in two looks. */
const SECONDS_UNTOUCHED = 60;
/** Names under which programs write what is not complete yet. */
const UNFINISHED = /^[.~]|~$|\.(tmp|temp|part|partial|filepart|crdownload|download|swp|lock)$/i;

type Found = { path: string; place: string; bytes: number; changedAt: number };

const Remembered = z.looseObject({
  looks: z.record(z.string(), z.tuple([z.number(), z.number()])).default({}),
  deliveries: z.record(z.string(), z.unknown()).default({}),
});

/** Looks at the names, sizes and times of all files. Each file is a delivery of its own, and so is each sub-folder. */
export async function lookIntoFolder(settings: Settings, reading: Reading): Promise<Survey> {
  const folder = await allowedFolder(settings.folder, reading.folders);
  const found = await filesIn(folder, fits(settings.pattern));
  const { looks, deliveries: known } = Remembered.catch({ looks: {}, deliveries: {} }).parse(reading.memory);
  const groups = groupsOf(found);
  const survey: Survey = { deliveries: [], notes: [], waits: false, memory: {}, close: () => {} };
  const unsettled = found.filter((file) => !isSettled(file, looks, reading.now));
  for (const [key, files] of groups) {
    const writing = files.find((file) => unsettled.includes(file));
    if (writing) survey.notes.push(`${writing.place} is being written at the moment; it is read when it is complete.`);
    else survey.deliveries.push(deliveryOf(key, files, settings.overlap === "newest"));
  }
  const gone = Object.keys(known).filter((key) => !groups.has(key));
  survey.notes.push(...gone.map((key) => `${key} is no longer in the folder; what it brought stays in the ledger.`));
  survey.memory = {
    looks: Object.fromEntries(unsettled.map(({ place, bytes, changedAt }) => [place, [bytes, changedAt]])),
  };
  return { ...survey, waits: unsettled.length > 0 };
}

async function filesIn(folder: string, isWanted: (name: string) => boolean): Promise<Found[]> {
  const found: Found[] = [];
  for await (const path of pathsIn(folder, 1)) {
    if (isWanted(basename(path))) found.push(...(await fileAt(path, folder)));
    if (found.length <= MOST_FILES) continue;
    throw refusal(`There are more than ${MOST_FILES} files in ${folder}.`, "Watch a folder with bills alone.");
  }
  return found.toSorted((one, other) => one.changedAt - other.changedAt || (one.place < other.place ? -1 : 1));
}

/** Files and links, not what is hidden or unfinished; a link to a folder is not gone into. */
async function* pathsIn(directory: string, level: number): AsyncGenerator<string> {
  const entries = await readdir(directory, { withFileTypes: true }).catch((error: unknown) => {
    throw unreadable(directory, error);
  });
  for (const entry of entries.filter(({ name }) => !UNFINISHED.test(name))) {
    const path = join(directory, entry.name);
    if (entry.isFile() || entry.isSymbolicLink()) yield path;
    else if (entry.isDirectory() && level < MOST_LEVELS) yield* pathsIn(path, level + 1);
  }
}

/** A link counts as the file it leads to, unless that lies elsewhere. */
async function fileAt(path: string, folder: string): Promise<Found[]> {
  const real = await realpath(path).catch(() => null);
  if (real === null || !isInside(real, folder)) return [];
  const { size, mtimeMs, isFile } = await statOf(real);
  return isFile ? [{ path: real, place: relative(folder, path), bytes: size, changedAt: mtimeMs }] : [];
}

async function statOf(path: string): Promise<{ size: number; mtimeMs: number; isFile: boolean }> {
  const found = await stat(path).catch(() => null);
  return { size: found?.size ?? 0, mtimeMs: found?.mtimeMs ?? 0, isFile: found?.isFile() ?? false };
}

function isSettled({ place, bytes, changedAt }: Found, looks: Record<string, [number, number]>, now: Date): boolean {
  const [bytesBefore, changedBefore] = looks[place] ?? [];
  const isSame = bytes === bytesBefore && changedAt === changedBefore;
  return isSame || now.getTime() - changedAt >= SECONDS_UNTOUCHED * 1_000;
}

function groupsOf(found: Found[]): Map<string, Found[]> {
  const groups = new Map<string, Found[]>();
  for (const file of found) {
    const [first = "", ...inside] = file.place.split("/");
    const key = inside.length === 0 ? first : `${first}/`;
    groups.set(key, [...(groups.get(key) ?? []), file]);
  }
  return groups;
}

function deliveryOf(key: string, files: Found[], replacesOthers: boolean): Delivery {
  const versions = files.map(({ place, bytes, changedAt }) => [place, bytes, changedAt]);
  return {
    key,
    title: key,
    fingerprint: createHash("sha256").update(JSON.stringify(versions)).digest("hex"),
    final: false,
    rows: null,
    files: files.map(fileOf),
    confirm: async () => {
      for (const file of files) await withOpened(file, async () => {});
    },
    refusal: null,
    replacesOthers,
  };
}

function fileOf(file: Found): DeliveredFile {
  return {
    name: basename(file.place),
    bytes: file.bytes,
    bring: async (path, tell) => {
      await withOpened(file, async (handle) => {
        const reading = handle.createReadStream({ autoClose: false, start: 0 });
        await pipeline(reading, createWriteStream(path, { mode: 0o600 })).catch((error: unknown) => {
          throw reading.errored === error ? unreadable(file.place, error) : error;
        });
      });
      tell(file.bytes);
    },
  };
}

/**
 * Opened without following a link: between the look and now nobody has put one in its place. What is written into it
 * while it is used is noticed, and nothing is taken from it.
 */
async function withOpened(file: Found, use: (handle: FileHandle) => Promise<void>): Promise<void> {
  const handle = await open(file.path, constants.O_RDONLY | constants.O_NOFOLLOW).catch((error: unknown) => {
    throw unreadable(file.place, error);
  });
  try {
    await refuseChanged(file, handle);
    await use(handle);
    await refuseChanged(file, handle);
  } finally {
    await handle.close();
  }
}

async function refuseChanged({ place, bytes, changedAt }: Found, handle: FileHandle): Promise<void> {
  const { size, mtimeMs } = await handle.stat();
  if (size === bytes && mtimeMs === changedAt) return;
  throw refusal(`${place} is being written at the moment.`, "It is read when it is complete.", true);
}
