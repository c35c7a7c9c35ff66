import { existsSync } from "node:fs";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { buffer } from "node:stream/consumers";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Scope } from "../../auth/scope";
import { closeDatabase } from "../../db/client";
import { scratchDatabase } from "../../db/scratch";
import { rowsOf, type Sql, sql } from "../../db/sql";
import {
  csvOf,
  importNow,
  importRows,
  inTrialFolder,
  type TrialRow,
  trialFile,
  trialFolder,
  trialScope,
  trialSource,
} from "../import-trial";
import { dimensions } from "../staging/dimensions";
import { type Exported, focusCsv } from "./focus-csv";
import { fromCharges } from "./focus-fields";
import { focusParquet } from "./focus-parquet";
import { valuesIn } from "./same-values";
import { Selection } from "./selection";

beforeAll(async () => {
  inTrialFolder();
  await scratchDatabase();
});
afterAll(closeDatabase);

const all = Selection.parse({ from: "2000-01-01", to: "2200-01-01" });
let count = 0;

async function exported(scope: Scope, asked: Selection = all): Promise<Exported & { path: string; text: string }> {
  let told: Exported | null = null;
  const bytes = await buffer(focusCsv(scope, asked, (each) => (told = each)));
  if (!told) throw new Error("The export did not say what it holds.");
  count += 1;
  const path = join(trialFolder(), `export-${count}.csv`);
  await writeFile(path, bytes);
  return { ...(told as Exported), path, text: bytes.toString() };
}

async function hashesOf({ workspaceId }: Scope): Promise<string[]> {
  const found = await rowsOf<{ hash: string }>(sql`
    select content_hash as hash from import_slice where workspace_id = ${workspaceId}::uuid and state = 'current'
    order by billing_account_id, period_start, content_hash`);
  return found.map(({ hash }) => hash);
}

/** The rules of FOCUS that an import breaks, and by how many rows. */
async function brokenRules({ workspaceId }: Scope): Promise<Map<string, number>> {
  const found = await rowsOf<{ id: string; rows: number }>(sql`
    select finding ->> 'id' as id, (finding ->> 'broken')::int as rows
    from import_run, jsonb_array_elements(conformance -> 'findings') finding
    where workspace_id = ${workspaceId}::uuid and (finding ->> 'broken')::int > 0`);
  return new Map(found.map(({ id, rows }) => [id, rows]));
}

async function imported(path: string, name = "export.csv"): Promise<Scope> {
  const scope = await trialScope();
  await importNow(scope, await trialSource(scope), [{ path, name }]);
  return scope;
}

const folder = join(import.meta.dirname, "../../../../shared/data/focus");
const files = [
  "focus_1_0_official_sample_1000.csv.gz",
  "focus_1_2_synth_aws_100.csv",
  "focus_1_2_synth_azure_100.csv",
  "focus_1_3_synth_aws_100.csv",
];

// Public samples lie beside the repository, not in it.
describe.skipIf(!existsSync(folder))("a public file", () => {
  it.each(files)("%s comes out as it went in, and goes in again to the same sums", async (name) => {
    const path = join(folder, name);
    const scope = await imported(path, name);
    const first = await exported(scope);
    expect(await valuesIn(first.path)).toEqual(await valuesIn(path));

    const again = await imported(first.path);
    const second = await exported(again);
    expect(second.control).toEqual(first.control);
    expect(second.text.split("\n").toSorted()).toEqual(first.text.split("\n").toSorted());
    const before = await brokenRules(scope);
    for (const [id, rows] of await brokenRules(again)) {
      expect(rows, `${id} is broken by more rows than before`).toBeLessThanOrEqual(before.get(id) ?? 0);
    }
  });
});

const texts = ["AvailabilityZone", "BillingAccountName", "ChargeDescription", "CommitmentDiscountName", "InvoiceId"]
  .concat(["ContractApplied", "PublisherName", "RegionName", "ResourceId", "ServiceName", "SkuMeter", "SubAccountName"])
  .concat(["x_Zeta", 'x_It\'s "odd"', "x_a,b", "Id", "AllocatedTags", "HostProviderName"]);
const hostile = [
  'say "x"',
  "it's",
  "line\nend",
  "line\r\nend",
  "\\N",
  "\\.",
  "\\",
  "=1+1",
  " lead",
  "trail ",
  "\t",
  "a,b;c",
];
const text = fc.oneof(fc.constantFrom(...hostile), fc.string({ unit: "grapheme", minLength: 1 })).map((value) => {
  const plain = value.replaceAll("\0", "0");
  return /^(null)?$/i.test(plain) ? `_${plain}` : plain;
});
const amount = fc.constantFrom("0", "12.5", "-0.000000000001", "1E-7", "98765432101234567890.123456789", "-3");
// An exponent is the one spelling that the content hash tells from the same number written out.
const quantity = fc.constantFrom("0", "12.5", "98765432101234567890.123456789");
const tags = fc
  .dictionary(fc.string({ unit: "grapheme" }), fc.oneof(text, fc.boolean()))
  .map((each) => JSON.stringify(each));
const row = fc.record({
  BillingAccountId: fc.constantFrom("100", "200"),
  ...Object.fromEntries(texts.map((column) => [column, fc.option(text, { freq: 3 })])),
  BilledCost: amount,
  EffectiveCost: amount,
  ListCost: fc.option(amount),
  PricingQuantity: fc.option(quantity),
  ConsumedQuantity: fc.option(quantity),
  PricingCurrencyEffectiveCost: fc.option(fc.constantFrom("1.5", "0")),
  ListUnitPrice: fc.option(fc.constantFrom("0.25", "3")),
  ChargeCategory: fc.constantFrom("Usage", "usage", "Credit", "TAX"),
  ServiceCategory: fc.constantFrom("Compute", "compute", "Of our own"),
  CommitmentDiscountStatus: fc.constantFrom("Used", "unused", null),
  CapacityReservationStatus: fc.constantFrom("USED", null),
  Tags: fc.option(fc.oneof(tags, text), { freq: 4 }),
  ChargePeriodStart: fc.constantFrom("2026-03-02T00:00:00Z", "2026-02-27 13:05:09.123456", "2026-03-02T01:00:00+01:00"),
}) as fc.Arbitrary<TrialRow>;

describe("focusCsv", () => {
  it("gives back hostile values one by one, and they import to the same content", async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(row, { minLength: 1, maxLength: 25 }), async (rows) => {
        const scope = await trialScope();
        await importRows(scope, await trialSource(scope), rows);
        const file = await exported(scope);
        const original = await trialFile("original.csv", "");
        await writeFile(original.path, csvOf(rows));
        expect(await valuesIn(file.path)).toEqual(await valuesIn(original.path));
        expect(await hashesOf(await imported(file.path))).toEqual(await hashesOf(scope));
      }),
      { numRuns: 4, endOnFailure: true },
    );
  });

  it("keeps to days or billing periods, to a source and to an account", async () => {
    const scope = await trialScope();
    await importRows(scope, await trialSource(scope, "A"), [
      { BilledCost: "1", SubAccountId: "s1" },
      { BilledCost: "2", ChargePeriodStart: "2026-02-27T00:00:00Z", ChargePeriodEnd: "2026-02-28T00:00:00Z" },
    ]);
    await importRows(scope, await trialSource(scope, "B"), [{ BilledCost: "4", BillingAccountId: "200" }]);
    const billed = async (asked: object) => {
      const { control } = await exported(scope, Selection.parse({ from: "2026-03-01", to: "2026-04-01", ...asked }));
      return control.amounts.USD?.billed ?? null;
    };
    expect(await billed({})).toBe("5");
    expect(await billed({ by: "billing" })).toBe("7");
    expect(await billed({ from: "2026-02-01", to: "2026-03-01" })).toBe("2");
    expect(await billed({ from: "2026-02-01", to: "2026-03-01", by: "billing" })).toBeNull();
    expect(await billed({ source: "B" })).toBe("4");
    expect(await billed({ account: "s1" })).toBe("1");
    expect(await billed({ account: "100", source: "B" })).toBeNull();
    await expect(billed({ source: "C" })).rejects.toThrow("There is no source called C.");
    await expect(billed({ account: "x' or true" })).rejects.toThrow("There is no account x' or true.");
    const stranger = await trialScope();
    expect((await exported(stranger)).control).toEqual({ rows: 0, amounts: {} });
  });

  it("ends with an error where it does not hold what the ledger's daily sums hold", async () => {
    const scope = await trialScope();
    await importRows(scope, await trialSource(scope), [{ BilledCost: "1" }]);
    await rowsOf(sql`update rollup_day set billed = billed + 0.0000000001 where slice_id in
      (select id from import_slice where workspace_id = ${scope.workspaceId}::uuid)`);
    await expect(exported(scope)).rejects.toThrow("The export holds");
  });

  it("may be left in the middle, and then holds nothing any more", async () => {
    const scope = await trialScope();
    const rows = Array.from({ length: 3000 }, (_, index) => ({ ChargeDescription: `${index} ${"long ".repeat(60)}` }));
    await importRows(scope, await trialSource(scope), rows);
    for (let round = 0; round < 12; round += 1) {
      for await (const block of focusCsv(scope, all)) if (block.length > 60_000) break;
    }
    expect((await exported(scope)).control.rows).toBe(3000);
  });

  it("reads what describes charges once, and not once for each of them", async () => {
    const scope = await trialScope();
    await importRows(
      scope,
      await trialSource(scope),
      Array.from({ length: 3000 }, (_, index) => ({
        ChargeDescription: `${index}`,
        Tags: `{"team":"${index % 500}"}`,
      })),
    );
    // As after a large import.
    for (const { table } of dimensions) await rowsOf({ text: `analyze ${table}`, values: [] } as unknown as Sql);
    const [explained] = await rowsOf<{ "QUERY PLAN": unknown }>({
      text: `explain (analyze, format json) select sku.charge_description, tags.written from ${fromCharges}
        where x.slice_id in (select id from import_slice where workspace_id = $1)`,
      values: [scope.workspaceId],
    } as unknown as Sql);
    const reads = JSON.stringify(explained).matchAll(/"Relation Name": ?"(dim_\w+)".*?"Actual Loops": ?([\d.]+)/g);
    const often = [...reads].filter(([, , loops]) => Number(loops) > 1).map(([, table]) => table);
    expect(often).not.toContain("dim_sku");
    expect(often).not.toContain("dim_tag_set");
  });
});

describe("focusParquet", () => {
  it("holds the same values as the csv, decimals as decimals", async () => {
    const scope = await trialScope();
    await importRows(scope, await trialSource(scope), [
      { BilledCost: "12345678.0000000000001", Tags: '{"b":"1","a":"2"}', x_own: "line\nend" },
      { BilledCost: "-1", ListCost: "98765432109876543210987654321098765432.1", ChargeDescription: "" },
      { BilledCost: "0", BillingCurrency: "EUR", ChargePeriodStart: "2026-03-02T01:02:03.456789Z" },
    ]);
    const csv = await exported(scope);
    const path = join(trialFolder(), "export.parquet");
    await writeFile(path, await buffer(focusParquet(scope, all)));
    expect(await valuesIn(path)).toEqual(await valuesIn(csv.path));
    const again = await exported(await imported(path, "export.parquet"));
    expect(again.text.split("\n").toSorted()).toEqual(csv.text.split("\n").toSorted());
  });
});
