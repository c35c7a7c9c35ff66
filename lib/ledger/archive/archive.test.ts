import { existsSync } from "node:fs";
import { mkdir, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Scope } from "../../auth/scope";
import { closeDatabase, db } from "../../db/client";
import { scratchDatabase } from "../../db/scratch";
import { rowsOf, sql } from "../../db/sql";
import type { ImportJob } from "../import-job";
import type { ImportOutcome, Report } from "../import-outcome";
import {
  csvOf,
  importNow,
  importRows,
  inTrialFolder,
  trialFile,
  trialFolder,
  trialRow,
  trialRun,
  trialScope,
  trialSource,
} from "../import-trial";
import { runImportJob } from "../run-import-job";
import { spoolSlices } from "../spool-slices";
import { archiveDue } from "./archive-due";
import { archiveFiles } from "./archive-files";
import { archiveList, verifyArchive } from "./archive-list";
import { limitArchive } from "./limit-archive";
import { pendingDirectory, placeOf } from "./place";
import { rebuildSource } from "./rebuild";

beforeAll(async () => {
  await scratchDatabase();
  inTrialFolder();
});
afterAll(closeDatabase);

/** As the import process does, in this one. */
async function importHere(
  work: Omit<ImportJob, "directory">,
  report: Report,
  prepare: (directory: string) => Promise<Partial<ImportJob>>,
): Promise<ImportOutcome> {
  const directory = join(trialFolder(), "imports", work.runId);
  await mkdir(directory, { recursive: true });
  try {
    return await runImportJob({ ...work, directory, ...(await prepare(directory)) }, report);
  } finally {
    await rm(directory, { recursive: true, force: true });
  }
}

const rebuilt = (scope: Scope, sourceId: string, month: string | null = null) =>
  rebuildSource(scope, { sourceId, month }, () => {}, importHere);

/** Content and sums of what counts, and every charge of it. */
async function content(sourceId: string) {
  const slices = await rowsOf(sql`
    select content_hash, rows::text, final, (select json_agg(row_to_json(total) order by origin, day, metric) from (
        select origin, day, metric, currency, amount::text from control_total where slice_id = slice.id) total) as totals
    from import_slice slice where source_id = ${sourceId}::uuid and state in ('current', 'superseded')
    order by period_start`);
  const charges = await rowsOf<Record<string, unknown>>(sql`
    select charge.* from charge join import_slice slice on slice.id = slice_id
    where source_id = ${sourceId}::uuid order by charge_day, billed, effective`);
  return { slices, charges: charges.map((charge) => ({ ...charge, slice_id: null })) };
}

const april = { BillingPeriodStart: "2026-04-01T00:00:00Z", BillingPeriodEnd: "2026-05-01T00:00:00Z" };

describe("the archive", () => {
  it("keeps files as they came, and rebuilds a period of them with the same content and sums", async () => {
    const scope = await trialScope();
    const sourceId = await trialSource(scope);
    const text = csvOf([
      { BilledCost: "1.00000000000000000001", Tags: '{"a":"NULL"}', x_Note: ' two\n"lines", NULL ' },
      { BilledCost: "1E-7", ChargeDescription: "NULL", x_Note: null, ChargePeriodStart: "2026-03-01" },
      { ...april, BilledCost: "-3", ChargePeriodStart: "2026-04-02", ChargePeriodEnd: "2026-04-03" },
    ]);
    await importNow(scope, sourceId, [await trialFile("bill.csv.gz", gzipSync(text))]);
    const before = await content(sourceId);
    expect(await archiveDue(archiveFiles)).toBe(1);
    expect(await archiveList(scope)).toMatchObject([
      { source: "Trial", state: "kept", rows: 3, current: 2, periods: ["2026-03-01", "2026-04-01"], note: null },
    ]);
    expect((await verifyArchive(scope)).map(({ damage }) => damage)).toEqual([[]]);

    await rowsOf(
      sql`delete from charge where slice_id in (select id from import_slice where source_id = ${sourceId}::uuid)`,
    );
    const [march] = await rebuilt(scope, sourceId, "2026-03-01");
    expect(march?.slices).toMatchObject([{ period: { from: "2026-03-01" }, rows: 2, state: "imported" }]);
    await archiveDue(archiveFiles);
    await rebuilt(scope, sourceId, "2026-04-01");
    expect(await content(sourceId)).toEqual(before);
  });

  it("does not put what it has over what came while it was read", async () => {
    const scope = await trialScope();
    const sourceId = await trialSource(scope);
    await importRows(scope, sourceId, [{ BilledCost: "1" }]);
    await archiveDue(archiveFiles);
    const overtaken = rebuildSource(
      scope,
      { sourceId, month: "2026-03-01" },
      () => {},
      async (work, report, prepare) =>
        await importHere(work, report, async (directory) => {
          const prepared = await prepare(directory);
          await importRows(scope, sourceId, [{ BilledCost: "2" }]);
          return prepared;
        }),
    );
    await expect(overtaken).rejects.toThrow("Other charges of 2026-03 came while they were read from the archive.");
    expect((await content(sourceId)).charges).toMatchObject([{ billed: "20000000000" }]);
  });

  it("keeps what a connector read, with its totals, and rebuilds it without asking anybody", async () => {
    const scope = await trialScope();
    const source = await db.source.create({
      data: { workspaceId: scope.workspaceId, name: "CE", connector: "aws-cost-explorer" },
    });
    const runId = await trialRun(scope, source.id);
    async function* slices() {
      yield {
        ...{ billingAccountId: "100", period: { from: "2026-03-01", to: "2026-04-01" }, final: true, notes: [] },
        tagsMeasured: false,
        charges: [{ ...trialRow, ServiceName: "NULL", x_RecordType: "Usage", x_OutlayChargeKind: "usage" } as never],
        stated: [{ estimated: false, amount: "1", day: "2026-03-02", currency: "USD", metric: "billed" as const }],
      };
    }
    const { workspaceId } = scope;
    const base = {
      workspaceId,
      sourceId: source.id,
      runId,
      delivery: null,
      notes: [],
      files: [],
      slices: [],
      finishes: true,
    };
    await importHere(
      base,
      () => {},
      (directory) => spoolSlices(directory, slices()),
    );
    const before = await content(source.id);
    await archiveDue(archiveFiles);
    expect(await rebuilt(scope, source.id)).toMatchObject([{ state: "succeeded", rows: 1 }]);
    expect(await content(source.id)).toEqual(before);
    const run = await db.importRun.findFirstOrThrow({
      where: { sourceId: source.id, kind: "file" },
      orderBy: { requestedAt: "desc" },
    });
    expect(String(run.notes)).toContain("Rebuilt from the archive");
  });

  it("leaves the import alone when it cannot be written, says so, and starts over what died", async () => {
    const scope = await trialScope();
    const sourceId = await trialSource(scope);
    await importRows(scope, sourceId, [{ BilledCost: "5" }]);
    const full = async () => await Promise.reject(Object.assign(new Error("write"), { code: "ENOSPC" }));
    await archiveDue(full);
    expect(await archiveList(scope)).toMatchObject([
      { state: "failed", note: "The disk of the data directory is full." },
    ]);
    const run = await db.importRun.findFirstOrThrow({ where: { sourceId } });
    expect(run).toMatchObject({
      state: "succeeded",
      notes: ["The files of this import were not archived: The disk of the data directory is full."],
    });
    await expect(rebuilt(scope, sourceId)).rejects.toThrow("The archive of 2026-03 of Trial is not there");

    await importRows(scope, sourceId, [{ BilledCost: "6" }]);
    await rowsOf(sql`update archive set claimed_at = now() - interval '2 hours' where state = 'due'`);
    expect(await archiveDue(archiveFiles)).toBe(1);
    expect((await archiveList(scope)).map(({ state }) => state)).toEqual(["kept", "failed"]);
  });

  it("notices what is missing or was changed on the disk", async () => {
    const scope = await trialScope();
    const sourceId = await trialSource(scope);
    await importRows(scope, sourceId, [{ BilledCost: "5" }]);
    await archiveDue(archiveFiles);
    const [entry] = await archiveList(scope);
    await writeFile(join(placeOf(entry?.id ?? ""), "0-0-0.parquet"), "PAR1");
    expect((await verifyArchive(scope)).map(({ damage }) => damage)).toEqual([
      ["0-0-0.parquet is not what was written"],
    ]);
    await expect(rebuilt(scope, sourceId)).rejects.toThrow("The archive is damaged");
  });

  it("makes room with what was replaced, the oldest first, before the only copy of what counts", async () => {
    const scope = await trialScope();
    const sourceId = await trialSource(scope);
    const current = await trialSource(scope, "Kept");
    await importRows(scope, current, [{ BillingAccountId: "200" }]);
    for (const BilledCost of ["1", "2", "3"]) await importRows(scope, sourceId, [{ BilledCost }]);
    await archiveDue(archiveFiles);
    const ids = (await archiveList(scope)).map(({ id }) => id).toReversed();
    const bytes = (await archiveList(scope)).reduce((sum, entry) => sum + entry.bytes, 0);
    const left = async () => (await archiveList(scope)).map(({ id }) => ids.indexOf(id)).toReversed();

    process.env.OUTLAY_ARCHIVE_MAX_GB = String((bytes - 1) / 1e9);
    await rowsOf(sql`delete from archive where workspace_id <> ${scope.workspaceId}::uuid`);
    await limitArchive(new Date());
    expect(await left()).toEqual([0, 2, 3]);
    delete process.env.OUTLAY_ARCHIVE_MAX_GB;
    await limitArchive(new Date(Date.now() + 401 * 86_400_000));
    expect(await left()).toEqual([0, 3]);
    expect(ids.map((id) => existsSync(placeOf(id)))).toEqual([true, false, false, true]);
    expect(existsSync(join(pendingDirectory(), ids[0] ?? ""))).toBe(false);
  });
});
