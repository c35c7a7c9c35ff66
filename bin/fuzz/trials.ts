import { parquetBases } from "./bases";
import { type Mutant, mutantOf } from "./mutants";
import type { Verdict } from "./trial";

export type Order = { seed: number; from: number; to: number; step: number; folder: string };
export type Told = { number: number } & Verdict;

/** The process of a lane: tries one mutant after the other and tells of each; whatever ends it is known by the number. */
export function serveTrials(groundIn: (folder: string) => (mutant: Mutant) => Promise<Verdict>): void {
  process.once("message", async ({ seed, from, to, step, folder }: Order) => {
    process.once("disconnect", () => process.exit(1));
    const parquet = await parquetBases();
    const verdictOf = groundIn(folder);
    for (let number = from; number < to; number += step) {
      const told: Told = { number, ...(await verdictOf(await mutantOf(seed, number, parquet))) };
      await new Promise((sent) => process.send?.(told, sent));
    }
    process.exit(0);
  });
}
