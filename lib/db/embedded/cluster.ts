import { spawn } from "node:child_process";
import { chownSync, existsSync, readFileSync, readlinkSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { processMark } from "../../process-lock.mjs";
import { program } from "./binaries";
import type { Place } from "./place";
import { postgresRefusal } from "./refusals";
import { serverSettings } from "./settings";
import { SUPERUSER } from "./state";

type Settings = { port: number; durable: boolean };

type Home = Pick<Place, "home">;

export const clusterOf = ({ home }: Home) => join(home, "data");
const logOf = ({ home }: Home) => join(home, "postgres.log");

export function isInitialised(place: Home): boolean {
  return existsSync(join(clusterOf(place), "PG_VERSION"));
}

/** Makes the cluster under another name first: one that a kill left half made is never taken for whole. */
export async function initialise(
  place: Place,
  { password, durable }: { password: string; durable: boolean },
): Promise<void> {
  const draft = `${clusterOf(place)}.new`;
  const passwordFile = join(place.home, "password.new");
  rmSync(draft, { recursive: true, force: true });
  writeOwned(place, passwordFile, password);
  try {
    await postgres(place, "initdb", [
      ...["-D", draft, "-U", SUPERUSER, "--pwfile", passwordFile, "--auth=scram-sha-256"],
      ...[
        "--encoding=UTF8",
        "--locale=C",
        "--locale-provider=builtin",
        "--builtin-locale=C.UTF-8",
        "--no-instructions",
        ...(durable ? [] : ["--no-sync"]),
      ],
    ]);
    renameSync(draft, clusterOf(place));
  } finally {
    rmSync(passwordFile, { force: true });
  }
}

/** Starts the server as a daemon and returns when it takes connections. */
export async function startCluster(place: Place, settings: Settings): Promise<void> {
  const cluster = clusterOf(place);
  writeOwned(place, join(cluster, "postgresql.conf"), serverSettings(settings));
  // A pid file whose process is gone, or is another program by now, would make Postgres refuse to start.
  if (postmaster(place) === null) rmSync(join(cluster, "postmaster.pid"), { force: true });
  writeOwned(place, logOf(place), "");
  await postgres(place, "pg_ctl", ["start", "-D", cluster, "-l", logOf(place), "-w", "-t", "60"]);
}

export async function stopCluster(place: Place): Promise<void> {
  if (postmaster(place) === null) return;
  const stop = (mode: string) =>
    postgres(place, "pg_ctl", ["stop", "-D", clusterOf(place), "-m", mode, "-w", "-t", "30"]);
  try {
    await stop("fast");
  } catch (error) {
    if (postmaster(place) === null) return;
    // Only a checkpoint is lost; the write-ahead log brings everything back.
    await stop("immediate").catch(() => {
      throw error;
    });
  }
}

/** The process that serves this cluster, or null. */
export function postmaster(place: Home): number | null {
  const file = join(clusterOf(place), "postmaster.pid");
  const pid = Number.parseInt(readOrEmpty(file), 10);
  if (!(pid > 0) || processMark(pid) === null) return null;
  return isServing(pid, clusterOf(place)) ? pid : null;
}

/** Postgres works in its data directory; where the system does not tell, a living process is believed. */
function isServing(pid: number, cluster: string): boolean {
  if (process.platform !== "linux") return true;
  try {
    return resolve(readlinkSync(`/proc/${pid}/cwd`)) === resolve(cluster);
  } catch {
    return false;
  }
}

function writeOwned({ account }: Place, path: string, text: string): void {
  writeFileSync(path, text, { mode: 0o600 });
  if (account) chownSync(path, account.uid, account.gid);
}

async function postgres(place: Place, name: "initdb" | "pg_ctl", args: string[]): Promise<void> {
  const { account, binaries, home } = place;
  const who = account ? { uid: account.uid, gid: account.gid } : {};
  const { PATH, TMPDIR, SystemRoot, TEMP } = process.env;
  const env = { PATH, TMPDIR, SystemRoot, TEMP, LC_ALL: "C", TZ: "UTC" } as unknown as NodeJS.ProcessEnv;
  const child = spawn(program(binaries, name), args, { ...who, cwd: home, env, stdio: ["ignore", "pipe", "pipe"] });
  const output: Buffer[] = [];
  child.stdout.on("data", (chunk: Buffer) => output.push(chunk));
  child.stderr.on("data", (chunk: Buffer) => output.push(chunk));
  const ended = await new Promise<number | Error | null>((settle) => {
    child.once("error", settle);
    child.once("close", settle);
  });
  if (ended === 0) return;
  const said = ended instanceof Error ? ended.message : Buffer.concat(output).toString("utf8");
  throw postgresRefusal(place, name, `${said}\n${name === "pg_ctl" ? readOrEmpty(logOf(place)) : ""}`);
}

function readOrEmpty(path: string): string {
  try {
    return readFileSync(path, "utf8");
  } catch {
    return "";
  }
}
