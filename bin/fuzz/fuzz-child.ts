import { parquetBases } from "./bases";
import { mutantOf } from "./mutants";
import { type Verdict, verdictOf } from "./trial";

export type Order = { seed: number; from: number; to: number; step: number; folder: string };
export type Told = { number: number } & (Verdict | { ending: "began"; why: "" });

/** Tries one mutant after the other and tells of each, first that it begins: whatever ends this process is known. */
process.once("message", async ({ seed, from, to, step, folder }: Order) => {
  const parquet = await parquetBases();
  process.once("disconnect", () => process.exit(1));
  const tell = (told: Told) => process.send?.(told);
  for (let number = from; number < to; number += step) {
    tell({ number, ending: "began", why: "" });
    tell({ number, ...(await verdictOf(await mutantOf(seed, number, parquet), folder)) });
  }
  process.exit(0);
});
