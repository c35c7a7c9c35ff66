import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { closeDatabase } from "../../lib/db/client";
import { scratchDatabase } from "../../lib/db/scratch";
import { parquetBases } from "./bases";
import type { Reading } from "./independent";
import { tryAll } from "./lanes";
import { mutantOf } from "./mutants";
import { Ground, staged, type Verdict } from "./trial";

/** `npm run fuzz` tries 200,000 of them. */
const SAMPLE = 100;
/** Of these, every so many go into the database. */
const STORED = 12;
const SEED = 20260301;
/** A program that is slow to start on a busy machine does not hang. */
const HANG_MS = 10_000;

let folder: string;
/** Mutants of the sample that are imported whole. */
let sound: number[] = [];
beforeAll(async () => {
  await scratchDatabase();
  folder = await mkdtemp(join(tmpdir(), "outlay-fuzz-test-"));
});
afterAll(async () => {
  await closeDatabase();
  await rm(folder, { recursive: true, force: true });
});

describe("mutated files", () => {
  it("are imported whole or refused with a sentence", async () => {
    const bases = await parquetBases();
    const ground = new Ground(folder, { storedEvery: STORED });
    const endings = { imported: 0, refused: 0 };
    sound = [];
    for (let number = 0; number < SAMPLE; number++) {
      const { ending, why } = await ground.verdictOf(await mutantOf(SEED, number, bases));
      if (ending === "failed") throw new Error(`--seed ${SEED} --from ${number} --count 1: ${why}`);
      endings[ending]++;
      if (ending === "imported") sound.push(number);
    }
    expect(endings.imported).toBeGreaterThan(5);
    expect(endings.refused).toBeGreaterThan(40);
  });

  it("are the same for the same seed and number", async () => {
    const bases = await parquetBases();
    for (const number of [0, 1, 2, 3, 4, 5, 6, 7]) {
      const [one, other] = [await mutantOf(7, number, bases), await mutantOf(7, number, bases)];
      expect(one.bytes.equals(other.bytes)).toBe(true);
    }
  });
});

describe("a fault of the import", () => {
  it.each([
    ["a row", ({ rows, ...sums }: Reading) => ({ ...sums, rows: rows - 1 })],
    ["a part of an amount", (read: Reading) => ({ ...read, effective: read.effective.slice(0, -1) })],
  ])("that loses %s without a word is found in each file", async (_what, spoil) => {
    const bases = await parquetBases();
    const spoiling: typeof staged = async (...asked) => {
      const read = await staged(...asked);
      return "rows" in read && read.rows > 0 ? spoil(read) : read;
    };
    for (const number of sound.slice(0, 3)) {
      const verdict = await new Ground(folder, { importing: spoiling }).verdictOf(await mutantOf(SEED, number, bases));
      expect(verdict).toEqual({ ending: "failed", why: expect.stringMatching(/^imported .* but the file holds/) });
    }
  });

  it("that crashes, hangs or leaves is found, and the mutants after it are tried all the same", async () => {
    const program = join(import.meta.dirname, "planted-child.ts");
    const heard: [number, Verdict][] = [];
    const run = { seed: SEED, from: 0, count: 8, jobs: 1, folder, hangMs: HANG_MS, program };
    await tryAll(run, (number, verdict) => heard.push([number, verdict]));
    const whole = { ending: "imported", why: "" };
    expect(heard).toEqual([
      [0, whole],
      [1, { ending: "failed", why: "it died of SIGSEGV" }],
      [2, whole],
      [3, { ending: "failed", why: "it hung for 10 s" }],
      [4, whole],
      [5, { ending: "failed", why: "it ended with exit code 0" }],
      [6, whole],
      [7, whole],
    ]);
  });
});
