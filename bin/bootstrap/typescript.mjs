import { existsSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { preparePrograms } from "./prepare.mjs";
import { ROOT } from "./run.mjs";

/**
 * Imports a module of ours that is written in TypeScript; the packages must be installed by now.
 * @param {string} path from the root of the clone
 */
export async function loadTypeScript(path) {
  readSettings();
  const { register } = await import("tsx/esm/api");
  register();
  return import(pathToFileURL(join(ROOT, path)).href);
}

/**
 * Imports a program of ours as it is built, which happens now if its sources have changed.
 * @param {string} path from the root of the clone, without an ending
 */
export async function loadProgram(path) {
  readSettings();
  const folder = await preparePrograms();
  return import(pathToFileURL(join(folder, `${path}.js`)).href);
}

/** A `.env` file beside package.json sets what the environment does not. */
function readSettings() {
  const settings = join(ROOT, ".env");
  if (existsSync(settings)) process.loadEnvFile(settings);
  // The pinned SDK runs on every Node that Outlay does; a warning about later ones helps nobody who starts it.
  process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED ??= "true";
}
