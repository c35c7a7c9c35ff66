import { join } from "node:path";
import { publicUrl } from "../../lib/auth/public-url";
import { openDataDir, secretOf } from "../../lib/data-dir";
import { attachDatabase, type Database } from "../../lib/db/attach";
import { migrate } from "../../lib/db/migrate";
import { type Env, problemText, readEnv } from "../../lib/env";
import { DomainError } from "../../lib/errors";
import { takeLock } from "../../lib/process-lock.mjs";
import { prepareBuild } from "../bootstrap/prepare.mjs";
import { step } from "../bootstrap/progress.mjs";
import { printRefusal } from "../bootstrap/refusal.mjs";
import { answering, refuseTakenPort } from "./answering";
import { type Cleanup, cleanup } from "./cleanup";
import { programs } from "./programs";
import { signInAdvice } from "./sign-in-advice";
import { watchDatabase } from "./watch-database";

const SECOND_SIGNAL_AFTER_MS = 1500;
const READY_WITHIN_SECONDS = 60;

/** Runs Outlay until it is told to stop: the database, the web server and the worker, as one group. */
export async function serve({ dev }: { dev: boolean }): Promise<void> {
  const undo = cleanup(printRefusal);
  stopOnSignal(undo);
  try {
    await start(dev, undo);
  } catch (error) {
    if (undo.isRunning()) return; // it was stopped while it started, and what failed, failed of that
    printRefusal(error);
    await undo.run();
    process.exit(1);
  }
}

async function start(dev: boolean, undo: Cleanup): Promise<void> {
  const began = Date.now();
  const settings = soundSettings();
  const dataDir = openDataDir(settings.OUTLAY_DATA_DIR);
  claimDataDir(dataDir, undo);
  await refuseTakenPort(settings);

  const database: Database = await step("Database", async (say) => {
    const attached = await attachDatabase(settings.DATABASE_URL, dataDir, "npm start");
    undo.add(attached.detach);
    say(attached.started || !attached.isEmbedded ? attached.name : `${attached.name}, was running`);
    const applied = await migrate(attached.url);
    if (applied.length > 0) say(`${attached.name}, schema brought up to date`);
    return attached;
  });
  if (!dev) await prepareBuild();
  shareSettings(settings, dataDir, database);

  const advice = await step("Web and worker", async () => {
    const group = programs({ dev, settings, say: tell });
    undo.add(group.stop);
    group.startWeb();
    const seconds = dev ? READY_WITHIN_SECONDS * 3 : READY_WITHIN_SECONDS;
    const [lines] = await Promise.all([signInAdvice(settings), answering(localUrl(settings), group.failed, seconds)]);
    group.startWorker();
    return lines;
  });
  if (database.isEmbedded) undo.add(watchDatabase(dataDir, tell));
  const total = ((Date.now() - began) / 1000).toFixed(1);
  tell("", `  Outlay runs at ${publicUrl(settings)}  (ready in ${total} s)`, ...advice, "  Ctrl-C stops it.", "");
}

function soundSettings(): Env {
  const read = readEnv(process.env);
  if ("env" in read) return read.env;
  throw new DomainError("invalid", problemText(read.problems));
}

function claimDataDir(dataDir: string, undo: Cleanup): void {
  const lock = takeLock(join(dataDir, "outlay.lock"), "npm start");
  if ("heldBy" in lock) {
    throw new DomainError(
      "conflict",
      `Outlay already runs on ${dataDir} (process ${lock.heldBy.pid}): stop it first, or set OUTLAY_DATA_DIR to another.`,
    );
  }
  undo.add(lock.release);
}

/** Everything of ours, here and in the children, finds its settings in the environment. */
function shareSettings({ OUTLAY_SECRET }: Env, dataDir: string, { url }: Database): void {
  process.env.DATABASE_URL = url;
  process.env.OUTLAY_DATA_DIR = dataDir;
  process.env.OUTLAY_SECRET = OUTLAY_SECRET ?? secretOf(dataDir);
  process.env.NEXT_TELEMETRY_DISABLED = "1";
}

/** Where this machine reaches the web server, whatever address it listens on. */
function localUrl({ HOST, PORT }: Env): string {
  return publicUrl({ HOST, PORT, OUTLAY_URL: undefined });
}

function tell(...lines: string[]): void {
  for (const line of lines) console.log(line);
}

/** npm passes Ctrl-C on although the terminal has sent it already: only one that comes later is impatience. */
function stopOnSignal(undo: Cleanup): void {
  let first = 0;
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) {
    process.on(signal, () => {
      const now = Date.now();
      if (first > 0 && now - first > SECOND_SIGNAL_AFTER_MS) process.exit(1);
      if (first > 0) return;
      first = now;
      void stop(undo);
    });
  }
}

async function stop(undo: Cleanup): Promise<void> {
  console.error("\n  Stopping.");
  await undo.run();
  process.exit(0);
}
