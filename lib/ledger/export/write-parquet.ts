import type { DuckDBConnection } from "@duckdb/node-api";
import { type Metric, metrics } from "../../focus/charge";
import { costColumns, numberColumns, timeColumns } from "../../focus/columns";
import { Money, plain } from "../../focus/money";
import { MOST_RECORD_BYTES } from "../intake/file-parts";
import { literal, openStaging, rowsIn } from "../staging/database";
import type { Control } from "./control";
import { controlColumns } from "./focus-order";
import type { ParquetJob } from "./parquet-job";

const numbers: ReadonlySet<string> = new Set([...costColumns, ...numberColumns]);
const times: ReadonlySet<string> = new Set(timeColumns);

/** The digits that a parquet decimal has at most. */
const MOST_DIGITS = 38;
const ROWS_A_GROUP = 60_000;

/** Turns a csv of ours into zstd parquet, every value as it is, and gives the sums as they stand in the parquet. */
export async function writeParquet({ csv, columns, parquet, directory }: ParquetJob): Promise<Control> {
  const connection = await openStaging(directory, []);
  try {
    const text = textOf(csv, columns);
    const types = await typesOf(connection, text, columns);
    const typed = columns.map((name) => `CAST(${quoted(name)} AS ${types.get(name) ?? "VARCHAR"}) AS ${quoted(name)}`);
    await connection.run(`COPY (SELECT ${typed.join(", ")} FROM ${text}) TO ${literal(parquet)}
      (FORMAT parquet, COMPRESSION zstd, ROW_GROUP_SIZE ${ROWS_A_GROUP})`);
    return await controlOf(connection, `read_parquet(${literal(parquet)})`);
  } finally {
    connection.closeSync();
  }
}

/** Our own csv: an empty field alone is a null, an empty text stands in quotes. */
function textOf(csv: string, columns: string[]): string {
  const types = columns.map((name) => `${literal(name)}: 'VARCHAR'`).join(", ");
  return `read_csv(${literal(csv)}, auto_detect = false, header = true, columns = {${types}}, delim = ',', quote = '"',
    escape = '"', nullstr = '', allow_quoted_nulls = false, max_line_size = ${2 * MOST_RECORD_BYTES},
    strict_mode = false, parallel = false)`;
}

/** Decimals as wide as their values need; values that no decimal holds stay text, because a float would change them. */
async function typesOf(connection: DuckDBConnection, text: string, columns: string[]): Promise<Map<string, string>> {
  const types = new Map(columns.filter((name) => times.has(name)).map((name) => [name, "TIMESTAMPTZ"]));
  const measured = columns.filter((name) => numbers.has(name));
  if (measured.length === 0) return types;
  const lengths = measured.flatMap((name) => [
    `max(length(regexp_extract(${quoted(name)}, '^-?([0-9]+)', 1)))`,
    `max(length(regexp_extract(${quoted(name)}, '[.]([0-9]+)$', 1)))`,
  ]);
  const [found = []] = await rowsIn(connection, `SELECT ${lengths.join(", ")} FROM ${text}`);
  for (const [index, name] of measured.entries()) {
    const [whole, decimals] = [Number(found[2 * index] ?? 1), Number(found[2 * index + 1] ?? 0)];
    const fits = whole + decimals <= MOST_DIGITS;
    types.set(name, fits ? `DECIMAL(${Math.max(18, whole + decimals)}, ${decimals})` : "VARCHAR");
  }
  return types;
}

/** Sums of whole and decimal digits apart, as text, so that no width overflows. */
async function controlOf(connection: DuckDBConnection, file: string): Promise<Control> {
  const [billed, effective, list, contracted, currency] = controlColumns;
  const groups = [billed, effective, list, contracted].map((name) => `CAST(${quoted(name)} AS VARCHAR) AS ${name}`);
  const sums = [billed, effective, list, contracted].flatMap((name) => {
    const digits = `lpad(split_part(ltrim(${name}, '-'), '.', 1), 57, '0')`;
    const decimals = `rpad(split_part(${name}, '.', 2), 60, '0')`;
    const sign = `CASE WHEN starts_with(${name}, '-') THEN -1 ELSE 1 END`;
    const chunk = (text: string, from: number) =>
      `CAST(sum(${sign} * CAST(substr(${text}, ${from}, 15) AS BIGINT)) AS VARCHAR)`;
    return [
      ...[13, 28, 43].map((from) => chunk(digits, from)),
      ...[1, 16, 31, 46].map((from) => chunk(decimals, from)),
      `count(${name})`,
    ];
  });
  const rows = await rowsIn(
    connection,
    `SELECT ${currency}, count(*), ${sums.join(", ")} FROM (SELECT ${currency}, ${groups.join(", ")} FROM ${file}) GROUP BY ALL`,
  );
  const control: Control = { rows: 0, amounts: {} };
  for (const [name, count, ...cells] of rows) {
    control.rows += Number(count);
    control.amounts[String(name)] = Object.fromEntries(
      metrics.flatMap((metric, index) => amountIn(metric, cells.slice(8 * index, 8 * index + 8))),
    );
  }
  return control;
}

const exponents = [30, 15, 0, -15, -30, -45, -60];

function amountIn(metric: Metric, cells: unknown[]): [Metric, string][] {
  if (Number(cells.at(-1)) === 0) return [];
  const sum = exponents.reduce(
    (total, exponent, index) => total.plus(new Money(String(cells[index])).times(`1e${exponent}`)),
    new Money(0),
  );
  return [[metric, plain(sum)]];
}

function quoted(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}
