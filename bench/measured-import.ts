import { readdirSync, readFileSync } from "node:fs";
import { basename } from "node:path";
import type { Scope } from "../lib/auth/scope";
import { requestImport, runImport } from "../lib/ledger/request-import";

export type MeasuredImport = {
  rows: number;
  seconds: number;
  /** What the import process held at its highest, and the processor time it took; unknown where the system does not tell. */
  peakBytes: number | null;
  cpuSeconds: number | null;
  /** When each step began, in seconds from the start. */
  steps: [step: string, at: number][];
};

const LOOK_EVERY_MS = 50;
const TICKS_PER_SECOND = 100;

/** Imports files as `outlay import` does, and watches the process that does it. */
export async function measuredImport(scope: Scope, sourceName: string, files: string[]): Promise<MeasuredImport> {
  const named = files.map((path) => ({ path, name: basename(path) }));
  const { runId } = await requestImport(scope, { sourceName, files: named });
  const began = performance.now();
  const seconds = () => (performance.now() - began) / 1000;
  const steps: MeasuredImport["steps"] = [];
  const watch = watchedImport();
  try {
    const outcome = await runImport(scope, runId, ({ step }) => {
      if (steps.at(-1)?.[0] !== step) steps.push([step, seconds()]);
    });
    return { rows: outcome.rows, seconds: seconds(), steps, ...watch.seen() };
  } finally {
    watch.stop();
  }
}

function watchedImport() {
  let peakBytes: number | null = null;
  let cpuSeconds: number | null = null;
  const timer = setInterval(() => {
    for (const pid of children()) {
      if (!read(`/proc/${pid}/cmdline`).includes("import-child")) continue;
      const peak = /VmHWM:\s+(\d+) kB/.exec(read(`/proc/${pid}/status`));
      if (peak) peakBytes = Math.max(peakBytes ?? 0, Number(peak[1]) * 1024);
      cpuSeconds = secondsOf(pid) ?? cpuSeconds;
    }
  }, LOOK_EVERY_MS);
  return { seen: () => ({ peakBytes, cpuSeconds }), stop: () => clearInterval(timer) };
}

/** Process ids of the children of a process; none where the system does not tell. */
export function children(pid = process.pid): number[] {
  try {
    const lists = readdirSync(`/proc/${pid}/task`).map((task) => read(`/proc/${pid}/task/${task}/children`));
    return lists.flatMap((list) => list.split(" ").filter(Boolean).map(Number));
  } catch {
    return [];
  }
}

/** Processor time of a process so far; null when it is gone or the system does not tell. */
export function secondsOf(pid: number): number | null {
  const fields = read(`/proc/${pid}/stat`)
    .replace(/^.*\) /, "")
    .split(" ");
  return fields.length > 12 ? (Number(fields[11]) + Number(fields[12])) / TICKS_PER_SECOND : null;
}

/** A file of the system about a process, empty when that is gone. */
export function read(path: string): string {
  try {
    return readFileSync(path, "utf8");
  } catch {
    return "";
  }
}
