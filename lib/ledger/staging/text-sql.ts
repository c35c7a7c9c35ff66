import { costColumns, type FocusColumn, focusColumns, numberColumns } from "../../focus/columns";
import type { Header } from "../../focus/header";
import { MOST_RECORD_BYTES } from "../intake/file-parts";
import type { FileHeader } from "../intake/header-record";
import { literal } from "./database";
import type { NumberKinds } from "./number-kinds";

/** The names of the columns outside FOCUS in all files of an import; each becomes e0, e1 and so on. */
export type Extras = string[];

/** Columns outside FOCUS that decide what a charge is; always there, so that the SQL is one. */
const hints = ["ChargeSubcategory", "x_OutlayChargeKind"];

/** Written by ourselves: the extra columns of a connector's row as one JSON object, and whether it knows tags. */
export const SPOOLED_EXTRA = "outlay_extra";
export const SPOOLED_MEASURED = "outlay_measured";

/** Rows as SQL: every FOCUS column by its name, those outside FOCUS as e0, e1 and so on. */
export type Rows = {
  sql: string;
  kinds: NumberKinds;
  /** Time columns that are instants already; the others are text. */
  instants: Set<string>;
};

export type TextSource = {
  path: string;
  header: FileHeader;
  extras: Extras;
  /** Our own spool writes every value in quotes, so that an empty field alone is a null. */
  isSpool: boolean;
};

/** The rows of a part of a csv file, all as text and in their order. */
export function textRows({ path, header, extras, isSpool }: TextSource): Rows {
  const columns = header.names.map((_name, index) => `'c${index}': 'VARCHAR'`).join(", ");
  const chosen = chosenColumns(header, extras, (index) => (index < 0 ? "NULL::VARCHAR" : `c${index}`));
  const nulls = isSpool ? "nullstr = '', allow_quoted_nulls = false" : "nullstr = ['', 'NULL', 'null']";
  const sql = `(SELECT ${chosen} FROM read_csv(${literal(path)},
    auto_detect = false, header = false, columns = {${columns}}, delim = ${literal(header.delimiter)}, quote = '"',
    escape = '"', ${nulls}, max_line_size = ${2 * MOST_RECORD_BYTES}, strict_mode = false, parallel = false))`;
  return { sql, kinds: absentNumbers(header), instants: new Set() };
}

/** Columns of numbers that the file does not have at all. */
export function absentNumbers({ columns }: Header): NumberKinds {
  const present = new Set(columns);
  return Object.fromEntries(numbers.filter((column) => !present.has(column)).map((column) => [column, "absent"]));
}

const numbers: FocusColumn[] = [...costColumns, ...numberColumns];

/** The select list; `pick` reads the column of the file at an index (-1 when there is none) for a name of ours. */
export function chosenColumns(header: Header, extras: Extras, pick: (index: number, name: string) => string): string {
  const at = new Map(header.columns.map((column, index) => [column, index]));
  const byName = new Map(header.names.map((name, index) => [name, index]));
  const named = (name: string) => byName.get(name) ?? -1;
  const spooled = (name: string) => (isOfSpool(name, extras) ? named(name) : -1);
  return [
    ...focusColumns.map((column) => `${pick(at.get(column) ?? -1, column)} AS "${column}"`),
    ...hints.map((name) => `${pick(named(name), name)} AS "${name}"`),
    ...extras.map((name, index) => `${pick(named(name), `e${index}`)} AS e${index}`),
    `${pick(spooled(SPOOLED_EXTRA), "spooled")} AS spooled`,
    `coalesce(${pick(spooled(SPOOLED_MEASURED), "measured")}, 't') AS measured`,
  ].join(", ");
}

/** A spool has no columns outside FOCUS but ours: in anybody else's file such a name is one of them. */
export function isOfSpool(name: string, extras: Extras): boolean {
  return !extras.includes(name);
}
