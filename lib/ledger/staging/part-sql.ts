import type { Metric } from "../../focus/charge";
import { costColumns, focusColumns, numberColumns, timeColumns } from "../../focus/columns";
import { MOST_RECORD_BYTES } from "../intake/file-parts";
import type { FileHeader } from "../intake/header-record";
import { literal } from "./database";
import { dimensions } from "./dimensions";
import { withDigits } from "./number-sql";
import { rules } from "./rules";

/** The costs of a charge, each as units of 10^-10 (u_) and the rest (r_) that they cannot hold. */
export const costs: [column: string, name: Metric][] = [
  ["BilledCost", "billed"],
  ["EffectiveCost", "effective"],
  ["ListCost", "list"],
  ["ContractedCost", "contracted"],
];

/** Quantities, each either small (u_) or, with many digits, as text (r_). */
export const quantities: [column: string, name: string][] = [
  ["PricingQuantity", "pricing_quantity"],
  ["ConsumedQuantity", "consumed_quantity"],
  ["CommitmentDiscountQuantity", "commitment_quantity"],
];

/** FOCUS columns that differ from row to row without being summed; they travel with the columns outside FOCUS. */
export const perRow = ["AllocatedMethodDetails", "ContractApplied", "InvoiceDetailId", "PricingCurrencyEffectiveCost"];

/** Columns outside FOCUS that decide what a charge is; always there, so that the SQL is one. */
const hints = ["ChargeSubcategory", "x_OutlayChargeKind"];

/** Written by ourselves: the extra columns of a connector's row as one JSON object, and whether it knows tags. */
export const SPOOLED_EXTRA = "outlay_extra";
export const SPOOLED_MEASURED = "outlay_measured";

const numbers = [...costColumns, ...numberColumns];

const trimmed = new Set<string>([...timeColumns, ...costColumns, ...numberColumns, "BillingCurrency"]);

/** The names of the columns outside FOCUS in all files of an import; each becomes e0, e1 and so on. */
export type Extras = string[];

/** Reads a part of a file as text, every FOCUS column by its name, and those outside FOCUS as e0, e1 and so on. */
export function readPart(path: string, header: FileHeader, extras: Extras, isSpool: boolean): string {
  const columns = header.names.map((_name, index) => `'c${index}': 'VARCHAR'`).join(", ");
  const at = new Map(header.columns.map((column, index) => [column, `c${index}`]));
  const byName = new Map(header.names.map((name, index) => [name, `c${index}`]));
  const pick = (source: string | undefined) => source ?? "NULL::VARCHAR";
  const chosen = [
    ...focusColumns.map((column) => `${clean(column, pick(at.get(column)))} AS "${column}"`),
    ...hints.map((name) => `${pick(byName.get(name))} AS "${name}"`),
    ...extras.map((name, index) => `${pick(byName.get(name))} AS e${index}`),
    `${pick(byName.get(SPOOLED_EXTRA))} AS spooled`,
    `coalesce(${pick(byName.get(SPOOLED_MEASURED))}, 't') AS measured`,
  ];
  // Our own spool writes every value in quotes, so that an empty field alone is a null.
  const nulls = isSpool ? "nullstr = '', allow_quoted_nulls = false" : "nullstr = ['', 'NULL', 'null']";
  return `CREATE OR REPLACE TEMP TABLE raw AS SELECT ${chosen.join(", ")}
    FROM read_csv(${literal(path)}, auto_detect = false, header = false, columns = {${columns}},
      delim = ${literal(header.delimiter)}, quote = '"', escape = '"', ${nulls},
      max_line_size = ${2 * MOST_RECORD_BYTES}, strict_mode = false)`;
}

function clean(column: string, source: string): string {
  return trimmed.has(column) ? `nullif(trim(${source}), '')` : source;
}

/** Reads amounts and instants of the part, names the dimension rows by their hashes, and marks bad rows. */
export function typePart(extras: Extras): string {
  const columns = [
    ...costs.flatMap(([column, name]) => [
      `${read(column, `CAST("${column}" AS DECIMAL(18, 10))`, `units_of(d_${column})`)} AS u_${name}`,
      `${read(column, "NULL", `rest_of(d_${column})`)} AS r_${name}`,
    ]),
    ...quantities.flatMap(([column, name]) => [
      `CASE WHEN s_${column} THEN CAST("${column}" AS DECIMAL(18, 10)) END AS u_${name}`,
      `${read(column, "NULL", `plain_of(d_${column})`)} AS r_${name}`,
    ]),
    ...numbers.map(
      (column) => `"${column}" IS NOT NULL AND NOT coalesce(s_${column} OR fits(d_${column}), false) AS w_${column}`,
    ),
    ...timeColumns.map((column) => `instant("${column}") AS t_${column}`),
    ...dimensions.map(({ name, from }) => `${hashOf(from)} AS h_${name}`),
    `hash("BillingAccountId", t_BillingPeriodStart, t_BillingPeriodEnd) AS h_slice`,
    `${extraJson(extras)} AS extra`,
    `coalesce(${rules.map(({ when }) => `(${when})`).join(" OR ")}, true) AS bad`,
  ];
  return `CREATE OR REPLACE TEMP TABLE typed AS SELECT ${columns.join(", ")} FROM ${withDigits("raw", numbers)}`;
}

/** A simple number read by a cast, any other from its digits; null when it is no number. */
function read(column: string, simple: string, other: string): string {
  return `CASE WHEN s_${column} THEN ${simple} WHEN fits(d_${column}) THEN ${other} END`;
}

/** What of the typed columns goes on to the ledger. */
export const kept = `* EXCLUDE (bad, ${numbers.map((column) => `w_${column}`).join(", ")})`;

export function hashOf(from: string[]): string {
  return `hash(${from.join(", ")})`;
}

/** The columns outside FOCUS that have a value, as one JSON object. */
function extraJson(extras: Extras): string {
  const own = [
    ...extras.map((name, index): [string, string] => [name, `e${index}`]),
    ...perRow.map((name): [string, string] => [name, `"${name}"`]),
  ];
  const pairs = own.map(
    ([name, source]) =>
      `CASE WHEN ${source} IS NOT NULL THEN ${literal(`${JSON.stringify(name)}:`)} || to_json(${source})::VARCHAR END`,
  );
  const object = `nullif('{' || concat_ws(',', ${pairs.join(", ")}) || '}', '{}')`;
  return `coalesce(spooled, ${object})`;
}

/** The first bad rows of the part and what is wrong with them. */
export function badRows(limit: number): string {
  const each = rules.map(
    (
      { field, when, reason },
      order,
    ) => `SELECT n, ${order} AS o, ${literal(field)} AS field, left("${field}", 200) AS value,
      ${reason} AS reason FROM bad WHERE ${when}`,
  );
  return `WITH bad AS (
      SELECT * FROM (SELECT raw.rowid AS n, * FROM raw POSITIONAL JOIN typed) WHERE bad ORDER BY n LIMIT ${limit})
    SELECT n, field, value, reason FROM (${each.join(" UNION ALL ")}) ORDER BY n, o LIMIT ${limit}`;
}
