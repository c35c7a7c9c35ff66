import { readdir, rm } from "node:fs/promises";
import { join } from "node:path";
import { rowsOf, sql } from "../db/sql";
import { workDirectory } from "./import-process";

// Longer than an import can be silent while its process lives: it says every few seconds that it is alive.
const SILENT_SECONDS = 45;

/** Ends imports whose process died, and removes what they left on the disk. Their data was never seen by anybody. */
export async function recoverImports(): Promise<number> {
  const interrupted = {
    code: "unavailable",
    message: "The import was interrupted because the process that ran it stopped.",
    advice: "Nothing of it was imported and what was there before is whole. Import the files again.",
  };
  const ended = await rowsOf(sql`
    update import_run set state = 'failed', finished_at = now(), progress = null, error = ${JSON.stringify(interrupted)}::jsonb
    where kind = 'file' and state = 'running'
      and coalesce(heartbeat_at, started_at, requested_at) < now() - make_interval(secs => ${SILENT_SECONDS})
    returning id`);
  await removeLeftovers();
  return ended.length;
}

async function removeLeftovers(): Promise<void> {
  const left = await readdir(workDirectory()).catch(() => []);
  if (left.length === 0) return;
  const alive = await rowsOf<{ id: string }>(
    sql`select id from import_run where id::text = any(${left}) and state = 'running'`,
  );
  const running = new Set(alive.map(({ id }) => id));
  for (const name of left) {
    if (!running.has(name)) await rm(join(workDirectory(), name), { recursive: true, force: true });
  }
}
