import { type ChildProcess, fork } from "node:child_process";
import { setTimeout as wait } from "node:timers/promises";
import { pathToFileURL } from "node:url";
import { ROOT } from "../bootstrap/run.mjs";
import { linesOf } from "./lines";

export type Program = {
  name: string;
  module: string;
  args?: string[];
  execArgv?: string[];
  env: NodeJS.ProcessEnv;
  /** Lines of its output that say nothing to the user. */
  quiet?: RegExp;
};

export type Child = {
  /** Ends it, by force if it does not listen. */
  stop: () => Promise<void>;
  /** How often it ended without being asked to. */
  crashes: () => number;
};

const FIRST_PAUSE_MS = 500;
const LONGEST_PAUSE_MS = 30_000;
const STEADY_AFTER_MS = 60_000;
const STOPS_WITHIN_MS = 10_000;
const leaveWithParent = pathToFileURL(`${ROOT}/bin/serve/leave-with-parent.mjs`).href;

/** Keeps one program running: when it ends on its own it is started again, after a pause that doubles each time. */
export function supervise(program: Program, say: (line: string) => void): Child {
  const stopping = new AbortController();
  let crashes = 0;
  let current: ChildProcess | null = null;

  const keepRunning = async () => {
    for (let pause = FIRST_PAUSE_MS; !stopping.signal.aborted; ) {
      const began = Date.now();
      current = start(program, say);
      const reason = await endOf(current);
      current = null;
      if (stopping.signal.aborted) return;
      crashes += 1;
      if (Date.now() - began > STEADY_AFTER_MS) pause = FIRST_PAUSE_MS;
      say(`${program.name} ended (${reason}); starting it again in ${pause / 1000} s.`);
      await wait(pause, undefined, { signal: stopping.signal }).catch(() => {});
      pause = Math.min(pause * 2, LONGEST_PAUSE_MS);
    }
  };
  const done = keepRunning();

  const stop = async () => {
    stopping.abort();
    if (current) await end(current);
    await done;
  };
  return { stop, crashes: () => crashes };
}

function start({ name, module, args = [], execArgv = [], env, quiet }: Program, say: (line: string) => void) {
  const child = fork(module, args, {
    cwd: ROOT,
    env,
    execArgv: [...execArgv, "--import", leaveWithParent],
    stdio: ["ignore", "pipe", "pipe", "ipc"],
    detached: true, // Ctrl-C in the terminal reaches the supervisor alone, which stops them in order
  });
  for (const stream of [child.stdout, child.stderr]) {
    if (stream) linesOf(stream, (line) => (quiet?.test(line) ? undefined : say(`${name}: ${line}`)));
  }
  return child;
}

function endOf(child: ChildProcess): Promise<string> {
  return new Promise((resolve) => {
    child.once("error", (error) => resolve(error.message));
    child.once("exit", (code, signal) => resolve(signal ?? `exit code ${code}`));
  });
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const gone = new Promise((resolve) => child.once("exit", resolve));
  child.kill("SIGTERM");
  const force = setTimeout(() => child.kill("SIGKILL"), STOPS_WITHIN_MS);
  await gone;
  clearTimeout(force);
}
