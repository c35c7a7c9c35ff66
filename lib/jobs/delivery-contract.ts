import { randomUUID } from "node:crypto";
import { gzipSync } from "node:zlib";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Scope } from "../auth/scope";
import { closeDatabase, db } from "../db/client";
import { scratchDatabase } from "../db/scratch";
import { rowsOf, sql } from "../db/sql";
import { addMonths } from "../focus/period";
import { csvOf, inTrialFolder, type TrialRow, trialScope } from "../ledger/import-trial";
import { type RunReport, runById } from "../ledger/runs";
import { storeSource } from "../ledger/source-create";
import { requestSync } from "../ledger/sync-request";
import { runSync } from "../ledger/sync-run";

export type Part = { name: string; content: Buffer };

/** Where a provider's export is imitated, so that one contract holds for all of them. */
export type ExportPlace = {
  connector: string;
  settings: Record<string, string>;
  endpoint: string | null;
  /** Puts a whole delivery of a month there, the way the provider does it. */
  deliver: (month: string, parts: Part[], at: Date) => Promise<void>;
  /** Takes a file away that was delivered; null where nothing announces files. */
  lose: ((month: string, name: string) => Promise<void>) | null;
  /** How often a file was opened since the last time this was asked; null where nobody counts. */
  opened: (() => number) | null;
  stop: () => Promise<void>;
};

export const NOW = new Date("2026-11-22T10:00:00Z");
export const hoursAgo = (hours: number) => new Date(NOW.getTime() - hours * 3_600_000);

/** A gzipped part of a month's bill. */
export function part(name: string, month: string, rows: TrialRow[]): Part {
  const from = `${month}-01`;
  const period = {
    BillingPeriodStart: `${from}T00:00:00Z`,
    BillingPeriodEnd: `${addMonths(from, 1)}T00:00:00Z`,
    ChargePeriodStart: `${month}-02T00:00:00Z`,
    ChargePeriodEnd: `${month}-03T00:00:00Z`,
  };
  return { name, content: gzipSync(csvOf(rows.map((row) => ({ ...period, ...row })))) };
}

export const cost = (amount: string, account = "100"): TrialRow => ({
  BillingAccountId: account,
  BilledCost: amount,
  EffectiveCost: amount,
});

type Connected = {
  scope: Scope;
  sourceId: string;
  sync: (now?: Date) => Promise<RunReport>;
};

async function connected({ connector, settings, endpoint }: ExportPlace): Promise<Connected> {
  const scope = await trialScope();
  const input = { connector, name: `Trial ${randomUUID()}`, settings };
  const { id: sourceId } = await storeSource(scope.workspaceId, input, null);
  const sync = async (now = NOW) => {
    const { runId } = await requestSync(scope, sourceId);
    await runSync(scope, runId, () => {}, { now, endpoint }).catch(() => {});
    return await runById(scope, runId);
  };
  return { scope, sourceId, sync };
}

/** Billed cost of what the source has in the ledger now, by month and account, from charges and rollup alike. */
async function billedOf(sourceId: string): Promise<Record<string, string>> {
  const rows = await rowsOf<{ slice: string; charges: string; rollup: string }>(sql`
    select to_char(slice.period_start at time zone 'UTC', 'YYYY-MM') || ' ' || slice.billing_account_id as slice,
      (select sum(billed) * 0.0000000001 + coalesce(sum(billed_rest), 0) from charge where slice_id = slice.id)::text as charges,
      (select sum(billed) from rollup_month where slice_id = slice.id)::text as rollup
    from import_slice slice where source_id = ${sourceId}::uuid and state = 'current' order by 1`);
  for (const { charges, rollup } of rows) expect(Number(charges)).toBe(Number(rollup));
  return Object.fromEntries(rows.map(({ slice, rollup }) => [slice, rollup.replace(/\.?0+$/, "")]));
}

/**
 * What every connector of an export holds to, whoever the provider is. What the ledger does the same for all of them is
 * tried with one: each import is a process of its own.
 */
export function deliveryContract(name: string, open: () => Promise<ExportPlace>, isThorough = false): void {
  describe(`${name}, as every export`, () => {
    let place: ExportPlace;
    beforeAll(async () => {
      inTrialFolder();
      process.env.OUTLAY_SECRET ??= "only-for-tests-".repeat(4);
      await scratchDatabase();
      place = await open();
    });
    afterAll(async () => {
      await place.stop();
      await closeDatabase();
    });

    it("is imported exactly, costs nothing while it is the same, and is restated a month at a time", async () =>
      await importsExactly(place));

    it("loses nothing by a period that cannot be taken, and takes it when it is repaired", async () =>
      await losesNothing(place));

    if (isThorough) {
      it("is final when its provider has closed the month, without being read again", async () =>
        await becomesFinal(place));

      it("goes on with the other periods after it was stopped between two", async () => await goesOnAfterStop(place));
    }
  });
}

async function importsExactly(place: ExportPlace): Promise<void> {
  const { sourceId, sync } = await connected(place);
  await place.deliver(
    "2026-09",
    [
      part("a.csv.gz", "2026-09", [cost("1.0000000001"), cost("0.1", "200")]),
      part("b.csv.gz", "2026-09", [cost("-0.25")]),
    ],
    hoursAgo(50),
  );
  await place.deliver("2026-11", [part("a.csv.gz", "2026-11", [cost("1e12"), cost("1e-12")])], hoursAgo(5));
  const first = await sync();
  expect(first).toMatchObject({ state: "succeeded", rows: 5, error: null, reconciliation: "reconciled" });
  expect(await billedOf(sourceId)).toEqual({
    "2026-09 100": "0.7500000001",
    "2026-09 200": "0.1",
    "2026-11 100": "1000000000000.000000000001",
  });
  const finals = await db.importSlice.findMany({ where: { sourceId }, orderBy: { periodStart: "asc" } });
  // Files without a manifest do not say of which month they are, so nothing is final.
  expect(finals.map(({ final }) => final)).toEqual(place.lose ? [true, true, false] : [false, false, false]);

  place.opened?.();
  expect(await sync()).toMatchObject({ state: "unchanged", rows: 0 });
  const lookedAt = place.opened?.();

  await place.deliver("2026-09", [part("a.csv.gz", "2026-09", [cost("2.5")])], hoursAgo(2));
  const third = await sync();
  expect(third).toMatchObject({ state: "succeeded", rows: 1 });
  expect(third.notes.join()).toMatch(/account 200 is no longer in the delivery of 2026-09.*0\.1 USD/);
  if (lookedAt !== undefined) expect(place.opened?.()).toBe(lookedAt + 1);
  expect(await billedOf(sourceId)).toEqual({ "2026-09 100": "2.5", "2026-11 100": "1000000000000.000000000001" });
}

async function losesNothing(place: ExportPlace): Promise<void> {
  const { sourceId, sync } = await connected(place);
  await place.deliver("2026-09", [part("a.csv.gz", "2026-09", [cost("3")])], hoursAgo(1.9));
  const whole = part("a.csv.gz", "2026-11", [cost("4"), cost("5", "300")]);
  await place.deliver("2026-11", [{ ...whole, content: whole.content.subarray(0, -12) }], hoursAgo(1.8));
  const cut = await sync();
  expect(cut).toMatchObject({ state: "partial", rows: 1 });
  expect(cut.error?.message).toMatch(/was not taken: .*a\.csv\.gz/);
  expect(await billedOf(sourceId)).toEqual({ "2026-09 100": "3" });

  await place.deliver("2026-11", [whole], hoursAgo(1.7));
  expect(await sync()).toMatchObject({ state: "succeeded", error: null });
  expect(await billedOf(sourceId)).toEqual({ "2026-09 100": "3", "2026-11 100": "4", "2026-11 300": "5" });
  if (!place.lose) return;

  const parts = [part("a.csv.gz", "2026-11", [cost("6")]), part("b.csv.gz", "2026-11", [cost("7")])];
  await place.deliver("2026-11", parts, hoursAgo(1.6));
  await place.lose("2026-11", "b.csv.gz");
  const lost = await sync();
  expect(lost.state).toBe("partial");
  expect(lost.error?.message).toMatch(
    /November 2026 was not taken: The manifest .* names a file that is not there: .*b\.csv\.gz/,
  );
  expect(await billedOf(sourceId)).toEqual({ "2026-09 100": "3", "2026-11 100": "4", "2026-11 300": "5" });
}

async function becomesFinal(place: ExportPlace): Promise<void> {
  const { sourceId, sync } = await connected(place);
  await place.deliver("2026-11", [part("a.csv.gz", "2026-11", [cost("1")])], hoursAgo(1.95));
  await sync();
  const isFinal = async () =>
    (await db.importSlice.findMany({ where: { sourceId, state: "current" }, orderBy: { periodStart: "desc" } }))[0]
      ?.final;
  expect(await isFinal()).toBe(false);
  expect((await sync(new Date("2026-12-20T00:00:00Z"))).state).toBe("unchanged");
  expect(await isFinal()).toBe(true);
}

async function goesOnAfterStop(place: ExportPlace): Promise<void> {
  const { scope, sourceId } = await connected(place);
  await place.deliver("2026-09", [part("a.csv.gz", "2026-09", [cost("8")])], hoursAgo(1.94));
  await place.deliver("2026-11", [part("a.csv.gz", "2026-11", [cost("9")])], hoursAgo(1.93));
  const { runId } = await requestSync(scope, sourceId);
  const stopping = new AbortController();
  const stopAtSecond = ({ text }: { text: string }) => {
    if (text.includes("(2 of 2)")) stopping.abort();
  };
  const { endpoint } = place;
  const stopped = runSync(scope, runId, stopAtSecond, { now: NOW, endpoint, signal: stopping.signal });
  await expect(stopped).rejects.toThrow(/abort/);
  expect(await billedOf(sourceId)).toEqual({ "2026-09 100": "8" });
  expect((await runById(scope, runId)).state).toBe("queued");
  await runSync(scope, runId, () => {}, { now: NOW, endpoint });
  expect(await runById(scope, runId)).toMatchObject({ state: "succeeded", rows: 1 });
  expect(await billedOf(sourceId)).toEqual({ "2026-09 100": "8", "2026-11 100": "9" });
}
