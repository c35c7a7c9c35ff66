import { costColumns, numberColumns, timeColumns } from "../../focus/columns";
import type { Header } from "../../focus/header";
import { literal } from "./database";
import { kindOf } from "./number-kinds";
import { absentNumbers, chosenColumns, type Extras, type Rows } from "./text-sql";

/** Some rows of a Parquet file; `types` are DuckDB's for the columns of its header. */
export type ParquetRows = {
  format: "parquet";
  path: string;
  header: Header;
  types: string[];
  from: number;
  to: number;
  isWhole: boolean;
};

const numbers = new Set<string>([...costColumns, ...numberColumns]);
const times = new Set<string>(timeColumns);

/** Columns that decide something row by row; the words for nothing are read as such among the distinct values of others. */
const decisive = new Set(["BillingAccountId", "CommitmentDiscountId", "ProviderName", "spooled", "measured"]);

/** The rows with numbers and instants as the file has them: nothing goes through text that need not. */
export function parquetRows(rows: ParquetRows, extras: Extras): Rows {
  const read: Omit<Rows, "sql"> = { kinds: absentNumbers(rows.header), instants: new Set() };
  const pick = (index: number, name: string): string => {
    const type = rows.types[index] ?? "VARCHAR";
    if (index < 0) return "NULL::VARCHAR";
    return native(read, name, `c${index}`, type) ?? textOf(name, asText(`c${index}`, type));
  };
  return { ...read, sql: from(rows, chosenColumns(rows.header, extras, pick)) };
}

/** A number or an instant that needs no text, and a note of what it is; null where there is none. */
function native({ kinds, instants }: Omit<Rows, "sql">, name: string, column: string, type: string): string | null {
  const kind = numbers.has(name) ? kindOf(type) : null;
  if (kind) {
    kinds[name] = kind;
    return column;
  }
  const instant = times.has(name) ? instantOf(column, type) : null;
  if (instant) instants.add(name);
  return instant;
}

function textOf(name: string, text: string): string {
  const isDecisive = decisive.has(name) || numbers.has(name) || times.has(name) || /^e\d+$/.test(name);
  return isDecisive ? cleaned(text) : text;
}

/** The same rows as text, for the diagnosis. */
export function parquetText(rows: ParquetRows, extras: Extras): string {
  const pick = (index: number, name: string): string => {
    if (index < 0) return "NULL::VARCHAR";
    const type = rows.types[index] ?? "VARCHAR";
    const text = cleaned(asText(`c${index}`, type));
    const instant = times.has(name) ? instantOf(`c${index}`, type) : null;
    return instant ? `coalesce(CAST(${instant} AS VARCHAR), ${text})` : text;
  };
  return from(rows, chosenColumns(rows.header, extras, pick));
}

/** DuckDB's own `file_row_number` needs no option, which it refuses where a file has a column of that name. */
function from({ path, types, from: first, to, isWhole }: ParquetRows, chosen: string): string {
  const columns = types.map((_type, index) => `c${index}`).join(", ");
  const scan = `read_parquet(${literal(path)}, binary_as_string = true)`;
  const where = isWhole ? "" : ` WHERE file_row_number >= ${first} AND file_row_number < ${to}`;
  return `(SELECT ${chosen}, file_row_number - ${first} AS row_at FROM ${scan} AS file(${columns})${where})`;
}

/** The words for nothing become null, as in csv; Postgres has no text for NUL. */
export function cleaned(text: string): string {
  return `CASE WHEN ${text} NOT IN ('', 'NULL', 'null') THEN replace(${text}, chr(0), chr(65533)) END`;
}

/** Maps, structures and lists as JSON; a structure's empty fields are keys that the charge does not have. */
function asText(column: string, type: string): string {
  if (type === "VARCHAR") return column;
  if (type.startsWith("STRUCT(") && !type.endsWith("]")) {
    return `CAST(json_merge_patch('{}', to_json(${column})) AS VARCHAR)`;
  }
  return /^MAP\(|\]$/.test(type) ? `CAST(to_json(${column}) AS VARCHAR)` : `CAST(${column} AS VARCHAR)`;
}

// Casts to TIMESTAMPTZ go through a calendar and take twenty times as long.
function instantOf(column: string, type: string): string | null {
  if (type === "TIMESTAMP WITH TIME ZONE") return column;
  if (/^(TIMESTAMP(_S|_MS|_NS)?|DATE)$/.test(type)) return `make_timestamptz(epoch_us(${column}))`;
  if (!/^U?BIGINT$/.test(type)) return null;
  // Since 1970: in seconds, milli-, micro- or nanoseconds, whose ranges for the years that bills have do not overlap.
  const number = `CAST(${column} AS BIGINT)`;
  return `CASE WHEN ${column} BETWEEN 900000000 AND 8000000000 THEN make_timestamptz(${number} * 1000000)
    WHEN ${column} BETWEEN 900000000000 AND 8000000000000 THEN make_timestamptz(${number} * 1000)
    WHEN ${column} BETWEEN 900000000000000 AND 8000000000000000 THEN make_timestamptz(${number})
    WHEN ${column} BETWEEN 900000000000000000 AND 8000000000000000000 THEN make_timestamptz(${number} // 1000) END`;
}
