// Plain JavaScript without dependencies: `npm start` needs it before anything is installed.
import { spawnSync } from "node:child_process";
import { randomUUID } from "node:crypto";
import { linkSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";

/** @typedef {{ pid: number, mark: string, what: string }} Holder */

/**
 * Tells a process from a later one with the same id; empty where the system does not say, null when there is none.
 * @param {number} pid
 * @returns {string | null}
 */
export function processMark(pid) {
  try {
    process.kill(pid, 0);
  } catch (error) {
    if (!(error instanceof Error && "code" in error && error.code === "EPERM")) return null;
  }
  if (process.platform === "linux") return linuxMark(pid);
  if (process.platform === "win32") return "";
  const { stdout, status } = spawnSync("ps", ["-o", "lstart=", "-p", String(pid)], { encoding: "utf8" });
  return status === 0 ? stdout.trim() : null;
}

/** @param {number} pid */
function linuxMark(pid) {
  const stat = readOrNull(`/proc/${pid}/stat`);
  if (stat === null) return null;
  const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
  const isGone = fields[0] === "Z" || fields[0] === "X";
  if (isGone) return null;
  const startedAt = fields[19];
  return `${readOrNull("/proc/sys/kernel/random/boot_id")?.trim()}:${startedAt}`;
}

/**
 * This process as the holder of something.
 * @param {string} what such as "outlay import"
 * @returns {Holder}
 */
export function thisProcess(what) {
  return { pid: process.pid, mark: processMark(process.pid) ?? "", what };
}

/** @param {Holder} holder */
export function isAlive(holder) {
  const mark = processMark(holder.pid);
  return mark !== null && (mark === "" || holder.mark === "" || mark === holder.mark);
}

/**
 * Who holds the lock and lives; a file left by a dead process, or by nobody that can be read, counts as free.
 * @param {string} path
 * @returns {Holder | null}
 */
export function lockHolder(path) {
  const holder = parseHolder(readOrNull(path));
  return holder && isAlive(holder) ? holder : null;
}

/**
 * Takes the lock, or says who has it. A lock whose holder died is taken over.
 * @param {string} path
 * @param {string} what
 * @returns {{ release: () => void } | { heldBy: Holder }}
 */
export function takeLock(path, what) {
  const mine = JSON.stringify(thisProcess(what));
  const draft = `${path}.${randomUUID()}`;
  writeFileSync(draft, mine, { mode: 0o600 });
  try {
    for (;;) {
      if (linked(draft, path)) return { release: () => releaseLock(path, mine) };
      const found = readOrNull(path);
      const holder = parseHolder(found);
      if (holder && isAlive(holder)) return { heldBy: holder };
      setAside(path, found);
    }
  } finally {
    rmSync(draft, { force: true });
  }
}

/**
 * Takes the lock as soon as its holder lets go of it.
 * @param {string} path
 * @param {string} what
 * @param {{ seconds?: number, onWait?: (holder: Holder) => void }} [options]
 * @returns {Promise<{ release: () => void } | { heldBy: Holder }>}
 */
export async function waitForLock(path, what, { seconds = 120, onWait } = {}) {
  const until = Date.now() + seconds * 1000;
  let told = false;
  for (;;) {
    const taken = takeLock(path, what);
    if ("release" in taken || Date.now() > until) return taken;
    if (!told) onWait?.(taken.heldBy);
    told = true;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

/**
 * @param {string} path
 * @param {string} mine
 */
function releaseLock(path, mine) {
  if (readOrNull(path) === mine) rmSync(path, { force: true });
}

/**
 * A hard link appears with its content or not at all, and never replaces another.
 * @param {string} draft
 * @param {string} path
 */
function linked(draft, path) {
  try {
    linkSync(draft, path);
    return true;
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "EEXIST") return false;
    throw error;
  }
}

/**
 * Removes a dead holder's lock, but gives back one that another process has just taken in its place.
 * @param {string} path
 * @param {string | null} stale
 */
function setAside(path, stale) {
  const aside = `${path}.${randomUUID()}`;
  try {
    renameSync(path, aside);
  } catch {
    return; // somebody else has removed it
  }
  if (readOrNull(aside) !== stale) linked(aside, path);
  rmSync(aside, { force: true });
}

/**
 * @param {string | null} text
 * @returns {Holder | null}
 */
function parseHolder(text) {
  try {
    const holder = JSON.parse(text ?? "");
    return Number.isInteger(holder?.pid) && holder.pid > 0 ? { mark: "", what: "a process", ...holder } : null;
  } catch {
    return null;
  }
}

/** @param {string} path */
function readOrNull(path) {
  try {
    return readFileSync(path, "utf8");
  } catch {
    return null;
  }
}
