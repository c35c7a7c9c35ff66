import { existsSync } from "node:fs";
import { mkdir, rename } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type DuckDBConnection, DuckDBInstance } from "@duckdb/node-api";
import { asText, chargesOf, MONTHS, placesFor } from "./bill-sql";

/** A bill of a year on the disk, one file a month, in every form that is measured. */
export type Bill = { rows: number; parquet: string[]; csv: string[]; gzip: string[]; restated: string };

/** Raise it when the made bill changes; older files are then made anew. */
const EDITION = 1;
const RESTATED_MONTH = MONTHS.at(-2) ?? "";
const RESTATED_PERCENT = 103;

/** DuckDB as the comparison runs it: two threads, no limit worth speaking of. */
export async function duckdb(): Promise<DuckDBConnection> {
  const instance = await DuckDBInstance.create(":memory:", { memory_limit: "4GB" });
  const connection = await instance.connect();
  await connection.run("SET TimeZone = 'UTC'");
  return connection;
}

/** Makes the files, or finds those of an earlier run. */
export async function madeBill(rows: number, say: (text: string) => void): Promise<Bill> {
  const folder = join(tmpdir(), "outlay-bench", `bill-${EDITION}-${rows}`);
  await mkdir(folder, { recursive: true });
  const connection = await duckdb();
  const places = placesFor(rows);
  const bill: Bill = { rows: 0, parquet: [], csv: [], gzip: [], restated: "" };
  for (const month of MONTHS) {
    const base = join(folder, month.slice(0, 7));
    if (!existsSync(`${base}.csv.gz`)) say(`Making ${month.slice(0, 7)}`);
    const parquet = await made(
      connection,
      `${base}.parquet`,
      chargesOf(month, places),
      "FORMAT parquet, COMPRESSION zstd",
    );
    bill.parquet.push(parquet);
    bill.csv.push(await made(connection, `${base}.csv`, asText(parquet), "FORMAT csv, HEADER"));
    bill.gzip.push(await made(connection, `${base}.csv.gz`, asText(parquet), "FORMAT csv, HEADER, COMPRESSION gzip"));
  }
  const restated = chargesOf(RESTATED_MONTH, places, RESTATED_PERCENT);
  const parquet = await made(
    connection,
    join(folder, "restated.parquet"),
    restated,
    "FORMAT parquet, COMPRESSION zstd",
  );
  bill.restated = await made(
    connection,
    join(folder, "restated.csv.gz"),
    asText(parquet),
    "FORMAT csv, HEADER, COMPRESSION gzip",
  );
  const counted = await connection.runAndReadAll(`SELECT count(*) FROM read_parquet(['${bill.parquet.join("', '")}'])`);
  bill.rows = Number(counted.getRows()[0]?.[0]);
  connection.closeSync();
  return bill;
}

/** A file that was made whole has its name; a run that was stopped leaves none that looks so. */
async function made(connection: DuckDBConnection, path: string, query: string, form: string): Promise<string> {
  if (existsSync(path)) return path;
  await connection.run(`COPY (${query}) TO '${path}.new' (${form})`);
  await rename(`${path}.new`, path);
  return path;
}
