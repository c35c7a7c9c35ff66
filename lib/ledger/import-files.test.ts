import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Scope } from "../auth/scope";
import { closeDatabase, db } from "../db/client";
import { scratchDatabase } from "../db/scratch";
import { join as joined, rowsOf, type Sql, sql } from "../db/sql";
import { plain } from "../focus/money";
import { importNow, trialScope, trialSource } from "./import-trial";

beforeAll(scratchDatabase);
afterAll(closeDatabase);

const FOLDER = join(import.meta.dirname, "../../../shared/data/focus");
const isThere = existsSync(join(FOLDER, "MANIFEST.md"));
const samples = [
  "focus_1_0_official_sample_1000.csv.gz",
  "focus_1_2_synth_aws_100.csv",
  "focus_1_2_synth_azure_100.csv",
  "focus_1_3_synth_aws_100.csv",
];

/** The tables of the MANIFEST that the ledger can be asked for, and the question. */
const questions: Record<string, Sql[]> = {
  scope: [sql`'ALL'`],
  "provider / currency": [sql`provider_name`, sql`currency`],
  "charge category / frequency / commitment status": [
    sql`charge_category`,
    sql`coalesce(kind.raw ->> 'ChargeFrequency', charge_frequency)`,
    sql`'commitment=' || coalesce(commitment_discount_status, '-')`,
  ],
  "billing period month": [sql`to_char(slice.period_start at time zone 'UTC', 'YYYY-MM')`],
  "charge period month": [sql`to_char(charge_day, 'YYYY-MM')`],
  "provider / service": [sql`provider_name`, sql`service_name`],
  "provider / sub account id / name": [sql`provider_name`, sql`sub_account_id`, sql`sub_account_name`],
  "charge day (UTC)": [sql`charge_day::text`],
};

type Line = [key: string, rows: string, ...amounts: string[]];

/** The tables of one file in the MANIFEST, by the name of their first column. */
function manifest(file: string): Map<string, Line[]> {
  const text = readFileSync(join(FOLDER, "MANIFEST.md"), "utf8");
  const section = text.split(/^## /m).find((part) => part.startsWith(`Totals — \`${file}\``)) ?? "";
  const tables = new Map<string, Line[]>();
  let lines: Line[] = [];
  for (const row of section.split("\n").filter((line) => line.startsWith("|"))) {
    const [key = "", rows = "", ...amounts] = row.split(" | ").map((cell) => cell.replaceAll("|", "").trim());
    if (key in questions) {
      lines = [];
      tables.set(key, lines);
    } else if (/^\d+$/.test(rows)) lines.push([key, rows, ...amounts.map(plain)]);
  }
  return tables;
}

async function asked(scope: Scope, keys: Sql[]): Promise<Line[]> {
  const metric = (name: Sql, rest: Sql) =>
    sql`(coalesce(sum(${name}) * 0.0000000001 + coalesce(sum(${rest}), 0), 0))::text`;
  const rows = await rowsOf<{ key: string; rows: string; amounts: string[] }>(sql`
    select concat_ws(' / ', ${joined(keys)}) as key, count(*)::text as rows, array[
      ${metric(sql`billed`, sql`billed_rest`)}, ${metric(sql`effective`, sql`effective_rest`)},
      ${metric(sql`list`, sql`list_rest`)}, ${metric(sql`contracted`, sql`contracted_rest`)}] as amounts
    from charge join dim_account account on account.id = account_id
      join dim_service service on service.id = service_id join dim_charge_kind kind on kind.id = charge_kind_id
      join dim_commitment commitment on commitment.id = commitment_id join import_slice slice on slice.id = slice_id
    where account.workspace_id = ${scope.workspaceId}::uuid
    group by 1`);
  return rows.map(({ key, rows: count, amounts }) => [key, count, ...amounts.map(plain)]);
}

const byKey = (lines: Line[]) => lines.map((line) => line.join(" | ")).toSorted();

describe.skipIf(!isThere)("sample files (skipped where ../shared/data/focus is absent)", () => {
  it.each(samples)("%s gives every total of its manifest to the last digit", async (file) => {
    const scope = await trialScope();
    await importNow(scope, await trialSource(scope), [{ path: join(FOLDER, file), name: file }]);
    const tables = manifest(file);
    expect([...tables.keys()].length).toBeGreaterThanOrEqual(7);
    for (const [name, lines] of tables) {
      expect(lines.length).toBeGreaterThan(0);
      expect([name, ...byKey(await asked(scope, questions[name] ?? []))]).toEqual([name, ...byKey(lines)]);
    }
  });

  it("the official sample is exact, keeps its stray column, and changes nothing the second time", async () => {
    const scope = await trialScope();
    const sourceId = await trialSource(scope);
    const file = { path: join(FOLDER, samples[0] ?? ""), name: "sample.csv.gz" };
    const first = await importNow(scope, sourceId, [file]);
    expect(first).toMatchObject({ state: "succeeded", rows: 1000, focusVersion: "1.0" });
    expect(first.notes).toEqual(["Kept with each charge, being outside FOCUS: Id."]);
    const [all] = await asked(scope, questions.scope ?? []);
    expect(all).toEqual(["ALL", "1000", "20.52022672899", "14.97651418586", "20.39090575119", "14.97626039326"]);
    const before = await state(scope);
    const second = await importNow(scope, sourceId, [file]);
    expect(second.state).toBe("unchanged");
    expect(second.slices.every((slice) => slice.state === "unchanged")).toBe(true);
    expect(await state(scope)).toEqual(before);
  });

  it("two files with one account's charges for one month are counted once", async () => {
    const scope = await trialScope();
    const [, first, , third] = samples.map((name) => ({ path: join(FOLDER, name), name }));
    if (!first || !third) throw new Error("samples are missing");
    await importNow(scope, await trialSource(scope, "Export of May"), [first]);
    await expect(importNow(scope, await trialSource(scope, "Newer export"), [third])).rejects.toThrow(
      "The source Export of May has the charges of billing account 100000000001 for 2026-05 already",
    );
  });
});

async function state({ workspaceId }: Scope) {
  const workspace = await db.workspace.findUniqueOrThrow({ where: { id: workspaceId } });
  const slices = await db.importSlice.findMany({ where: { workspaceId }, orderBy: { id: "asc" } });
  const [charges] = await rowsOf(sql`
    select count(*)::int as count from charge where slice_id = any(${slices.map(({ id }) => id)})`);
  return { version: workspace.dataVersion, slices, charges };
}
