import { gzipSync } from "node:zlib";
import { afterAll, beforeAll, expect, it } from "vitest";
import { closeDatabase, db } from "../db/client";
import { scratchDatabase } from "../db/scratch";
import { csvOf, importNow, type TrialRow, trialFile, trialScope, trialSource } from "./import-trial";
import { confirmPairs } from "./reconciliation/confirm";
import { reconciledMonth } from "./reconciliation/month";
import { reconciliation } from "./reconciliation/report";

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

it("tells of a bill that was written twice into one file until somebody says that this is right", async () => {
  const scope = await trialScope();
  const sourceId = await trialSource(scope);
  const which = { sourceId, month: "2026-03-01" };
  const bill = (BilledCost: string) => Array.from({ length: 6 }, (_, i) => ({ BilledCost, ResourceId: `${i}` }));
  const importBill = async (name: string, charges: TrialRow[]) =>
    (await importNow(scope, sourceId, [await trialFile(name, csvOf(charges))])).notes;
  const line = async () => (await reconciliation(scope, "2026-08-01")).lines[0];
  const month = async () => await reconciledMonth(scope, which, "2026-08-01");
  const say = (isRight: boolean, who = scope) => confirmPairs(who, { ...which, isRight }, new Date("2026-08-01"));

  const [note] = await importBill("twice.csv", [...bill("11.01"), ...bill("11.01")]);
  expect(note).toMatch(/^Each of the 12 rows of billing account 100 for 2026-03 is there twice, alike/);
  expect(await line()).toMatchObject({ ours: "132.12", difference: "66.06", state: "unexplained" });

  await expect(say(true, { ...scope, role: "viewer" })).rejects.toThrow("This needs the role editor");
  await say(true);
  await expect(say(true)).rejects.toThrow("nothing to say of this month");
  expect(await line()).toMatchObject({ difference: null, state: "uncompared" });
  expect((await line())?.reasons[1]).toBe(
    "Each of its charges is in it twice; trial said on 1 Aug 2026 that this is right.",
  );
  expect(await importBill("again.csv", [...bill("12"), ...bill("12")])).toEqual([]);
  expect(await month()).toMatchObject({ pairs: "confirmed", answers: [{ actor: "trial" }] });

  await say(false);
  const answers = [true, false].map((isRight) => ({ isRight, actor: "trial", accounts: 1 }));
  expect(await month()).toMatchObject({ pairs: "doubted", answers: answers.toReversed() });
  await importBill("once.csv", bill("11.01"));
  expect(await line()).toMatchObject({ ours: "66.06", difference: null, state: "uncompared" });
  expect(await month()).toMatchObject({ pairs: null, answers: answers.toReversed() });
});
