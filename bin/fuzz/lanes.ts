import { type ChildProcess, fork } from "node:child_process";
import { join } from "node:path";
import type { Verdict } from "./trial";
import type { Order, Told } from "./trials";

/** A process takes memory that it does not give back; a new one does not. */
const A_PROCESS = 5000;

export type Run = {
  seed: number;
  from: number;
  count: number;
  jobs: number;
  folder: string;
  /** After how long without a word a mutant counts as hanging. */
  hangMs: number;
  /** What tries them, instead of the import. */
  program?: string;
};

type Tell = (number: number, verdict: Verdict) => void;

/** Tries all mutants of a run in several processes at once, and tells of each what came of it. */
export async function tryAll({ from, count, jobs, ...run }: Run, tell: Tell): Promise<void> {
  const to = from + count;
  const lane = async (first: number) => {
    for (let next = first; next < to; ) {
      const order = { ...run, from: next, to: Math.min(to, next + A_PROCESS * jobs), step: jobs };
      next = await stretch(order, run, tell);
    }
  };
  await Promise.all(Array.from({ length: Math.min(jobs, count) }, (_, index) => lane(from + index)));
}

/** Tries mutants until all of the order are done or the process ends, which is the fault of one; gives the next. */
async function stretch(order: Order, { hangMs, program }: Pick<Run, "hangMs" | "program">, tell: Tell) {
  const child = fork(program ?? join(import.meta.dirname, "fuzz-child.ts"), {
    execArgv: ["--import", "tsx"],
    stdio: ["ignore", "ignore", "inherit", "ipc"],
  });
  let next = order.from;
  const how = await ending(child, order, hangMs, ({ number, ...verdict }) => {
    next = number + order.step;
    tell(number, verdict);
  });
  if (next >= order.to) return next;
  tell(next, { ending: "failed", why: how });
  return next + order.step;
}

async function ending(child: ChildProcess, order: Order, hangMs: number, hear: (told: Told) => void): Promise<string> {
  return await new Promise((settle) => {
    let how: string | null = null;
    const hang = () => {
      how = `it hung for ${hangMs / 1000} s`;
      child.kill("SIGKILL");
    };
    let timer = setTimeout(hang, hangMs);
    child.on("message", (told: Told) => {
      clearTimeout(timer);
      timer = setTimeout(hang, hangMs);
      hear(told);
    });
    child.once("exit", (code, signal) => {
      clearTimeout(timer);
      settle(how ?? (signal ? `it died of ${signal}` : `it ended with exit code ${code}`));
    });
    child.send(order);
  });
}
