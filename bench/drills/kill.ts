import { readFileSync } from "node:fs";
import { clusterOf, postmaster } from "../../lib/db/embedded/cluster";
import { readState } from "../../lib/db/embedded/state";
import { children } from "../measured-import";

/** Kills the children of this process that run a program. */
export function killed(program: string): void {
  for (const pid of children()) {
    if (commandOf(pid).includes(program)) process.kill(pid, "SIGKILL");
  }
}

/** The process of the embedded server of a data directory. */
export function postmasterOf(dataDir: string): number {
  const state = readState(dataDir);
  const pid = state && postmaster(state);
  if (!pid) throw new Error(`No server runs in ${state ? clusterOf(state) : dataDir}.`);
  return pid;
}

export function isServing(dataDir: string): boolean {
  const state = readState(dataDir);
  return state !== null && postmaster(state) !== null;
}

function commandOf(pid: number): string {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, "utf8");
  } catch {
    return "";
  }
}
