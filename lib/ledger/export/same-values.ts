import { readFile } from "node:fs/promises";
import { gunzipSync } from "node:zlib";
import { DuckDBInstance } from "@duckdb/node-api";
import { costColumns, numberColumns, timeColumns } from "../../focus/columns";
import { readHeader } from "../../focus/header";
import { plain } from "../../focus/money";

const numbers: ReadonlySet<string> = new Set([...costColumns, ...numberColumns]);
const times: ReadonlySet<string> = new Set(timeColumns);
type Cell = string | null;

/**
 * For tests: the rows of a FOCUS file as values, read by a way of its own. Two files hold the same when these are
 * equal: the spelling of numbers, instants and JSON does not count, nor the order of rows and columns.
 */
export async function valuesIn(path: string): Promise<string[]> {
  const [written = [], ...rows] = path.endsWith(".parquet") ? await parquetRows(path) : await csvRows(path);
  const header = readHeader(written.map(String));
  const columns = header.columns.map((column, index) => column ?? header.names[index] ?? "");
  return rows.map((row) => recordOf(columns, row)).toSorted();
}

async function parquetRows(path: string): Promise<Cell[][]> {
  const connection = await (await DuckDBInstance.create(":memory:")).connect();
  try {
    await connection.run("SET TimeZone = 'UTC'");
    const read = await connection.run(`SELECT COLUMNS(*)::VARCHAR FROM read_parquet('${path.replaceAll("'", "''")}')`);
    const rows = await read.getRows();
    return [read.columnNames(), ...rows.map((row) => row.map((cell) => (cell === null ? null : String(cell))))];
  } finally {
    connection.closeSync();
  }
}

async function csvRows(path: string): Promise<Cell[][]> {
  const bytes = await readFile(path);
  const text = (path.endsWith(".gz") ? gunzipSync(bytes) : bytes).toString().replace(/^\uFEFF/, "");
  const rows: Cell[][] = [];
  let row: Cell[] = [];
  for (const [found, quoted, bare, end] of text.matchAll(/(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r?\n|$)/g)) {
    if (found === "" && row.length === 0) break;
    row.push(quoted === undefined ? (bare ?? null) || null : quoted.replaceAll('""', '"'));
    if (end === ",") continue;
    rows.push(row);
    row = [];
  }
  return rows;
}

function recordOf(columns: string[], row: (string | null)[]): string {
  const values = new Map<string, string>();
  for (const [index, column] of columns.entries()) {
    const value = normal(column, row[index] ?? null);
    if (value !== null) values.set(column, value);
  }
  // FOCUS 1.4 has no ProviderName, which 1.2 demands.
  const provider = values.get("ProviderName") ?? values.get("ServiceProviderName");
  if (provider !== undefined) values.set("ProviderName", provider);
  return JSON.stringify([...values].toSorted(([one], [other]) => (one < other ? -1 : 1)));
}

function normal(column: string, text: string | null): string | null {
  if (text === null || text === "" || /^null$/i.test(text)) return null;
  if (numbers.has(column)) return plain(text.trim());
  if (times.has(column)) return new Date(/[zZ]|[+]\d\d/.test(text) ? text : `${text}Z`).toISOString();
  if (column === "BillingCurrency") return text.trim().toUpperCase();
  return column === "Tags" ? tagsIn(text) : text;
}

function tagsIn(text: string): string {
  try {
    const read: unknown = JSON.parse(text);
    const pairs = Array.isArray(read) ? read.map(({ key, value }) => [key, value]) : Object.entries(read as object);
    return JSON.stringify(pairs.toSorted());
  } catch {
    return text;
  }
}
