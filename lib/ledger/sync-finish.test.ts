import { afterAll, beforeAll, expect, it } from "vitest";
import { closeDatabase, db } from "../db/client";
import { scratchDatabase } from "../db/scratch";
import { rowsOf, sql } from "../db/sql";
import { importRows, inTrialFolder, type TrialRow, trialRun, trialScope, trialSource } from "./import-trial";
import { finishSync } from "./sync-finish";

beforeAll(async () => {
  await scratchDatabase();
  inTrialFolder();
});
afterAll(closeDatabase);

const month = (from: string, to: string): TrialRow => ({
  BillingPeriodStart: `${from}-01T00:00:00Z`,
  BillingPeriodEnd: `${to}-01T00:00:00Z`,
  ChargePeriodStart: `${from}-10T00:00:00Z`,
  ChargePeriodEnd: `${from}-11T00:00:00Z`,
});

it("a source reaches as far as its charges, also where an export counts in their place", async () => {
  const scope = await trialScope();
  const sourceId = await trialSource(scope);
  const outcome = await importRows(scope, sourceId, [month("2026-03", "2026-04"), month("2026-04", "2026-05")]);
  await rowsOf(sql`
    update import_slice set state = 'superseded' where source_id = ${sourceId}::uuid and last_day = '2026-04-10'`);
  const result = { outcome, memory: {}, files: [], failure: null, hoursUntilNext: 24 };
  const runId = await trialRun(scope, sourceId);
  await finishSync(sourceId, runId, result, { redacted: (text) => text, now: new Date() });
  const { dataThrough } = await db.source.findUniqueOrThrow({ where: { id: sourceId } });
  expect(dataThrough).toEqual(new Date("2026-04-10"));
});
