import { chmod, mkdtemp, rm, writeFile } from "node:fs/promises";
import { availableParallelism, tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { attachEmbedded } from "../../lib/db/embedded/server";
import { migrate } from "../../lib/db/migrate";
import { parquetBases } from "./bases";
import { type Run, tryAll } from "./lanes";
import { mutantOf } from "./mutants";

/** Long: a process that gets little of a busy machine does not hang. */
const HANG_MS = 600_000;
const TOLD_EVERY = 1000;
const PASS_THROUGH = 0o711;

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
  const [count = 0, seed = 0, from = 0, jobs = 1] = [values.count, values.seed, values.from, values.jobs].map(Number);
  const folder = await mkdtemp(join(tmpdir(), "outlay-fuzz-"));
  const run = { seed, from, count, jobs, folder, hangMs: HANG_MS };
  const counts = await withDatabase(async () => await counted(run));
  if (counts.failed === 0) await rm(folder, { recursive: true, force: true });
  const isComplete = counts.imported + counts.refused + counts.failed === count;
  if (!isComplete) console.error(`Of ${count} mutants, not all were tried.`);
  return isComplete && counts.failed === 0 ? 0 : 1;
}

/** For the mutants that are imported as a whole; the processes that try them find it in their environment. */
async function withDatabase<Outcome>(work: () => Promise<Outcome>): Promise<Outcome> {
  const folder = await mkdtemp(join(tmpdir(), "outlay-fuzz-data-"));
  await chmod(folder, PASS_THROUGH); // root lends the server another account
  const { url, detach } = await attachEmbedded(folder, { what: "fuzz" });
  try {
    await migrate(url);
    process.env.OUTLAY_DATA_DIR = folder;
    process.env.DATABASE_URL = url;
    return await work();
  } finally {
    await detach();
    await rm(folder, { recursive: true, force: true });
  }
}

async function counted(run: Run) {
  const counts = { imported: 0, refused: 0, failed: 0 };
  const began = performance.now();
  const summary = () => {
    const { imported, refused, failed } = counts;
    const seconds = ((performance.now() - began) / 1000).toFixed(0);
    const all = `${imported + refused + failed} mutants in ${seconds} s`;
    console.log(`${all}: ${imported} imported whole, ${refused} refused, ${failed} failed.`);
  };
  const keeping: Promise<void>[] = [];
  await tryAll(run, (number, { ending, why }) => {
    counts[ending]++;
    if (ending === "failed") {
      console.error(`Mutant ${number}: ${why}\n  again: npm run fuzz -- --seed ${run.seed} --from ${number} --count 1`);
      keeping.push(keep(run, number));
    }
    if ((counts.imported + counts.refused + counts.failed) % TOLD_EVERY === 0) summary();
  });
  await Promise.all(keeping);
  summary();
  return counts;
}

/** The bytes that went wrong, for whoever looks into it. */
async function keep({ seed, folder }: Run, number: number): Promise<void> {
  const { format, bytes } = await mutantOf(seed, number, await parquetBases());
  const path = join(folder, `failed-${seed}-${number}.${format}`);
  await writeFile(path, bytes);
  console.error(`  kept as ${path}`);
}
