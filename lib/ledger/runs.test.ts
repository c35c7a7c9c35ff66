import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Scope } from "../auth/scope";
import { realWorkspace, systemScope } from "../auth/workspaces";
import { closeDatabase, db } from "../db/client";
import { scratchDatabase } from "../db/scratch";
import type { SliceSum } from "./run-sums";
import { recentRuns, reconciliationOf, runById, unchangedRows } from "./runs";

beforeAll(scratchDatabase);
afterAll(closeDatabase);

const sum = (stored: string, file: string | null, provider: string | null): SliceSum => ({
  metric: "billed",
  currency: "USD",
  stored,
  file,
  provider,
});

describe("a run is", () => {
  it.each([
    [
      "reconciled when the file agrees to the last digit",
      [sum("20.52022672899", "20.52022672899", null)],
      "reconciled",
    ],
    ["different when the file has a digit more", [sum("20.52022672899", "20.520226728991", null)], "differs"],
    ["reconciled when the provider rounds its total", [sum("20.52022672899", null, "20.5202267290")], "reconciled"],
    ["different when the provider says a cent more", [sum("20.52", null, "20.53")], "differs"],
    ["not compared when nobody else states a total", [sum("20.52", null, null)], "not compared"],
    ["not compared when it brought nothing", [], "not compared"],
  ])("%s", (_why, sums, expected) => expect(reconciliationOf(sums)).toBe(expected));
});

describe("the report of a run", () => {
  let scope: Scope;
  let sourceId: string;
  beforeAll(async () => {
    scope = await systemScope((await realWorkspace()).id);
    const { workspaceId } = scope;
    const source = await db.source.create({ data: { workspaceId, connector: "file", name: "AWS export" } });
    sourceId = source.id;
  });

  it("sums its slices by metric and currency, and says what each replaced", async () => {
    await run({ march: [["billed", "EUR", "1.1"]] });
    const second = await run({
      march: [
        ["billed", "EUR", "2.2"],
        ["billed", "USD", "0.0000000001"],
      ],
      april: [["billed", "EUR", "3.3"]],
    });
    const report = await runById(scope, second);
    expect(report.sums.map(({ currency, metric, stored }) => [currency, metric, stored])).toEqual([
      ["EUR", "billed", "5.5"],
      ["USD", "billed", "0.0000000001"],
    ]);
    expect(report.slices.map(({ period, replaced }) => [period.from, period.to, replaced])).toEqual([
      ["2026-03-01", "2026-04-01", { rows: 10, billed: { EUR: "1.1" } }],
      ["2026-04-01", "2026-05-01", null],
    ]);
    expect(report).toMatchObject({ state: "succeeded", rows: 20, reconciliation: "reconciled" });
    expect(report.files).toEqual([{ name: "march.csv", bytes: 12 }]);
    expect((await recentRuns(scope, sourceId, 1)).map(({ id }) => id)).toEqual([second]);
  });

  it("tells rows that were there already from those that it brought", async () => {
    const report = await runById(scope, await run({ march: [["billed", "EUR", "1.1"]] }, 7));
    expect(unchangedRows(report)).toBe(7);
    expect(unchangedRows({ ...report, state: "running", slices: [] })).toBe(0);
    expect(unchangedRows({ ...report, kind: "sync" })).toBe(0);
  });

  it("is not given to another workspace", async () => {
    const id = await run({ march: [] });
    const other = await db.workspace.create({ data: { slug: "other", name: "Other", kind: "demo" } });
    await expect(runById(await systemScope(other.id), id)).rejects.toThrow("There is no such import or sync.");
    await expect(runById(scope, "not an id")).rejects.toThrow("There is no such import or sync.");
  });

  type Sums = ["billed" | "effective", string, string][];
  async function run(months: { march: Sums; april?: Sums }, unchanged = 0): Promise<string> {
    const { workspaceId } = scope;
    const slices = Object.entries(months).map(([month, totals]) => {
      const start = month === "march" ? "2026-03-01" : "2026-04-01";
      const end = month === "march" ? "2026-04-01" : "2026-05-01";
      const rows = totals.flatMap(([metric, currency, amount]) =>
        (["stored", "file"] as const).map((origin) => ({ origin, metric, currency, amount })),
      );
      return {
        workspace: { connect: { id: workspaceId } },
        source: { connect: { id: sourceId } },
        billingAccountId: "1",
        periodStart: new Date(start),
        periodEnd: new Date(end),
        contentHash: "x",
        rows: 10,
        totals: { create: rows },
      };
    });
    await db.importSlice.updateMany({ where: { sourceId, state: "current" }, data: { state: "replaced" } });
    const { id } = await db.importRun.create({
      data: {
        workspace: { connect: { id: workspaceId } },
        source: { connect: { id: sourceId } },
        kind: "file",
        state: "succeeded",
        rows: 10 * slices.length + unchanged,
        files: [{ name: "march.csv", bytes: 12, path: "/secret/place" }],
        slices: { create: slices },
      },
    });
    return id;
  }
});
