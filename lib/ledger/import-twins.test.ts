import { gzipSync } from "node:zlib";
import { afterAll, beforeAll, expect, it } from "vitest";
import { closeDatabase, db } from "../db/client";
import { scratchDatabase } from "../db/scratch";
import { csvOf, importNow, trialFile, trialScope, trialSource } from "./import-trial";

beforeAll(scratchDatabase);
afterAll(closeDatabase);

const rows = [{ BilledCost: "1" }, { BilledCost: "2", ResourceId: "i-1" }, { BilledCost: "2", ResourceId: "i-2" }];

it("refuses a file that came twice, whatever its name, its order and how it is packed", async () => {
  const scope = await trialScope();
  const sourceId = await trialSource(scope);
  const files = [
    await trialFile("other.csv", csvOf([{ BilledCost: "9" }])),
    await trialFile("bill.csv", csvOf(rows)),
    await trialFile("copy of bill.csv.gz", gzipSync(csvOf(rows.toReversed()))),
  ];
  await expect(importNow(scope, sourceId, files)).rejects.toThrow(
    "copy of bill.csv.gz: All of its 3 rows are those of bill.csv: the file came twice. Leave one of them out.",
  );
  expect(await db.importSlice.count({ where: { sourceId } })).toBe(0);
});

it("takes files that differ in one value, and rows that repeat inside a file", async () => {
  const scope = await trialScope();
  const files = [
    await trialFile("one.csv", csvOf([...rows, ...rows])),
    await trialFile("two.csv", csvOf([...rows, ...rows].map((row) => ({ ...row, EffectiveCost: "1.5" })))),
    await trialFile("nothing.csv", csvOf(rows).split("\n")[0] ?? ""),
    await trialFile("nothing too.csv", csvOf(rows).split("\n")[0] ?? ""),
  ];
  expect((await importNow(scope, await trialSource(scope), files)).rows).toBe(12);
});
