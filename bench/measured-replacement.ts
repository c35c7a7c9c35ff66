import type { Scope } from "../lib/auth/scope";
import { rowsOf, sql } from "../lib/db/sql";
import { costAnswers } from "../lib/query/run";
import { inSnapshot } from "../lib/query/snapshot";
import type { CostQuery } from "../lib/query/spec";
import { measuredImport } from "./measured-import";
import { p50, p95, type Sample } from "./sample";

export type MeasuredReplacement = {
  seconds: number;
  rows: number;
  before: Sample;
  during: Sample;
  /** The longest that anybody was seen waiting for a lock of the import, in milliseconds. */
  longestLockMs: number;
  /** Totals that were seen besides the old one and the new one; there must be none. */
  mixtures: string[];
};

const READERS = 2;
const BEFORE_MS = 1_500;
const PAUSE_MS = 20;

/** Replaces a month by its restatement while readers ask for that month's total, over and over and past the cache. */
export async function measuredReplacement(
  scope: Scope,
  sourceName: string,
  file: string,
  query: CostQuery,
): Promise<MeasuredReplacement> {
  const seen = new Set<string>();
  const ask = async () => {
    const began = performance.now();
    const { answers } = await inSnapshot((read) => costAnswers(read, scope, query));
    seen.add(answers.map(({ total }) => total).join());
    return performance.now() - began;
  };
  await ask();
  const before = await readUntil(pause(BEFORE_MS), ask);
  const [old = ""] = seen;
  const watch = watchedLocks();
  const importing = measuredImport(scope, sourceName, [file]);
  const during = await readUntil(importing, ask).finally(() => watch.stop());
  const longestLockMs = await watch.stop();
  await ask();
  const { seconds, rows } = await importing;
  const last = [...seen].at(-1);
  return {
    seconds,
    rows,
    before,
    during,
    longestLockMs,
    mixtures: [...seen].filter((total) => total !== old && total !== last),
  };
}

export function readersLine({ before, during }: MeasuredReplacement): string {
  const each = (sample: Sample) => `p50 ${p50(sample).toFixed(0)}, p95 ${p95(sample).toFixed(0)}`;
  return `${each(before)} ms before; ${each(during)}, longest ${during.at(-1)?.toFixed(0)} ms during`;
}

async function readUntil(end: Promise<unknown>, ask: () => Promise<number>): Promise<Sample> {
  let isOver = false;
  const over = end.finally(() => {
    isOver = true;
  });
  const sample: Sample = [];
  const readers = Array.from({ length: READERS }, async () => {
    while (!isOver) {
      sample.push(await ask());
      await pause(PAUSE_MS);
    }
  });
  await Promise.all([over, ...readers]);
  return sample.sort((one, other) => one - other);
}

/** Looks who waits for a table, all that a reader can wait for: slow because the machine is busy is not the same as blocked. */
function watchedLocks() {
  let longest = 0;
  let looking: Promise<void> = Promise.resolve();
  const look = async () => {
    const [found] = await rowsOf<{ ms: number | null }>(sql`
      select max(extract(epoch from clock_timestamp() - waitstart) * 1000)::float8 as ms from pg_locks
      where not granted and waitstart is not null and locktype = 'relation'`);
    longest = Math.max(longest, found?.ms ?? 0);
  };
  const timer = setInterval(() => {
    looking = looking.then(look);
  }, PAUSE_MS);
  return {
    stop: async () => {
      clearInterval(timer);
      await looking;
      return longest;
    },
  };
}

async function pause(ms: number): Promise<void> {
  await new Promise((wake) => setTimeout(wake, ms));
}
