import { rm } from "node:fs/promises";
import type { DuckDBConnection } from "@duckdb/node-api";
import type { Rejection } from "../import-outcome";
import { LISTED_REJECTIONS } from "../import-refusal";
import type { Part } from "../intake/file-parts";
import type { FileHeader } from "../intake/header-record";
import { openStaging, rowsIn } from "./database";
import { badRows, diagnosis } from "./diagnosis-sql";
import { dimensions } from "./dimensions";
import { hashOf, kept, partOf } from "./part-sql";
import { soundValues } from "./rules";
import { sumsOfPart, sumsTable } from "./sums-sql";
import { type Extras, textOf } from "./text-sql";

/** The rows of an import on their way: read part by part, checked, typed, and gathered for the ledger. */
export class Staging {
  rows = 0;
  rejectedCount = 0;
  readonly rejected: Rejection[] = [];
  readonly connection: DuckDBConnection;
  readonly #extras: Extras;
  readonly #isSpool: boolean;
  #hasTables = false;

  private constructor(connection: DuckDBConnection, extras: Extras, isSpool: boolean) {
    this.connection = connection;
    this.#extras = extras;
    this.#isSpool = isSpool;
  }

  static async open(directory: string, extras: Extras, isSpool: boolean): Promise<Staging> {
    return new Staging(await openStaging(directory), extras, isSpool);
  }

  /** Adds a part of a file and deletes it; once a row is rejected, the others are only looked at. */
  async add(part: Part, header: FileHeader): Promise<void> {
    for (const { row, value, reason } of part.rejected) {
      this.#reject({ file: part.file, row, field: null, value, reason });
    }
    this.rejectedCount += part.rejectedCount;
    this.rows += part.rows;
    // An import without rows needs its tables all the same.
    if (part.rows > 0 || !this.#hasTables) await this.#read(part, header);
    await rm(part.path);
  }

  async #read(part: Part, header: FileHeader): Promise<void> {
    const source = { path: part.path, header, extras: this.#extras, isSpool: this.#isSpool };
    if (this.rejectedCount === 0) {
      await this.connection.run(partOf(textOf(source, true), this.#extras));
      // Reading on several threads guesses where rows begin; the rows were counted, so a wrong guess shows.
      if ((await this.#count("part")) !== part.rows) {
        await this.connection.run(partOf(textOf(source, false), this.#extras));
      }
      await this.#refuseOtherCount(part, "part");
      if (!(await this.#isSuspicious())) return await this.#gather();
    }
    for (const statement of diagnosis(textOf(source, false))) await this.connection.run(statement);
    await this.#refuseOtherCount(part, "raw");
    await this.#rejectBad(part);
  }

  async #count(table: string, where = "true"): Promise<number> {
    const [[rows = 0n] = []] = await rowsIn(this.connection, `SELECT count(*) FROM ${table} WHERE ${where}`);
    return Number(rows);
  }

  async #refuseOtherCount({ file, firstRow, rows }: Part, table: string): Promise<void> {
    const read = await this.#count(table);
    if (read !== rows) throw new Error(`${file}: read ${read} of ${rows} rows from row ${firstRow} on.`);
  }

  async #isSuspicious(): Promise<boolean> {
    if ((await this.#count("part", "bad")) > 0) return true;
    for (const [values, isSound] of soundValues) {
      if ((await this.#count(values, `NOT coalesce(${isSound}, false)`)) > 0) return true;
    }
    return false;
  }

  async #rejectBad(part: Part): Promise<void> {
    const count = await this.#count("verdict", "bad");
    if (count === 0 && this.rejectedCount === 0) throw new Error(`${part.file}: a suspicious row has no fault.`);
    this.rejectedCount += count;
    const room = LISTED_REJECTIONS - this.rejected.length;
    if (room <= 0 || count === 0) return;
    for (const [index, field, value, reason] of await rowsIn(this.connection, badRows(room))) {
      this.#reject({
        file: part.file,
        row: rowAt(part, Number(index)),
        field: String(field),
        value: value === null || value === undefined ? null : String(value),
        reason: String(reason),
      });
    }
  }

  #reject(rejection: Rejection): void {
    if (this.rejected.length < LISTED_REJECTIONS) this.rejected.push(rejection);
  }

  async #gather(): Promise<void> {
    if (!this.#hasTables) await this.#createTables();
    await this.connection.run(`INSERT INTO stage SELECT ${kept} FROM part`);
    for (const { name, from } of dimensions) {
      const fields = from.map((_source, index) => `f${index}`);
      const distinct = from.map((source, index) => `${source} AS f${index}`).join(", ");
      await this.connection.run(
        `INSERT INTO d_${name} SELECT ${hashOf(fields)}, * FROM (SELECT DISTINCT ${distinct} FROM part)`,
      );
    }
    await this.connection.run(`INSERT INTO d_slice SELECT DISTINCT h_slice, "BillingAccountId",
      t_BillingPeriodStart, t_BillingPeriodEnd FROM part`);
    await this.connection.run(sumsOfPart);
  }

  async #createTables(): Promise<void> {
    this.#hasTables = true;
    await this.connection.run(`CREATE TEMP TABLE stage AS SELECT ${kept} FROM part LIMIT 0`);
    for (const { name, from } of dimensions) {
      const fields = from.map((_source, index) => `f${index} VARCHAR`).join(", ");
      await this.connection.run(`CREATE TEMP TABLE d_${name} (h UBIGINT, ${fields})`);
    }
    await this.connection.run("CREATE TEMP TABLE d_slice (h UBIGINT, f0 VARCHAR, f1 TIMESTAMPTZ, f2 TIMESTAMPTZ)");
    await this.connection.run(sumsTable);
  }

  /** What a reader of the totals should know about the rows; call it after `number`. */
  async notes(): Promise<string[]> {
    const [[count = 0n] = []] = await rowsIn(this.connection, UNREADABLE_TAGS);
    if (count === 0n) return [];
    const rows = count === 1n ? "1 row has" : `${count} rows have`;
    return [`${rows} tags that are not a JSON object: they are kept as text and count as untagged.`];
  }

  close(): void {
    this.connection.closeSync();
  }

  /** Numbers the distinct rows of every dimension and the slices; call it once, when all parts are in. */
  async number(): Promise<void> {
    for (const name of ["slice", ...dimensions.map((dimension) => dimension.name)]) {
      await this.connection.run(`CREATE TEMP TABLE k_${name} AS
        SELECT CAST(row_number() OVER (ORDER BY h) - 1 AS INTEGER) AS n, * FROM (SELECT DISTINCT * FROM d_${name})`);
      const [[same = false] = []] = await rowsIn(this.connection, `SELECT count(*) = count(DISTINCT h) FROM k_${name}`);
      // One chance in a hundred million for a million rows; then two resources would be taken for one.
      if (!same) throw new Error(`Two different rows of ${name} have the same hash.`);
      await this.connection.run(`DROP TABLE d_${name}`);
    }
  }
}

/** Tags that are no JSON object; arrays of pairs are read as one. */
const UNREADABLE_TAGS = `SELECT count(*) FROM stage JOIN k_tag_set ON h = h_tag_set
  WHERE f1 IS NOT NULL AND CASE WHEN json_valid(f1) THEN json_type(f1) NOT IN ('OBJECT', 'ARRAY') ELSE true END`;

/** The row of the file that the n-th row of the part is, counting those that were left out. */
function rowAt({ firstRow, skipped }: Part, index: number): number {
  let row = firstRow + index;
  for (const left of skipped) if (left.row <= row) row += left.rows;
  return row;
}
