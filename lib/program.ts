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

/** Threads are started as they were built alone: what compiles sources for a process does not do so for its threads. */
export function hasThreads(): boolean {
  return env().OUTLAY_PROGRAMS !== undefined;
}

/**
 * DuckDB's threads leave gaps in memory that glibc keeps for each of them: with few arenas that are trimmed, an import of
 * a million charges holds a fifth less at its highest. Other systems do not know these settings.
 */
const THRIFTY = { MALLOC_ARENA_MAX: "2", MALLOC_TRIM_THRESHOLD_: String(16 * 2 ** 20) };

/** Starts a program that takes its work from a message; what it prints as errors is seen. */
export function forkProgram(path: string, flags: string[] = []): ChildProcess {
  const { module, execArgv } = programAt(path);
  return fork(/* turbopackIgnore: true */ module, {
    cwd: root(),
    execArgv: [...flags, ...execArgv],
    env: { ...THRIFTY, ...process.env },
    stdio: ["ignore", "ignore", "inherit", "ipc"],
  });
}

export type Died = { kind: "died"; how: string };

/**
 * Gives a program its work and listens: `hear` answers with what the work came to, or with null as long as it goes on.
 * The program ends with this process.
 */
export async function workOf<Message, End>(
  child: ChildProcess,
  work: object,
  hear: (message: Message) => End | null,
): Promise<End | Died> {
  const stop = () => child.kill("SIGKILL");
  process.once("exit", stop);
  try {
    return await new Promise<End | Died>((settle, fail) => {
      child.on("message", (message: Message) => {
        const end = hear(message);
        if (end !== null) settle(end);
      });
      child.once("error", fail);
      child.once("exit", (code, signal) => settle({ kind: "died", how: signal ?? `exit ${code}` }));
      child.send(work);
    });
  } finally {
    process.off("exit", stop);
  }
}
