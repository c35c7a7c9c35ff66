import { readFile, stat, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { DuckDBInstance } from "@duckdb/node-api";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { closeDatabase } from "../db/client";
import { scratchDatabase } from "../db/scratch";
import { rowsOf, sql } from "../db/sql";
import { plain } from "../focus/money";
import type { ImportFile } from "./import-outcome";
import { csvOf, importNow, trialFile, trialFolder, trialRow, trialScope, trialSource } from "./import-trial";

let duck: Awaited<ReturnType<DuckDBInstance["connect"]>>;
beforeAll(async () => {
  await scratchDatabase();
  duck = await (await DuckDBInstance.create(":memory:", { threads: "1" })).connect();
  await duck.run("SET TimeZone = 'UTC'");
});
afterAll(async () => {
  duck.closeSync();
  await closeDatabase();
});

const plainColumns = Object.entries(trialRow).map(([name, value]) => `'${value}' AS "${name}"`);
let written = 0;

/** A Parquet file of `rows` charges; the columns given replace those of a plain one. */
async function parquet(own: Record<string, string> = {}, { rows = 3, write = "", name = "bill.parquet" } = {}) {
  const path = join(trialFolder(), `${written++}-${name}`);
  const taken = new Set(Object.keys(own));
  const columns = Object.keys(trialRow).flatMap((column, index) => (taken.has(column) ? [] : plainColumns[index]));
  const chosen = [...columns, ...Object.entries(own).map(([column, value]) => `${value} AS "${column}"`)];
  await duck.run(`COPY (SELECT ${chosen.join(", ")} FROM range(${rows}) t(i)) TO '${path}' (FORMAT parquet ${write})`);
  return { path, name };
}

async function imported(files: ImportFile[]) {
  const scope = await trialScope();
  const sourceId = await trialSource(scope);
  const outcome = await importNow(scope, sourceId, files);
  const charges = await rowsOf<Record<string, unknown>>(sql`
    select (billed * 1e-10::numeric + coalesce(billed_rest, 0))::text as billed,
      (effective * 1e-10::numeric + coalesce(effective_rest, 0))::text as effective,
      coalesce(charge.period_start, charge_day::timestamp at time zone 'UTC') as period_start,
      pricing_quantity::text as quantity, more.extra, tags, tag_set.raw, sku.list_unit_price::text as price,
      sku.sku_price_details as details, account.sub_account_id as sub_account, resource.resource_id as resource
    from charge join import_slice slice on slice.id = slice_id join dim_tag_set tag_set on tag_set.id = tag_set_id
      join dim_sku sku on sku.id = charge.sku_id join dim_account account on account.id = account_id
      join dim_resource resource on resource.id = charge.resource_id
      join dim_extra more on more.id = coalesce(extra_id, usual_extra_id)
    where slice.source_id = ${sourceId}::uuid order by charge_day, billed, billed_rest`);
  return { outcome, charges };
}

const refusal = async (files: ImportFile[]) =>
  await imported(files).then(
    () => "It was imported.",
    (error: Error & { rejected?: unknown[] }) => error,
  );

describe("a Parquet file", () => {
  it.each([
    ["snappy", "small decimals", "CAST(i AS DECIMAL(9, 2)) / 4", "DECIMAL(12, 4)"],
    ["gzip", "wide decimals", "i * 0.25", "DECIMAL(38, 20)"],
    ["zstd", "decimals with scale 9, as BigQuery has them", "i * 0.25", "DECIMAL(38, 9)"],
    ["uncompressed", "more decimals than can be compared", "i * 0.25", "DECIMAL(38, 34)"],
    ["zstd", "doubles", "i * 0.25", "DOUBLE"],
    ["zstd", "floats", "i * 0.25", "FLOAT"],
    ["snappy", "text", "i * 0.25", "VARCHAR"],
  ])("is read with %s and %s", async (codec, _what, amount, type) => {
    const BilledCost = `CAST(${amount} AS ${type})`;
    const { charges, outcome } = await imported([await parquet({ BilledCost }, { write: `, COMPRESSION ${codec}` })]);
    expect(charges.map(({ billed }) => plain(String(billed)))).toEqual(["0", "0.25", "0.5"]);
    expect(outcome.focusVersion).toBe("1.0");
  });

  it("holds doubles as csv would show them, to the last digit", async () => {
    const amounts = [
      "0.1",
      "0.30000000000000004",
      "1e-12",
      "123456.7",
      "12345678.1",
      "99999.9999999999",
      "-4.9e-7",
      "1e12",
    ];
    const BilledCost = `CAST([${amounts.map((amount) => `'${amount}'`).join(", ")}][i + 1] AS DOUBLE)`;
    const { charges } = await imported([
      await parquet({ BilledCost, PricingQuantity: BilledCost }, { rows: amounts.length }),
    ]);
    const sorted = (values: unknown[]) => values.map((value) => plain(String(value))).toSorted();
    expect(sorted(charges.map(({ billed }) => billed))).toEqual(sorted(amounts));
    expect(sorted(charges.map(({ quantity }) => quantity))).toEqual(sorted(amounts));
  });

  it.each([
    ["TIMESTAMP", "TIMESTAMP '2026-03-02 00:00:00'"],
    ["TIMESTAMP with zone", "TIMESTAMPTZ '2026-03-02 05:30:00+05:30'"],
    ["milliseconds", "TIMESTAMP_MS '2026-03-02 00:00:00'"],
    ["nanoseconds", "TIMESTAMP_NS '2026-03-02 00:00:00'"],
    ["DATE", "DATE '2026-03-02'"],
    ["milliseconds since 1970", "CAST(1772409600000 AS BIGINT)"],
    ["seconds since 1970", "CAST(1772409600 AS BIGINT)"],
    ["text", "'2026-03-02 00:00:00'"],
  ])("is read with periods as %s", async (_what, ChargePeriodStart) => {
    const { charges } = await imported([await parquet({ ChargePeriodStart }, { rows: 1 })]);
    expect(charges.map(({ period_start }) => period_start)).toEqual([new Date("2026-03-02T00:00:00Z")]);
  });

  it.each([
    ["a map", "MAP {'team': 'a', ' org': 'b'}", { team: "a", " org": "b" }],
    ["a structure", "{'team': 'a', 'unset': NULL}", { team: "a" }],
    ["a list of keys and values", "[{'key': 'team', 'value': 'a'}]", { team: "a" }],
    ["a JSON object", `'{"team":"a"}'`, { team: "a" }],
    ["nothing", "CAST(NULL AS MAP(VARCHAR, VARCHAR))", null],
    ["an empty text", "''", null],
  ])("is read with tags as %s", async (_what, Tags, tags) => {
    const { charges } = await imported([await parquet({ Tags }, { rows: 1 })]);
    expect(charges.map((charge) => charge.tags)).toEqual([tags]);
  });

  it("keeps what is outside FOCUS, nested or not, and empty text as nothing", async () => {
    const own = {
      x_Discounts: "MAP {'EDP': -1.5}",
      x_Operation: "'Run'",
      x_Count: "CAST(7 AS INTEGER)",
      x_Empty: "''",
      SkuPriceDetails: "{'CoreCount': 4}",
      ListUnitPrice: "CAST(0.125 AS DOUBLE)",
      SubAccountId: "CAST(200000000011 AS BIGINT)",
      ResourceId: "''",
    };
    const { charges } = await imported([await parquet(own, { rows: 1 })]);
    expect(charges).toEqual([
      expect.objectContaining({
        extra: { x_Discounts: '{"EDP":-1.5}', x_Operation: "Run", x_Count: "7" },
        details: '{"CoreCount":4}',
        price: "0.125",
        sub_account: "200000000011",
        resource: null,
      }),
    ]);
  });

  it("keeps columns that are called like those that its reader adds", async () => {
    const own = {
      file_row_number: "'row ' || i",
      FileName: "'f'",
      file_index: "i",
      rowid: "'r'",
      c0: "'c'",
      row_at: "'a'",
    };
    const { charges } = await imported([await parquet({ ...own, BilledCost: "i" }, { rows: 3 })]);
    expect(charges.map(({ extra }) => extra)).toEqual(
      [0, 1, 2].map((i) => ({
        file_row_number: `row ${i}`,
        FileName: "f",
        file_index: `${i}`,
        rowid: "r",
        c0: "c",
        row_at: "a",
      })),
    );
    const [column = "", ...more] = Object.keys(own);
    const named = { ...trialRow, [column]: "5", ...Object.fromEntries(more.map((name) => [name, "x"])) };
    const csv = await imported([await trialFile("named.csv", csvOf([named]))]);
    expect(csv.charges).toMatchObject([{ extra: { file_row_number: "5", FileName: "x", rowid: "x" } }]);
  });

  it("is read in row groups, under any name, and together with csv", async () => {
    const name = "[a]*.parquet";
    const file = await parquet({ BilledCost: "i" }, { rows: 5000, write: ", ROW_GROUP_SIZE 2048", name });
    const csv = await trialFile("more.csv", csvOf([{ BilledCost: "0.5" }]));
    const { outcome } = await imported([csv, file, await trialFile("again.csv", csvOf([{ BilledCost: "0.25" }]))]);
    expect(outcome).toMatchObject({ rows: 5002, slices: [{ billed: { USD: "12497500.75" } }] });
  });

  it("with a bad row is refused with the row, the field and the value", async () => {
    const BilledCost = "CAST(CASE i WHEN 2 THEN 'nan' ELSE i::VARCHAR END AS DOUBLE)";
    expect(await refusal([await parquet({ BilledCost })])).toMatchObject({
      message: "1 row cannot be imported, so nothing was.",
      rejected: [{ file: "bill.parquet", row: 3, field: "BilledCost", value: "nan" }],
    });
    const ChargeCategory = "CASE i WHEN 1 THEN 'Gift' ELSE 'usage' END";
    expect(await refusal([await parquet({ ChargeCategory })])).toMatchObject({ rejected: [{ row: 2, value: "Gift" }] });
  });

  it("that is damaged or no bill is refused in a sentence", async () => {
    const good = await parquet({}, { rows: 3000 });
    const { size } = await stat(good.path);
    const bytes = await readFile(good.path);
    const damaged = async (change: (copy: Buffer) => Buffer) =>
      await refusal([await trialFile("bill.parquet", change(Buffer.from(bytes)))]);
    const isDamaged = { message: expect.stringContaining("bill.parquet: The file is damaged") };
    expect(await damaged((copy) => copy.subarray(0, size >> 1))).toMatchObject({
      message: "bill.parquet: The file is cut off: its Parquet footer is missing. Export or upload it again.",
    });
    expect(await damaged((copy) => copy.fill(0xff, size - 60, size - 20))).toMatchObject(isDamaged);
    expect(await damaged((copy) => copy.fill(0xff, 4, 200))).toMatchObject(isDamaged);
    const other = join(trialFolder(), "other.parquet");
    await duck.run(`COPY (SELECT 1 AS a) TO '${other}' (FORMAT parquet)`);
    expect(await refusal([{ path: other, name: "other.parquet" }])).toMatchObject({
      message: "other.parquet: None of its columns is a FOCUS column.",
    });
    await writeFile(other, "PAR1");
    expect(await refusal([{ path: other, name: "other.parquet" }])).toMatchObject({
      message: expect.stringContaining("cut off"),
    });
  });
});
