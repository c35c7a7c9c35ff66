import { randomUUID } from "node:crypto";
import { mkdir, rm } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Scope } from "../../auth/scope";
import { closeDatabase, db } from "../../db/client";
import { scratchDatabase } from "../../db/scratch";
import { rowsOf, sql } from "../../db/sql";
import { addDays, addMonths } from "../../focus/period";
import {
  csvOf,
  importNow,
  type TrialRow,
  trialFile,
  trialFolder,
  trialRow,
  trialRun,
  trialScope,
  trialSource,
} from "../import-trial";
import { runImportJob } from "../run-import-job";
import { spoolSlices } from "../spool-slices";
import { reconciledMonth } from "./month";
import { reconciliation } from "./report";

beforeAll(scratchDatabase);
afterAll(closeDatabase);

const today = "2026-08-01";
const days = (month: string) => ["05", "06", "07"].map((day) => `${month}-${day}`);

/** One file a day and service, of an account whose month costs 66.06: 11.01 for compute and 11.01 for storage a day. */
function rowsOn(day: string, service: string): TrialRow {
  return {
    ...trialRow,
    BillingPeriodStart: `${day.slice(0, 7)}-01T00:00:00Z`,
    BillingPeriodEnd: `${addMonths(`${day.slice(0, 7)}-01`, 1)}T00:00:00Z`,
    ChargePeriodStart: `${day}T00:00:00Z`,
    ChargePeriodEnd: `${addDays(day, 1)}T00:00:00Z`,
    ServiceName: service,
    BilledCost: "11.01",
  };
}

const file = (name: string, rows: TrialRow[]) => trialFile(`${name}.csv`, csvOf(rows));
const filesOf = (month: string) =>
  Promise.all(
    ["compute", "storage"].map((service) =>
      file(
        service,
        days(month).map((day) => rowsOn(day, service)),
      ),
    ),
  );

/** Cost Explorer's reading of these months: 22.02 a day. */
async function readSummary({ workspaceId }: Scope, sourceId: string, months: string[], more: TrialRow[] = []) {
  const runId = await trialRun({ workspaceId } as Scope, sourceId);
  const directory = join(trialFolder(), randomUUID());
  await mkdir(directory, { recursive: true });
  async function* slices() {
    for (const month of months) {
      const charges: TrialRow[] = [
        ...days(month).map((day) => ({ ...rowsOn(day, "All"), BilledCost: "22.02" })),
        ...more.filter((row) => row.ChargePeriodStart?.startsWith(month)),
      ];
      const stated = charges.map(({ ChargePeriodStart: at, BilledCost }) => ({
        ...{ day: at?.slice(0, 10) ?? null, amount: BilledCost ?? "0", metric: "billed" as const, currency: "USD" },
        estimated: false,
      }));
      const period = { from: `${month}-01`, to: addMonths(`${month}-01`, 1) };
      const slice = { billingAccountId: "100", period, final: true, tagsMeasured: false, notes: [] };
      yield { ...slice, charges: charges as never[], stated };
    }
  }
  const spooled = await spoolSlices(directory, slices());
  await runImportJob({ workspaceId, sourceId, runId, directory, delivery: null, finishes: true, ...spooled }, () => {});
  await rm(directory, { recursive: true, force: true });
}

async function company() {
  const scope = await trialScope();
  const { workspaceId } = scope;
  const summary = await db.source.create({
    data: { workspaceId, name: "Cost Explorer", connector: "aws-cost-explorer" },
  });
  const files = await trialSource(scope, "AWS export");
  return { scope, summary: summary.id, files };
}

const lineIn = async (scope: Scope, month: string, source = "AWS export") =>
  (await reconciliation(scope, today)).lines.find((line) => line.source === source && line.month === `${month}-01`);

describe("reconciliation", () => {
  it("shows a complete, a missing, a duplicated and a late file with the exact amounts", async () => {
    const { scope, summary, files } = await company();
    await readSummary(scope, summary, ["2026-03", "2026-04", "2026-05", "2026-06"]);
    const [compute] = await filesOf("2026-04");
    const doubled = days("2026-05").flatMap((day) => ["compute", "storage"].map((service) => rowsOn(day, service)));
    const early = days("2026-06").slice(0, 2);
    await importNow(scope, files, [
      ...(await filesOf("2026-03")),
      ...(compute ? [compute] : []),
      await file("twice in one", [...doubled, ...doubled]),
      await file(
        "early",
        early.flatMap((day) => ["compute", "storage"].map((service) => rowsOn(day, service))),
      ),
    ]);

    expect(await lineIn(scope, "2026-03")).toMatchObject({
      ...{ ours: "66.06", file: "66.06", control: "66.06", controlSource: "Cost Explorer", difference: "0" },
      state: "matched",
    });
    expect(await lineIn(scope, "2026-04")).toMatchObject({
      ...{ ours: "33.03", control: "66.06", difference: "-33.03", share: "-0.5", state: "unexplained" },
      reasons: ["33.03 USD less than is stated: charges are missing, on 3 days from 5 Apr 2026 to 7 Apr 2026."],
    });
    expect(await lineIn(scope, "2026-05")).toMatchObject({
      ...{ ours: "132.12", control: "66.06", difference: "66.06", state: "unexplained" },
      reasons: ["3 days from 5 May 2026 to 7 May 2026 are in it exactly twice: a file came twice."],
    });
    expect(await lineIn(scope, "2026-06")).toMatchObject({ difference: "-22.02", state: "late" });
    const { counts, controls } = await reconciliation(scope, today);
    expect([counts.unexplained, counts.late, counts.matched]).toEqual([2, 1, 1]);
    expect(controls).toEqual([{ source: "Cost Explorer", months: 4 }]);

    const may = await reconciledMonth(scope, { sourceId: files, month: "2026-05-01" }, today);
    expect(may.details[0]).toMatchObject({
      copies: { rows: 6, billed: "66.06" },
      days: days("2026-05").map((name) => ({ name, ours: "44.04", stated: "22.02" })),
      kinds: [{ name: "usage", ours: "132.12", stated: "66.06" }],
    });
    const missing = await reconciledMonth(scope, { sourceId: files, month: "2026-04-01" }, today);
    expect(missing.details[0]?.copies).toEqual({ rows: 0, billed: "0" });
  });

  it("follows the late file that comes, remembers what was there, and explains what the provider restated", async () => {
    const { scope, summary, files } = await company();
    await readSummary(scope, summary, ["2026-03"]);
    await importNow(scope, files, (await filesOf("2026-03")).slice(0, 1));
    await importNow(scope, files, await filesOf("2026-03"));
    expect(await lineIn(scope, "2026-03")).toMatchObject({ state: "matched", restated: { times: 1, change: "33.03" } });
    const { versions } = await reconciledMonth(scope, { sourceId: files, month: "2026-03-01" }, today);
    expect(versions).toMatchObject([
      { amount: "66.06", before: "33.03", change: "33.03", rowsBefore: 3, rows: 6 },
      { amount: "33.03", before: null },
    ]);

    await readSummary(scope, summary, ["2026-03"], [{ ...rowsOn("2026-03-07", "All"), BilledCost: "-5" }]);
    const line = await lineIn(scope, "2026-03");
    expect(line).toMatchObject({ control: "61.06", difference: "5", state: "explained" });
    expect(line?.reasons[0]).toContain("Cost Explorer restated the month by -5.00 USD");
  });

  it("adds up what the ledger holds now, and says what it has lost since the import", async () => {
    const { scope, summary, files } = await company();
    await readSummary(scope, summary, ["2026-03", "2026-04"]);
    await importNow(scope, files, await filesOf("2026-03"));
    await rowsOf(sql`
      delete from rollup_account where day = '2026-03-05' and slice_id in (
        select id from import_slice where workspace_id = ${scope.workspaceId}::uuid and state = 'current')`);
    await rowsOf(sql`
      update rollup_account set billed = billed * 2 where day = '2026-04-05' and slice_id in (
        select id from import_slice where workspace_id = ${scope.workspaceId}::uuid and state = 'current')`);
    expect(await lineIn(scope, "2026-03")).toMatchObject({
      ...{ ours: "44.04", file: "66.06", control: "66.06", difference: "-22.02", state: "unexplained" },
      reasons: [expect.stringMatching(/^The ledger holds 22.02 USD less than the file holds: rebuild the month/)],
    });
    expect(await lineIn(scope, "2026-04", "Cost Explorer")).toMatchObject({
      ...{ ours: "88.08", control: "66.06", difference: "22.02", state: "unexplained" },
      reasons: [expect.stringMatching(/^The ledger holds 22.02 USD more than was imported: /)],
    });
  });

  it("names periods that are missing between others, and those that Cost Explorer has instead", async () => {
    const { scope, summary, files } = await company();
    await importNow(scope, files, [...(await filesOf("2026-03")), ...(await filesOf("2026-05"))]);
    await readSummary(scope, summary, ["2026-06"]);
    expect(await lineIn(scope, "2026-04")).toMatchObject({ state: "missing", ours: null, difference: null });
    expect(await lineIn(scope, "2026-06")).toMatchObject({
      ...{ state: "late", ours: null, control: "66.06", difference: "-66.06", controlSource: "Cost Explorer" },
      reasons: ["The period of billing account 100 has not come yet. The sums of Cost Explorer count meanwhile."],
    });
    expect(await lineIn(scope, "2026-06", "Cost Explorer")).toMatchObject({ state: "matched", ours: "66.06" });
    const april = await reconciledMonth(scope, { sourceId: files, month: "2026-04-01" }, today);
    expect(april).toMatchObject({ details: [], versions: [], gaps: [{ state: "missing", accounts: 1, ours: null }] });
    const march = await reconciledMonth(scope, { sourceId: files, month: "2026-03-01" }, today);
    expect(march.gaps).toEqual([]);
    await expect(reconciledMonth(scope, { sourceId: files, month: "2026-02-01" }, today)).rejects.toThrow(
      "AWS export has nothing for 2026-02.",
    );
  });

  it("compares an account of a payer's export with what Cost Explorer states for it alone", async () => {
    const { scope, summary, files } = await company();
    await readSummary(scope, summary, ["2026-03", "2026-04"]);
    const payer = (day: string, SubAccountId: string, BilledCost: string) => {
      return { ...rowsOn(day, "compute"), BillingAccountId: "999", SubAccountId, BilledCost };
    };
    const rows = ["2026-03", "2026-04"].flatMap((month) =>
      days(month).flatMap((day) => [payer(day, "100", "22.02"), payer(day, "300", "5")]),
    );
    await importNow(scope, files, [
      await file(
        "payer",
        rows.filter((_row, index) => index !== 8),
      ),
    ]);
    expect(await lineIn(scope, "2026-03")).toMatchObject({
      ...{ ours: "81.06", file: "81.06", control: "66.06", difference: "0", state: "uncompared", accounts: 1 },
      reasons: ["Equal to the file; a total is stated for 100 alone.", "Its charges end on 7 Mar 2026."],
    });
    expect(await lineIn(scope, "2026-04")).toMatchObject({
      ...{ ours: "59.04", control: "66.06", difference: "-22.02", state: "unexplained" },
      reasons: ["6 Apr 2026 is missing altogether: a file is missing."],
    });
    const april = await reconciledMonth(scope, { sourceId: files, month: "2026-04-01" }, today);
    expect(april.details[0]?.accounts.map(({ counted }) => [counted.account, counted.memberOf, counted.ours])).toEqual([
      ["999", null, "59.04"],
      ["100", "999", "44.04"],
    ]);
    expect(april.details[0]?.days.map(({ ours }) => ours)).toEqual(["27.02", "5", "27.02"]);
  });

  it("keeps currencies apart, and is silent about other workspaces", async () => {
    const { scope, files } = await company();
    const march = days("2026-03").map((day) => rowsOn(day, "compute"));
    await importNow(scope, files, [
      await file(
        "two",
        march.map((row, n) => ({ ...row, BillingCurrency: n ? "EUR" : "USD" })),
      ),
    ]);
    const { lines } = await reconciliation(scope, today);
    expect(lines.map(({ currency, ours }) => [currency, ours])).toEqual([
      ["EUR", "22.02"],
      ["USD", "11.01"],
    ]);
    expect((await reconciliation(await trialScope(), today)).lines).toEqual([]);
    await expect(reconciledMonth(await trialScope(), { sourceId: files, month: "2026-03-01" }, today)).rejects.toThrow(
      "There is no such source",
    );
  });
});
