import { existsSync } from "node:fs";
import { mkdir, rm } from "node:fs/promises";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import type { ImportFile } from "../import-outcome";
import { ImportRefusal } from "../import-refusal";
import { csvOf, type TrialRow, trialFile, trialFolder } from "../import-trial";
import { readFiles } from "../read-files";
import { rowsIn } from "./database";
import { stagedSlices } from "./summary";
import { ThreadedCoding } from "./threaded-coding";

let folders = 0;

async function folder(): Promise<string> {
  const directory = join(trialFolder(), `thread-${process.pid}-${folders++}`);
  await mkdir(directory, { recursive: true });
  return directory;
}

/** What the files hold, charge by charge, or the refusal. */
async function read(files: ImportFile[], isThreaded: boolean, directory?: string) {
  const place = directory ?? (await folder());
  const reading = { files, directory: place, isSpool: false, isThreaded };
  const found = await readFiles(reading, () => {}).catch((error: unknown) => error);
  if (found instanceof Error) {
    const { message, rejected, rejectedCount } = found instanceof ImportRefusal ? found : { ...found, ...none };
    return { message: message || found.message, rejected, rejectedCount, isRefusal: found instanceof ImportRefusal };
  }
  const { staging } = found as Awaited<ReturnType<typeof readFiles>>;
  try {
    await staging.settle();
    const slices = (await stagedSlices(staging.connection)).map(({ rows, contentHash }) => ({ rows, contentHash }));
    const charges = await rowsIn(staging.connection, "SELECT count(*), count(DISTINCT place) FROM stage");
    return { rows: staging.rows, slices, charges: charges.map((row) => row.map(Number)) };
  } finally {
    staging.close();
  }
}
const none = { rejected: [], rejectedCount: 0 };

const many = (from: number, wrong: Record<number, TrialRow> = {}) =>
  csvOf(
    Array.from({ length: 5000 }, (_, index) => ({
      BilledCost: `${(from + index) / 100}`,
      EffectiveCost: index % 7 === 0 ? "1e-12" : "0.25",
      ResourceId: `resource ${(from + index) % 900}`,
      Tags: index % 3 === 0 ? null : `{"team": "${index % 11}, \\"quoted\\""}`,
      ...wrong[index],
    })),
  );

describe("csv that is read in a thread of its own", () => {
  it("is what it is without one, whatever else is imported with it", async () => {
    const files = [
      await trialFile("one.csv", many(0)),
      await trialFile("two.csv.gz", gzipSync(many(5000))),
      await trialFile("three.csv", many(10_000).replaceAll("\n", "\r\n")),
    ];
    const alone = await read(files, false);
    expect(await read(files, true)).toEqual(alone);
    expect(alone).toMatchObject({ rows: 15_000, charges: [[15_000, 15_000]] });
  });

  it.each<[string, string | Uint8Array]>([
    ["a number that is none", many(0, { 4321: { BilledCost: "four" } })],
    ["an instant that is none", many(0, { 17: { ChargePeriodStart: "yesterday" } })],
    ["a row with a field too few", many(0).replace(/(\n[^\n]*){9}$/, "\n1,2\n")],
    ["a byte that is not UTF-8", Buffer.concat([Buffer.from(many(0)), Buffer.from([0xff, 0x0a])])],
    ["a quote that is never closed", `${many(0)}"`],
    ["gzip that is cut off", gzipSync(many(0)).subarray(0, 5000)],
    ["a bomb", gzipSync(Buffer.concat([Buffer.from(many(0)), Buffer.alloc(60 * 2 ** 20, "\n")]))],
  ])("is refused for %s in the same words, by file, row and field", async (_what, content) => {
    const files = [await trialFile("sound.csv", many(0)), await trialFile("bill.csv", content)];
    const alone = await read(files, false);
    expect(alone).toMatchObject({ isRefusal: true, message: expect.stringMatching(/bill\.csv|cannot be imported/) });
    expect(await read(files, true)).toEqual(alone);
  });

  it("fails where the disk does not take what the thread writes", async () => {
    const directory = await folder();
    const files = [await trialFile("bill.csv", many(0))];
    const thread = new ThreadedCoding({
      texts: [
        {
          text: { file: files[0] as ImportFile, at: 0 },
          places: { fields: 11, groups: [Int32Array.of(0)], numbers: Int32Array.of(9) },
        },
      ],
      directory: join(directory, "gone"),
      isSpool: false,
    });
    try {
      await expect(thread.parts().next()).rejects.toMatchObject({ code: "ENOENT" });
    } finally {
      await thread.end();
    }
    await rm(directory, { recursive: true });
    expect(existsSync(directory)).toBe(false);
  });

  it("fails with words when the thread ends before it is done", async () => {
    const [file] = [await trialFile("bill.csv", many(0))];
    const places = { fields: 11, groups: [], numbers: Int32Array.of() };
    const thread = new ThreadedCoding({
      texts: [{ text: { file, at: 0 }, places }],
      directory: await folder(),
      isSpool: false,
    });
    const parts = thread.parts();
    const first = parts.next();
    await thread.end();
    await expect(first.then(async () => await parts.next())).rejects.toThrow(
      /^The thread that reads the files ended before it was done \(exit \d+\)\. Nothing was imported/,
    );
  });
});
