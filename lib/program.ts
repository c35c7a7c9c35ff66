import { type ChildProcess, fork } from "node:child_process";
import { join } from "node:path";
import { env } from "./env";

/** Next bundles this file, which then has no directory; its server runs in the root of the clone. */
function root(): string {
  const here: string | undefined = import.meta.dirname;
  return here?.endsWith("lib") ? join(here, "..") : process.cwd();
}

/**
 * A program of ours by its path from the root, without an ending: as it was built, or from its source where nothing
 * was built.
 */
export function programAt(path: string): { module: string; execArgv: string[] } {
  const { OUTLAY_PROGRAMS } = env();
  if (OUTLAY_PROGRAMS) return { module: join(OUTLAY_PROGRAMS, `${path}.js`), execArgv: [] };
  return { module: join(root(), `${path}.ts`), execArgv: ["--import", "tsx"] };
}

/** Starts a program that takes its work from a message; what it prints as errors is seen. */
export function forkProgram(path: string): ChildProcess {
  const { module, execArgv } = programAt(path);
  return fork(/* turbopackIgnore: true */ module, {
    cwd: root(),
    execArgv,
    stdio: ["ignore", "ignore", "inherit", "ipc"],
  });
}
