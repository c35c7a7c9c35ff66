import { existsSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { ROOT } from "./run.mjs";

/**
 * Imports a module of ours that is written in TypeScript; the packages must be installed by now.
 * A `.env` file beside package.json sets what the environment does not.
 * @param {string} path from the root of the clone
 */
export async function loadTypeScript(path) {
  const settings = join(ROOT, ".env");
  if (existsSync(settings)) process.loadEnvFile(settings);
  const { register } = await import("tsx/esm/api");
  register();
  return import(pathToFileURL(join(ROOT, path)).href);
}
