import { type ChildProcess, fork } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { availableParallelism, tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { parquetBases } from "./bases";
import type { Order, Told } from "./fuzz-child";
import { mutantOf } from "./mutants";

const HANG_MS = 120_000;
const TOLD_EVERY = 1000;
/** A process takes memory that it does not give back; a new one does not. */
const A_PROCESS = 2000;

const counts = { imported: 0, refused: 0, failed: 0 };

/** `npm run fuzz -- --count 200000 --seed 1 --from 0 --jobs 2`: mutated files against the import. */
export async function fuzz(words: string[]): Promise<number> {
  const { values } = parseArgs({
    args: words,
    options: {
      count: { type: "string", default: "200000" },
      seed: { type: "string", default: "1" },
      from: { type: "string", default: "0" },
      jobs: { type: "string", default: String(availableParallelism()) },
    },
  });
  const [count, seed, from, jobs] = [values.count, values.seed, values.from, values.jobs].map(Number);
  if (count === undefined || seed === undefined || from === undefined || jobs === undefined) return 2;
  const folder = await mkdtemp(join(tmpdir(), "outlay-fuzz-"));
  const lanes = Array.from({ length: Math.min(jobs, count) }, (_, lane) => ({ first: from + lane, step: jobs }));
  await Promise.all(
    lanes.map(async ({ first, step }) => await lane({ seed, from: first, to: from + count, step, folder })),
  );
  if (counts.failed === 0) await rm(folder, { recursive: true, force: true });
  console.log(summary());
  return counts.failed === 0 ? 0 : 1;
}

/** One mutant after the other, with a new process after each crash, each hang, and now and then. */
async function lane(order: Order): Promise<void> {
  for (let { from } = order; from < order.to; ) {
    const to = Math.min(order.to, from + A_PROCESS * order.step);
    from = await stretch({ ...order, from, to });
  }
}

/** Tries mutants until all are done or the process ends; gives the number that is next. */
async function stretch(order: Order): Promise<number> {
  const child = fork(join(import.meta.dirname, "fuzz-child.ts"), {
    execArgv: ["--import", "tsx"],
    stdio: ["ignore", "ignore", "inherit", "ipc"],
  });
  let current = order.from;
  let isBusy = false;
  const how = await watched(child, order, ({ number, ending, why }) => {
    current = number;
    isBusy = ending === "began";
    if (ending !== "began") count(order, { number, ending, why });
  });
  if (!isBusy)
    return how === "exit 0"
      ? order.to + ((order.step - ((order.to - order.from) % order.step)) % order.step)
      : current + order.step;
  count(order, { number: current, ending: "failed", why: how });
  await keep(order, current);
  return current + order.step;
}

async function watched(child: ChildProcess, order: Order, hear: (told: Told) => void): Promise<string> {
  return await new Promise((settle) => {
    let how: string | null = null;
    const hang = () => {
      how = `it hung for ${HANG_MS / 1000} s`;
      child.kill("SIGKILL");
    };
    let timer = setTimeout(hang, HANG_MS);
    child.on("message", (told: Told) => {
      clearTimeout(timer);
      timer = setTimeout(hang, HANG_MS);
      hear(told);
    });
    child.once("exit", (code, signal) => {
      clearTimeout(timer);
      settle(how ?? (signal ? `it died of ${signal}` : `exit ${code}`));
    });
    child.send(order);
  });
}

function count(order: Order, { number, ending, why }: Told): void {
  if (ending === "began") return;
  counts[ending]++;
  const all = counts.imported + counts.refused + counts.failed;
  if (ending === "failed") {
    console.error(`Mutant ${number}: ${why}\n  again: npm run fuzz -- --seed ${order.seed} --from ${number} --count 1`);
    void keep(order, number);
  }
  if (all % TOLD_EVERY === 0) console.log(summary());
}

/** The bytes that went wrong, for whoever looks into it. */
async function keep({ seed, folder }: Order, number: number): Promise<void> {
  const { format, bytes } = await mutantOf(seed, number, await parquetBases());
  const path = join(folder, `failed-${seed}-${number}.${format}`);
  await writeFile(path, bytes);
  console.error(`  kept as ${path}`);
}

function summary(): string {
  const { imported, refused, failed } = counts;
  return `${imported + refused + failed} mutants: ${imported} imported whole, ${refused} refused, ${failed} failed.`;
}
