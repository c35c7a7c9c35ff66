import { existsSync, readFileSync } from "node:fs";
import { basename, join } from "node:path";
import { Refusal } from "./refusal.mjs";
import { ROOT, run, tail } from "./run.mjs";

/** @typedef {{ version?: string, integrity?: string, dev?: boolean, optional?: boolean, devOptional?: boolean, link?: boolean }} Locked */
/** @typedef {{ packages: Record<string, Locked> }} Lock */

/**
 * What must be done to node_modules: nothing, an install without the test tools, or one with them.
 * @param {Lock | null} installed node_modules/.package-lock.json, which npm writes last
 * @param {Lock} wanted package-lock.json
 * @param {boolean} withDev
 * @returns {"nothing" | "production" | "everything"}
 */
export function installNeeded(installed, wanted, withDev) {
  if (!installed) return withDev ? "everything" : "production";
  const keepsDev = Object.values(installed.packages).some(({ dev }) => dev);
  const needed = Object.entries(wanted.packages).filter(
    ([path, { dev, optional, devOptional }]) => path !== "" && !optional && !devOptional && (withDev || !dev),
  );
  const complete = needed.every(([path, locked]) => isSame(installed.packages[path], locked));
  if (complete) return "nothing";
  return withDev || keepsDev ? "everything" : "production";
}

/**
 * @param {Locked | undefined} installed
 * @param {Locked} wanted
 */
function isSame(installed, wanted) {
  if (installed?.version !== wanted.version) return false;
  return !(installed?.integrity && wanted.integrity) || installed.integrity === wanted.integrity;
}

/** @param {boolean} withDev */
export function pendingInstall(withDev) {
  const wanted = lockAt(join(ROOT, "package-lock.json"));
  if (!wanted) throw new Refusal("package-lock.json is missing: this is not a complete clone of Outlay.");
  return installNeeded(lockAt(join(ROOT, "node_modules", ".package-lock.json")), wanted, withDev);
}

/**
 * Install scripts are skipped: none of ours is needed (the symbolic links of Postgres are made on first use), and
 * Prisma's would download an engine that Outlay does not use.
 * @param {"production" | "everything"} what
 */
export async function install(what) {
  const npm = npmCommand();
  const args = ["ci", "--ignore-scripts", "--prefer-offline", "--no-audit", "--no-fund", "--loglevel=error"];
  const which = what === "production" ? "--omit=dev" : "--include=dev";
  const { code, output } = await run(npm.program, [...npm.args, ...args, which], { shell: npm.shell });
  if (code !== 0) throw new Refusal(`npm ci failed:\n${tail(output)}`);
}

function npmCommand() {
  const running = process.env.npm_execpath;
  if (running && basename(running) === "npm-cli.js")
    return { program: process.execPath, args: [running], shell: false };
  const windows = process.platform === "win32";
  return { program: windows ? "npm.cmd" : "npm", args: [], shell: windows };
}

/**
 * @param {string} path
 * @returns {Lock | null}
 */
function lockAt(path) {
  if (!existsSync(path)) return null;
  try {
    return JSON.parse(readFileSync(path, "utf8"));
  } catch {
    return null;
  }
}
