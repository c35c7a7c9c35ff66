import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { parquetBases } from "./bases";
import { mutantOf } from "./mutants";
import { verdictOf } from "./trial";

/** `npm run fuzz` tries 200,000 of them. */
const SAMPLE = 100;
const SEED = 20260301;

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "outlay-fuzz-test-"));
});
afterAll(async () => await rm(folder, { recursive: true, force: true }));

describe("mutated files", () => {
  it("are imported whole or refused with a sentence", async () => {
    const bases = await parquetBases();
    const endings = { imported: 0, refused: 0 };
    for (let number = 0; number < SAMPLE; number++) {
      const { ending, why } = await verdictOf(await mutantOf(SEED, number, bases), folder);
      if (ending === "failed") throw new Error(`--seed ${SEED} --from ${number} --count 1: ${why}`);
      endings[ending]++;
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
