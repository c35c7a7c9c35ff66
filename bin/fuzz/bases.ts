import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DuckDBInstance } from "@duckdb/node-api";
import type { Table } from "./mutate-table";

const columns = [
  "BillingAccountId",
  "BillingCurrency",
  "BillingPeriodStart",
  "BillingPeriodEnd",
  "ChargePeriodStart",
  "ChargePeriodEnd",
  "ChargeCategory",
  "ProviderName",
  "ServiceName",
  "BilledCost",
  "EffectiveCost",
  "ListCost",
  "ResourceId",
  "Tags",
  "x_Note",
];

/** A small sound bill: every mutant begins as one of its kind. */
export const baseTable: Table = { names: columns, rows: Array.from({ length: 12 }, (_, index) => row(index)) };

function row(index: number): (string | null)[] {
  const day = String(1 + index).padStart(2, "0");
  const next = String(2 + index).padStart(2, "0");
  return [
    index % 3 ? "100" : "200",
    index % 5 ? "USD" : "EUR",
    "2026-03-01T00:00:00Z",
    "2026-04-01T00:00:00Z",
    `2026-03-${day}T00:00:00Z`,
    `2026-03-${next}T00:00:00Z`,
    index % 4 ? "Usage" : "Tax",
    "AWS",
    index % 2 ? "Amazon EC2" : 'Storage, "cold"',
    `${index}.0${index}`,
    index % 3 ? `${index}.01` : "6.123E-7",
    index % 2 ? "10" : null,
    `i-${index}`,
    index % 2 ? '{"team":"a"}' : null,
    index % 4 ? null : "line\nend",
  ];
}

const types: Record<string, string>[] = [
  {},
  { BilledCost: "DOUBLE", EffectiveCost: "DOUBLE", ListCost: "DECIMAL(38, 9)" },
  {
    BilledCost: "DECIMAL(18, 6)",
    EffectiveCost: "DECIMAL(38, 20)",
    PricingQuantity: "FLOAT",
    BillingAccountId: "BIGINT",
  },
  {
    ChargePeriodStart: "TIMESTAMP",
    ChargePeriodEnd: "TIMESTAMP_MS",
    BillingPeriodStart: "DATE",
    BillingPeriodEnd: "DATE",
  },
];
const codecs = ["uncompressed", "snappy", "gzip", "zstd"];

/** The same bill as Parquet files of several kinds. */
export async function parquetBases(): Promise<Buffer[]> {
  const folder = await mkdtemp(join(tmpdir(), "outlay-fuzz-bases-"));
  const connection = await (await DuckDBInstance.create(":memory:", { threads: "1" })).connect();
  try {
    await connection.run("SET TimeZone = 'UTC'");
    const literal = (text: string | null) => (text === null ? "NULL" : `'${text.replaceAll("'", "''")}'`);
    const rows = baseTable.rows.map((cells) => `(${cells.map(literal).join(", ")})`).join(", ");
    await connection.run(`CREATE TABLE bill AS FROM (VALUES ${rows}) AS bill("${columns.join('", "')}")`);
    const bases: Buffer[] = [];
    for (const [kind, cast] of types.entries()) {
      const chosen = columns.map((name) => `CAST("${name}" AS ${cast[name] ?? "VARCHAR"}) AS "${name}"`);
      const path = join(folder, `${kind}.parquet`);
      const options = `FORMAT parquet, COMPRESSION ${codecs[kind]}, ROW_GROUP_SIZE ${kind % 2 ? 2048 : 5}`;
      await connection.run(`COPY (SELECT ${chosen.join(", ")} FROM bill) TO '${path}' (${options})`);
      bases.push(await readFile(path));
    }
    return bases;
  } finally {
    connection.closeSync();
    await rm(folder, { recursive: true, force: true });
  }
}
