import { focusColumns } from "../../focus/columns";
import { MOST_RECORD_BYTES } from "../intake/file-parts";
import type { FileHeader } from "../intake/header-record";
import { literal } from "./database";

/** The names of the columns outside FOCUS in all files of an import; each becomes e0, e1 and so on. */
export type Extras = string[];

/** Columns outside FOCUS that decide what a charge is; always there, so that the SQL is one. */
const hints = ["ChargeSubcategory", "x_OutlayChargeKind"];

/** Written by ourselves: the extra columns of a connector's row as one JSON object, and whether it knows tags. */
export const SPOOLED_EXTRA = "outlay_extra";
export const SPOOLED_MEASURED = "outlay_measured";

export type TextSource = {
  path: string;
  header: FileHeader;
  extras: Extras;
  /** Our own spool writes every value in quotes, so that an empty field alone is a null. */
  isSpool: boolean;
};

/** The rows of a part as text: every FOCUS column by its name, and those outside FOCUS as e0, e1 and so on. */
export function textOf({ path, header, extras, isSpool }: TextSource, isParallel: boolean): string {
  const columns = header.names.map((_name, index) => `'c${index}': 'VARCHAR'`).join(", ");
  const at = new Map(header.columns.map((column, index) => [column, `c${index}`]));
  const byName = new Map(header.names.map((name, index) => [name, `c${index}`]));
  const pick = (source: string | undefined) => source ?? "NULL::VARCHAR";
  const chosen = [
    ...focusColumns.map((column) => `${pick(at.get(column))} AS "${column}"`),
    ...hints.map((name) => `${pick(byName.get(name))} AS "${name}"`),
    ...extras.map((name, index) => `${pick(byName.get(name))} AS e${index}`),
    `${pick(byName.get(SPOOLED_EXTRA))} AS spooled`,
    `coalesce(${pick(byName.get(SPOOLED_MEASURED))}, 't') AS measured`,
  ];
  const nulls = isSpool ? "nullstr = '', allow_quoted_nulls = false" : "nullstr = ['', 'NULL', 'null']";
  return `(SELECT ${chosen.join(", ")} FROM read_csv(${literal(path)},
    auto_detect = false, header = false, columns = {${columns}}, delim = ${literal(header.delimiter)}, quote = '"',
    escape = '"', ${nulls}, max_line_size = ${2 * MOST_RECORD_BYTES}, strict_mode = false, parallel = ${isParallel}))`;
}
