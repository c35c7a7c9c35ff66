// package-lock.json must serve every platform, wherever it was made: npm leaves out the optional packages that a
// registry does not offer, and then `npm ci` refuses the lock. `node bin/lock-platforms.mjs` adds the missing entries
// from what their parents ask for (npm adds the integrity when it next installs them); `--check` only looks.
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { ROOT } from "./bootstrap/run.mjs";

/** @typedef {{ version?: string, integrity?: string, optional?: boolean, dev?: boolean, os?: string[], cpu?: string[], libc?: string[], resolved?: string, optionalDependencies?: Record<string, string> }} Locked */
/** @typedef {{ packages: Record<string, Locked> }} Lock */

const SYSTEMS = ["aix", "android", "darwin", "freebsd", "linux", "netbsd", "openbsd", "openharmony", "sunos", "win32"];
const PROCESSORS = ["arm64", "arm", "ia32", "loong64", "mips64el", "ppc64", "riscv64", "s390x", "wasm32", "x64"];
const EXACT = /^\d+\.\d+\.\d+[-.\w]*$/;

/**
 * What the lock lacks or has too much of, in sentences.
 * @param {Lock} lock
 */
export function lockProblems(lock) {
  const missing = missingPackages(lock).map(
    ({ name, parent }) => `${name}, which ${parent || "Outlay"} may need, is not in package-lock.json.`,
  );
  const open = Object.entries(lock.packages)
    .filter(([path, { integrity, os, cpu }]) => !integrity && platformOf(path) && !os && !cpu)
    .map(([path]) => `${path} has no os or cpu in package-lock.json, so every platform would fetch it.`);
  const hosts = Object.entries(lock.packages)
    .filter(([, { resolved }]) => resolved?.startsWith("http"))
    .map(([path]) => `${path} names a registry host in package-lock.json.`);
  return [...missing, ...open, ...hosts];
}

/**
 * The same lock with an entry for every package that a parent may need on some platform.
 * @param {Lock} lock
 * @returns {Lock}
 */
export function withAllPlatforms(lock) {
  const packages = { ...lock.packages };
  for (const { name, version, parent } of missingPackages(lock)) {
    const dev = lock.packages[parent]?.dev ? { dev: true } : {};
    packages[`node_modules/${name}`] = { version, ...dev, optional: true, ...platformOf(name) };
  }
  const sorted = Object.entries(packages).sort(([one], [other]) => (one < other ? -1 : 1));
  return { ...lock, packages: Object.fromEntries(sorted) };
}

/** @param {Lock} lock */
function missingPackages({ packages }) {
  return Object.entries(packages).flatMap(([parent, { optionalDependencies = {} }]) =>
    Object.entries(optionalDependencies)
      .filter(([name]) => !placesOf(parent, name).some((path) => packages[path]))
      .map(([name, version]) => ({ name, version, parent })),
  );
}

/**
 * Where Node would find a package that is asked for from `parent`.
 * @param {string} parent
 * @param {string} name
 */
function placesOf(parent, name) {
  const places = [`node_modules/${name}`];
  for (let at = parent; at !== ""; at = at.slice(0, Math.max(0, at.lastIndexOf("/node_modules/")))) {
    places.push(`${at}/node_modules/${name}`);
  }
  return places;
}

/**
 * Packages of one platform carry it in their name: cli-linux-x64-musl.
 * @param {string} path
 */
function platformOf(path) {
  const words = path
    .slice(path.lastIndexOf("/") + 1)
    .replace("windows", "win32")
    .split("-");
  const os = SYSTEMS.filter((system) => words.includes(system));
  const cpu = PROCESSORS.filter((processor) => words.includes(processor));
  if (cpu.length === 0) return null;
  const libc = words.includes("musl") ? { libc: ["musl"] } : words.includes("gnu") ? { libc: ["glibc"] } : {};
  return { ...(os.length > 0 ? { os } : {}), cpu, ...libc };
}

function main() {
  const path = join(ROOT, "package-lock.json");
  /** @type {Lock} */
  const lock = JSON.parse(readFileSync(path, "utf8"));
  if (!process.argv.includes("--check")) {
    const loose = missingPackages(lock).filter(({ version }) => !EXACT.test(version));
    if (loose.length > 0) throw new Error(`Not pinned exactly: ${loose.map(({ name }) => name).join(", ")}`);
    writeFileSync(path, `${JSON.stringify(withAllPlatforms(lock), null, 2)}\n`);
    return;
  }
  const problems = lockProblems(lock);
  for (const problem of problems) console.error(problem);
  if (problems.length > 0) process.exitCode = 1;
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) main();
