import { readdir, rm, stat } from "node:fs/promises";
import { join, resolve } from "node:path";
import { db } from "../db/client";
import { rowsOf, sql } from "../db/sql";
import { env } from "../env";

const daysBefore = (now: Date, days: number) => new Date(now.getTime() - days * 86_400_000);

/** Answers to repeated requests and booked sign-ins are of no use after a day; expired sessions of none at all. */
export async function forgetOldRecords(now: Date): Promise<void> {
  const before = { lt: daysBefore(now, 1) };
  await db.idempotencyKey.deleteMany({ where: { createdAt: before } });
  await db.signInAttempt.deleteMany({ where: { at: before } });
  await db.session.deleteMany({ where: { expiresAt: before } });
}

/** Uploaded files stay while a run may still need them, and for a day. */
export async function removeOldUploads(now: Date): Promise<void> {
  const folder = resolve(env().OUTLAY_DATA_DIR, "uploads");
  const needed = await neededPaths();
  for (const name of await namesIn(folder)) {
    const path = join(folder, name);
    const isNeeded = needed.some((each) => each === path || each.startsWith(`${path}/`));
    if (!isNeeded && (await stat(path)).mtime < daysBefore(now, 1)) await rm(path, { recursive: true, force: true });
  }
}

async function neededPaths(): Promise<string[]> {
  const rows = await rowsOf<{ path: string | null }>(sql`
    select file ->> 'path' as path
    from import_run run, jsonb_array_elements(run.files) file
    where run.state in ('queued', 'running')`);
  return rows.flatMap(({ path }) => (path === null ? [] : [resolve(path)]));
}

async function namesIn(folder: string): Promise<string[]> {
  try {
    return await readdir(folder);
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return [];
    throw error;
  }
}
