import { existsSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fingerprint } from "./fingerprint.mjs";
import { Refusal } from "./refusal.mjs";
import { ROOT, run, tail } from "./run.mjs";

const STAMP = join(ROOT, ".next", "made-from");
const SOURCES = [
  "app",
  "components",
  "lib",
  "prisma",
  "public",
  "next.config.js",
  "package-lock.json",
  "postcss.config.mjs",
  "tsconfig.json",
];

function sources() {
  return fingerprint(ROOT, SOURCES, (path) => path === "lib/db/generated" || /\.test\.tsx?$/.test(path));
}

/** Were the pages built from other sources than these? */
export function isBuildStale() {
  return !existsSync(STAMP) || readFileSync(STAMP, "utf8") !== sources();
}

export async function buildPages() {
  const made = sources();
  // A build that is killed half-way must not pass for the one before it.
  rmSync(STAMP, { force: true });
  const next = join(ROOT, "node_modules", "next", "dist", "bin", "next");
  const { code, output } = await run(process.execPath, [next, "build"], {
    env: { ...process.env, NODE_ENV: "production", NEXT_TELEMETRY_DISABLED: "1" },
  });
  if (code !== 0) throw new Refusal(`next build failed:\n${tail(output, 60)}`);
  writeFileSync(STAMP, made);
}
