import { statfsSync } from "node:fs";
import { realWorkspace, systemScope } from "../../lib/auth/workspaces";
import { attachDatabase, type Database } from "../../lib/db/attach";
import { closeDatabase } from "../../lib/db/client";
import { waitingMigrations } from "../../lib/db/migrate";
import { DomainError } from "../../lib/errors";
import { type SourceSummary, sourceList } from "../../lib/ledger/source-list";
import { lockHolder } from "../../lib/process-lock.mjs";
import { isBuildStale } from "../bootstrap/build.mjs";
import { pendingInstall } from "../bootstrap/install.mjs";
import { nodeProblem } from "../bootstrap/node-version.mjs";
import { openSettings } from "./session";
import { count } from "./table";

export type Finding = { name: string; state: "fine" | "warning" | "wrong"; text: string; advice?: string };

const GB = 1024 ** 3;
const LITTLE_DISK = 2 * GB;
const DAY_MS = 86_400_000;

/** Looks at one thing after the other; what depends on something broken is not looked at. */
export async function findings(now: Date): Promise<Finding[]> {
  const found = [node(), packages(), pages()];
  const settings = attempt("settings", openSettings);
  found.push(settings.finding ?? fine("settings", "sound"));
  if (!settings.value) return found;

  const { env, dataDir } = settings.value;
  found.push(fine("data directory", dataDir), disk(dataDir), running(dataDir));
  const database = await attemptLater("database", () => attachDatabase(env.DATABASE_URL, dataDir, "outlay doctor"));
  found.push(database.finding ?? fine("database", database.value?.name ?? ""));
  if (database.value) found.push(...(await insideDatabase(database.value, now)));
  return found;
}

function node(): Finding {
  const problem = nodeProblem(process.versions.node);
  return problem ? wrong("node", problem) : fine("node", process.versions.node);
}

function packages(): Finding {
  if (pendingInstall(false) === "nothing") return fine("packages", "installed");
  return warning("packages", "not those of package-lock.json", "npm start installs them.");
}

function pages(): Finding {
  if (!isBuildStale()) return fine("pages", "built");
  return warning("pages", "older than their sources, or not built", "npm start builds them.");
}

function disk(dataDir: string): Finding {
  const { bavail, bsize } = statfsSync(dataDir);
  const free = `${((bavail * bsize) / GB).toFixed(1)} GB free`;
  if (bavail * bsize > LITTLE_DISK) return fine("disk", free);
  return warning("disk", free, "Imports need room for a copy of their files: free some, or move OUTLAY_DATA_DIR.");
}

function running(dataDir: string): Finding {
  const holder = lockHolder(`${dataDir}/outlay.lock`);
  return fine("outlay", holder ? `running (process ${holder.pid})` : "not running");
}

async function insideDatabase(database: Database, now: Date): Promise<Finding[]> {
  process.env.DATABASE_URL = database.url;
  try {
    const waiting = await attemptLater("schema", () => waitingMigrations(database.url));
    if (!waiting.value) return waiting.finding ? [waiting.finding] : [];
    if (waiting.value.length > 0) {
      const text = `${count(waiting.value.length, "migration")} waiting`;
      return [warning("schema", text, "npm start and every outlay command apply them.")];
    }
    const scope = await systemScope((await realWorkspace()).id);
    const sources = await sourceList(scope, now);
    const none = warning("sources", "none", "Connect one with outlay source add, or import files with outlay import.");
    return [fine("schema", "up to date"), ...(sources.length > 0 ? sources.map((each) => source(each, now)) : [none])];
  } finally {
    await closeDatabase();
    await database.detach();
  }
}

function source({ name, state, lastRun, lastCheck, dataThrough, connected }: SourceSummary, now: Date): Finding {
  const label = `source ${name}`;
  if (state === "paused") return warning(label, "paused", "Resume it on the Sources page when its data is wanted.");
  if (lastRun?.error) return wrong(label, lastRun.error.message, lastRun.error.advice);
  if (lastCheck && !lastCheck.ok) return wrong(label, lastCheck.message, lastCheck.advice);
  if (!dataThrough) return warning(label, "no data yet", `Run outlay sync --source "${name}".`);
  const days = Math.floor((now.getTime() - Date.parse(dataThrough)) / DAY_MS);
  if (connected && days > 3)
    return warning(label, `no data after ${dataThrough}`, "Is Outlay running? It syncs at least once a day.");
  return fine(label, `data through ${dataThrough}`);
}

const fine = (name: string, text: string): Finding => ({ name, state: "fine", text });
const warning = (name: string, text: string, advice: string): Finding => ({ name, state: "warning", text, advice });
const wrong = (name: string, text: string, advice?: string): Finding => ({
  name,
  state: "wrong",
  text,
  ...(advice !== undefined && { advice }),
});

type Attempt<Value> = { value: Value | null; finding: Finding | null };

function attempt<Value>(name: string, work: () => Value): Attempt<Value> {
  try {
    return { value: work(), finding: null };
  } catch (error) {
    return { value: null, finding: refused(name, error) };
  }
}

async function attemptLater<Value>(name: string, work: () => Promise<Value>): Promise<Attempt<Value>> {
  try {
    return { value: await work(), finding: null };
  } catch (error) {
    return { value: null, finding: refused(name, error) };
  }
}

function refused(name: string, error: unknown): Finding {
  if (error instanceof DomainError) return wrong(name, error.message);
  throw error;
}
