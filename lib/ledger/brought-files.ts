import { createHash } from "node:crypto";
import { mkdir, readdir, rm, stat, statfs } from "node:fs/promises";
import { join, resolve } from "node:path";
import { env } from "../env";
import { DomainError } from "../errors";
import type { Delivery } from "../sources/delivery";
import type { ImportFile, Report } from "./import-outcome";

const GIGABYTE = 1e9;
/** What the import itself needs beside the files: parts, and what DuckDB spills. */
const ROOM_TO_WORK = GIGABYTE / 2;
/** More than any provider cuts one month of one bill into. */
const MOST_FILES = 10_000;
const DAYS_KEPT = 2;
const MILLISECONDS_A_DAY = 86_400_000;

/** Where files of deliveries lie while they are imported, a directory for each delivery. */
function broughtDirectory(): string {
  return resolve(env().OUTLAY_DATA_DIR, "deliveries");
}

type Telling = { report: Report; signal: AbortSignal; title: string };

/**
 * Brings the files of a delivery to this machine, hands them over and removes them when that went well. What was
 * brought for an import that failed stays for a while, so that the next attempt need not bring it again.
 */
export async function withFiles<Result>(
  sourceId: string,
  delivery: Delivery,
  telling: Telling,
  use: (files: ImportFile[]) => Promise<Result>,
): Promise<Result> {
  const version = createHash("sha256")
    .update(JSON.stringify([delivery.key, delivery.fingerprint]))
    .digest("hex");
  const directory = join(broughtDirectory(), sourceId, version.slice(0, 32));
  await mkdir(directory, { recursive: true, mode: 0o700 });
  const files = await bringAll(directory, delivery, telling);
  await delivery.confirm();
  telling.signal.throwIfAborted();
  const result = await use(files);
  await rm(directory, { recursive: true, force: true });
  return result;
}

async function bringAll(directory: string, { title, files }: Delivery, telling: Telling): Promise<ImportFile[]> {
  if (files.length > MOST_FILES) {
    throw new DomainError("too_large", `${title} has ${files.length} files; at most ${MOST_FILES} fit.`);
  }
  const total = files.reduce((sum, { bytes }) => sum + bytes, 0);
  await refuseWithoutRoom(directory, total);
  const brought: ImportFile[] = [];
  let before = 0;
  for (const [index, { name, bytes, bring }] of files.entries()) {
    telling.signal.throwIfAborted();
    const path = join(directory, `${index}-${name.replaceAll(/[^\w.-]/g, "_").slice(-100)}`);
    const which = files.length === 1 ? name : `file ${index + 1} of ${files.length}`;
    const text = `${telling.title}: Bringing ${which}`;
    await bring(path, (arrived) => telling.report({ step: "bringing", done: before + arrived, total, text }));
    brought.push({ path, name });
    before += bytes;
  }
  return brought;
}

/** A full disk stops the database too: rather no import than that. */
async function refuseWithoutRoom(directory: string, total: number): Promise<void> {
  const { bavail, bsize } = await statfs(directory);
  const there = await sizeOf(directory);
  const free = bavail * bsize;
  const needed = total - there + ROOM_TO_WORK;
  if (free >= needed) return;
  const gigabytes = (bytes: number) => `${(bytes / GIGABYTE).toFixed(1)} GB`;
  throw new DomainError(
    "unavailable",
    `The disk of the data directory has ${gigabytes(free)} left and this needs ${gigabytes(needed)}. ` +
      "Make room, or let OUTLAY_DATA_DIR name a larger disk.",
  );
}

async function sizeOf(directory: string): Promise<number> {
  const sizes = await Promise.all(
    (await readdir(directory)).map(async (name) => (await stat(join(directory, name))).size),
  );
  return sizes.reduce((sum, size) => sum + size, 0);
}

/** Removes what was brought for imports that were given up. */
export async function removeOldBrought(now: Date): Promise<void> {
  for (const source of await readdir(broughtDirectory()).catch(() => [])) {
    const directory = join(broughtDirectory(), source);
    for (const version of await readdir(directory).catch(() => [])) {
      const { mtimeMs } = await stat(join(directory, version));
      const isOld = now.getTime() - mtimeMs > DAYS_KEPT * MILLISECONDS_A_DAY;
      if (isOld) await rm(join(directory, version), { recursive: true, force: true });
    }
  }
}
