import { createHash } from "node:crypto";
import { readdirSync, readFileSync, renameSync, rmSync, statSync } from "node:fs";
import { dirname, join } from "node:path";
import { pathToFileURL } from "node:url";
import { fingerprint } from "./fingerprint.mjs";
import { Refusal } from "./refusal.mjs";
import { ROOT } from "./run.mjs";

const BUILDS = join(ROOT, ".programs");

/** What is started as a process or from a command line; all of them share the chunks of what they have in common. */
const ENTRIES = [
  "bin/outlay.ts",
  "bin/serve/serve.ts",
  "bin/worker.ts",
  "lib/ledger/archive/archive-child.ts",
  "lib/ledger/export/parquet-child.ts",
  "lib/ledger/import-child.ts",
  "lib/ledger/staging/coding-thread.ts",
  "lib/rightsizing/run/look-child.ts",
];
const KEPT_BUILDS = 10;
const SOURCES = ["bin", "lib", "package-lock.json", "prisma", "tsconfig.json"];

/**
 * The folder with the programs of these very sources, built or not: each state of the sources has its own, so that a
 * server that runs keeps what it was started with. Programs know the paths of their sources.
 */
export function programsFolder() {
  /** @param {string} path */
  const skip = (path) => path === "lib/db/generated" || /(\.test\.ts|\.sql|\.mjs)$/.test(path);
  const name = createHash("sha256")
    .update(`${ROOT}\0${fingerprint(ROOT, SOURCES, skip)}`)
    .digest("hex");
  return join(BUILDS, name.slice(0, 16));
}

/**
 * Compiles our TypeScript once: a process that compiles for itself takes a second longer to start.
 * @param {string} folder
 */
export async function buildPrograms(folder) {
  const { build } = await import("esbuild");
  const draft = `${folder}.${process.pid}`;
  try {
    await build({
      absWorkingDir: ROOT,
      entryPoints: ENTRIES,
      outbase: ".",
      outdir: draft,
      bundle: true,
      splitting: true,
      packages: "external",
      format: "esm",
      platform: "node",
      target: "node20",
      keepNames: true,
      logLevel: "silent",
      plugins: [ourOwn],
    });
  } catch (error) {
    throw new Refusal(`The programs could not be built:\n${error instanceof Error ? error.message : error}`);
  }
  renameSync(draft, folder);
  removeOldBuilds();
}

function removeOldBuilds() {
  const made = (/** @type {string} */ path) => statSync(path).mtimeMs;
  const builds = readdirSync(BUILDS).map((name) => join(BUILDS, name));
  const newestFirst = builds.sort((one, other) => made(other) - made(one));
  for (const path of newestFirst.slice(KEPT_BUILDS)) rmSync(path, { recursive: true, force: true });
}

/**
 * Files keep knowing where they lie in the clone, and what is plain JavaScript is not built: there is one of it, with
 * one set of classes, whoever imports it.
 * @type {import("esbuild").Plugin}
 */
const ourOwn = {
  name: "our-own",
  setup(build) {
    build.onResolve({ filter: /^\..*\.mjs$/ }, ({ path, resolveDir }) => ({
      path: pathToFileURL(join(resolveDir, path)).href,
      external: true,
    }));
    build.onLoad({ filter: /\.ts$/ }, ({ path }) => ({
      loader: "ts",
      contents: readFileSync(path, "utf8")
        .replaceAll("import.meta.dirname", JSON.stringify(dirname(path)))
        .replaceAll("import.meta.url", JSON.stringify(pathToFileURL(path).href)),
    }));
  },
};
