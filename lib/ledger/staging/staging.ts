import { rm } from "node:fs/promises";
import type { DuckDBConnection, DuckDBInstance } from "@duckdb/node-api";
import type { Rejection } from "../import-outcome";
import { LISTED_REJECTIONS } from "../import-refusal";
import type { CsvRows, Part } from "../intake/file-parts";
import type { FileHeader } from "../intake/header-record";
import { refusing } from "../intake/parquet-file";
import { appendCoded, appendNumbers } from "./append-coded";
import { daysOfSpans } from "./charges-sql";
import type { ReadPart } from "./coded-parts";
import { type CodedKinds, CodedSql, codedKinds, codedNumbers, hasSoundNumbers } from "./coded-sql";
import { compress, connectTo, rowsIn } from "./database";
import { badRows, diagnosis } from "./diagnosis-sql";
import { isDistinct, knownTables, references } from "./known-sql";
import type { NumberKinds } from "./number-kinds";
import { type ParquetRows, parquetRows, parquetText } from "./parquet-sql";
import { refuseOtherCount, rowAt, unfounded } from "./part-rows";
import { chargesTable, doubtsOf, partSql, rareColumn, rareOf, stageView } from "./part-sql";
import { type Coded, FRESH_WORDS, type Places } from "./record-coder";
import { soundValues } from "./rules";
import { sumsOfPart, sumsTable } from "./sums-sql";
import { absentNumbers, type Extras, type Rows, textRows } from "./text-sql";
import { type Place, type Twins, twinFiles } from "./twin-files";

/** As many rows of a Parquet file as are turned into text at once to find what is wrong with them. */
const DIAGNOSED_ROWS = 50_000;
/** A charge takes a third of its memory once it is compressed. */
const COMPRESSED_ROWS = 250_000;
type Reading = { extras: Extras; isSpool: boolean };

/** The rows of an import on their way: read part by part, checked, typed, and gathered for the ledger. */
export class Staging {
  rows = 0;
  rejectedCount = 0;
  readonly rejected: Rejection[] = [];
  readonly connection: DuckDBConnection;
  readonly #instance: DuckDBInstance;
  readonly #extras: Extras;
  readonly #isSpool: boolean;
  readonly #coded: CodedSql;
  #hasTables = false;
  /** Which part begins at which row of the stage. */
  readonly #places: Place[] = [];
  #staged = 0;
  readonly #rare = new Set<string>();

  constructor(connection: DuckDBConnection, instance: DuckDBInstance, { extras, isSpool }: Reading) {
    this.connection = connection;
    this.#instance = instance;
    this.#extras = extras;
    this.#isSpool = isSpool;
    this.#coded = new CodedSql(extras);
  }

  /** Where a csv file has what is coded, and for how many groups. */
  places(header: FileHeader): Places {
    return this.#coded.places(header);
  }

  /** Adds a part of a file and deletes it; once a row is rejected, the others are only looked at. */
  async add(read: ReadPart): Promise<void> {
    const { part } = read;
    for (const { row, value, reason } of part.rejected) {
      this.#reject({ file: part.file, row, field: null, value, reason });
    }
    this.rejectedCount += part.rejectedCount;
    this.rows += part.rows;
    const { content } = part;
    if (!this.#hasTables) await this.#createTables();
    if (part.rows === 0) return;
    if (content.format === "csv") await this.#readCsv(read, content);
    else await refusing(part.file, async () => await this.#readParquet(part, content));
  }

  /** DuckDB sees the numbers of every row, but what describes charges only where it is met for the first time. */
  async #readCsv({ part, coded, write, release }: ReadPart, content: CsvRows): Promise<void> {
    if (coded && this.rejectedCount === 0) {
      const isSound = hasSoundNumbers(coded) && (await this.#readRecords(part, content, coded));
      if (isSound) return await this.#stageCoded(part, coded, { kinds: codedKinds(content.header, coded), release });
    }
    await write();
    const { sql, kinds } = this.#textOf(content);
    await this.#diagnose(part, sql, { sql, kinds, instants: new Set() });
    await rm(content.path);
  }

  async #stageCoded(part: Part, coded: Coded, { kinds, release }: { kinds: CodedKinds; release: () => void }) {
    await appendCoded(this.connection, { groups: this.#coded.names, numbers: codedNumbers }, coded);
    // Before DuckDB works on what it has now.
    release();
    await this.#gather(part, kinds, {
      stage: this.#coded.stage(kinds, this.#staged),
      sums: sumsOfPart(this.#coded.summed(kinds), kinds),
    });
  }

  #textOf({ path, header }: CsvRows): Rows {
    return textRows({ path, header, extras: this.#extras, isSpool: this.#isSpool });
  }

  /** The records that have something new; false where one of them is not sound. */
  async #readRecords(part: Part, content: CsvRows, { records, fresh }: Coded): Promise<boolean> {
    if (records === 0) return true;
    await this.connection.run(this.#coded.records(this.#textOf(content).sql));
    await rm(content.path);
    await this.#refuseOtherCount({ ...part, rows: records }, "record");
    const [[bad = 0n] = []] = await rowsIn(this.connection, this.#coded.badRecords(absentNumbers(content.header)));
    if (Number(bad) > 0) return false;
    const column = (word: number) =>
      Int32Array.from({ length: fresh.length / FRESH_WORDS }, (_, row) => fresh[row * FRESH_WORDS + word] ?? 0);
    await appendNumbers(this.connection, "fresh", { g: column(0), id: column(1), record: column(2) });
    await this.#runAll(this.#coded.keep(fresh));
    return true;
  }

  /** The file is read several times, a few columns each: its rows are never wide in memory. */
  async #readParquet(part: Part, content: ParquetRows): Promise<void> {
    const rows = parquetRows(content, this.#extras);
    if (this.rejectedCount === 0) {
      await this.connection.run(`CREATE OR REPLACE TEMP VIEW source AS SELECT * FROM ${rows.sql}`);
      const sound = await this.#soundKinds(part, { ...rows, sql: "source" });
      if (sound) {
        const read = partSql({ ...rows, sql: "source", kinds: sound }, this.#extras);
        await this.#runAll(read.known);
        const stage = read.stage(this.#staged);
        return await this.#gather(part, sound, { stage, sums: sumsOfPart(read.summed, sound) });
      }
    }
    const before = this.rejectedCount;
    for (let from = content.from; from < content.to; from += DIAGNOSED_ROWS) {
      const to = Math.min(from + DIAGNOSED_ROWS, content.to);
      const piece = { ...part, rows: to - from, firstRow: from + 1 };
      const text = parquetText({ ...content, from, to, isWhole: false }, this.#extras);
      await this.#diagnose(piece, text, rows);
    }
    if (before === 0 && this.rejectedCount === 0) throw unfounded(part);
  }

  async #diagnose(part: Part, text: string, rows: Rows): Promise<void> {
    await this.#runAll(diagnosis(text, rows));
    await this.#refuseOtherCount(part, "raw");
    await this.#rejectBad(part);
  }

  async #count(table: string, where = "true"): Promise<number> {
    const [[rows = 0n] = []] = await rowsIn(this.connection, `SELECT count(*) FROM ${table} WHERE ${where}`);
    return Number(rows);
  }

  async #refuseOtherCount(part: Part, table: string): Promise<void> {
    refuseOtherCount(part, await this.#count(table));
  }

  /** What numbers the rows have after all, or null where some row may be unsound. */
  async #soundKinds(part: Part, rows: Rows): Promise<NumberKinds | null> {
    const { sql, columns } = doubtsOf(rows);
    const [[count = 0n, doubtful = 0n, ...written] = []] = await rowsIn(this.connection, sql);
    refuseOtherCount(part, Number(count));
    if (Number(doubtful) > 0) return null;
    await this.connection.run(partSql(rows, this.#extras).tuples);
    for (const [values, isSound] of soundValues("tuple", rows.kinds)) {
      if ((await this.#count(values, `NOT coalesce(${isSound}, false)`)) > 0) return null;
    }
    const simple = columns.filter((_column, index) => Number(written[index]) === 0);
    return { ...rows.kinds, ...Object.fromEntries(simple.map((column) => [column, "small" as const])) };
  }

  async #rejectBad(part: Part): Promise<void> {
    const count = await this.#count("verdict", "bad");
    if (count === 0 && this.rejectedCount === 0 && part.content.format === "csv") throw unfounded(part);
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

  async #gather(part: Part, kinds: NumberKinds, { stage, sums }: { stage: string; sums: string }): Promise<void> {
    const added = rareOf(kinds).filter((column) => !this.#rare.has(column));
    await this.#runAll(added.map(rareColumn));
    for (const column of added) this.#rare.add(column);
    if (added.length > 0) await this.connection.run(stageView(this.#rare));
    const { rowsChanged } = await this.connection.run(stage);
    refuseOtherCount(part, rowsChanged);
    const { content: _content, ...place } = part;
    this.#places.push({ from: this.#staged, part: place });
    this.#staged += part.rows;
    await this.connection.run(sums);
    if (this.#staged % COMPRESSED_ROWS < part.rows) await this.connection.run(compress);
  }

  async #createTables(): Promise<void> {
    this.#hasTables = true;
    await this.#runAll([chargesTable, stageView(this.#rare), ...knownTables, ...this.#coded.tables, sumsTable]);
  }

  async #runAll(statements: string[]): Promise<void> {
    for (const statement of statements) await this.connection.run(statement);
  }

  /** The file and the row that a staged charge was read from. */
  placeOf(staged: number): { file: string; row: number } {
    const place = this.#places.findLast(({ from }) => from <= staged);
    if (!place) throw new Error(`Row ${staged} was not staged.`);
    return { file: place.part.file, row: rowAt(place.part, staged - place.from) };
  }

  /** A file that came twice under two names, once all are read. */
  async twins(): Promise<Twins | null> {
    return await twinFiles(this.connection, this.#places);
  }

  /** Another connection to what is staged; who asks for it closes it. */
  async connect(): Promise<DuckDBConnection> {
    return await connectTo(this.#instance);
  }

  close(): void {
    this.connection.closeSync();
  }

  /** Makes sure that what charges refer to by number is what they referred to; call it once, when all parts are in. */
  async settle(): Promise<void> {
    for (const { name } of references) {
      const [[isSound = false] = []] = await rowsIn(this.connection, isDistinct(name));
      if (!isSound) throw new Error(`Two different rows of ${name} have the same hash.`);
    }
    await this.connection.run("DELETE FROM k_charge_kind WHERE n NOT IN (SELECT DISTINCT n_charge_kind FROM stage)");
    await this.connection.run(daysOfSpans);
  }
}
