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
  // The pinned SDK runs on every Node that Outlay does; a warning about later ones helps nobody who starts it.
  process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED ??= "true";
  const { register } = await import("tsx/esm/api");
  register();
  return import(pathToFileURL(join(ROOT, path)).href);
}
