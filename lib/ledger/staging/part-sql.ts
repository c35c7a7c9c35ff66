import type { Metric } from "../../focus/charge";
import { timeColumns } from "../../focus/columns";
import { literal } from "./database";
import { dimensions } from "./dimensions";
import { hashOf, know, proofOf, type Reference, references } from "./known-sql";
import { mayHaveDigits, type NumberKinds, numberText } from "./number-kinds";
import { isReadable, withDigits, withSteps } from "./number-sql";
import { cleaned } from "./parquet-sql";
import type { Extras, Rows } from "./text-sql";

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

/** FOCUS columns that describe neither a resource nor a price; they travel with the columns outside FOCUS. */
export const besides = [
  "AllocatedMethodDetails",
  "ContractApplied",
  "InvoiceDetailId",
  "InvoiceId",
  "PricingCurrencyEffectiveCost",
];

const ofCosts = costs.map(([column]) => column);
const numbers = [...ofCosts, ...quantities.map(([column]) => column), "PricingCurrencyEffectiveCost"];

/** The columns of the ledger's charges, in the stage and in the hash of a slice's content. */
const charged = [
  ...costs.flatMap(([, name]) => [`u_${name}`, `r_${name}`]),
  ...quantities.flatMap(([, name]) => [`u_${name}`, `r_${name}`]),
  "t_ChargePeriodStart",
  "t_ChargePeriodEnd",
  ...dimensions.map(({ name }) => `h_${name}`),
];

/** Equal for charges that are equal in the ledger. */
export const CONTENT = `hash(${charged.join(", ")}) AS content`;

const timesOf = ({ instants }: Rows, columns: readonly string[]) =>
  columns.map((column) => `${instants.has(column) ? `"${column}"` : `instant("${column}")`} AS t_${column}`);
const BILLING_PERIOD = ["BillingPeriodStart", "BillingPeriodEnd"];
const hashed = ({ name, fields }: Reference) => `${hashOf(fields)} AS h_${name}`;
const SLICE = references.filter(({ name }) => name === "slice").map(hashed);

/**
 * SQL over the rows of a part, each with no more than it needs: rows are not kept in between, because writing them
 * takes longer than reading their columns again.
 */
export function partSql(rows: Rows, extras: Extras) {
  const { sql, kinds, instants } = rows;
  const withExtra = withSteps(sql, [`${extraJson(extras)} AS extra`]);
  const sliced = withSteps(sql, timesOf(rows, BILLING_PERIOD), SLICE);
  const staged = withSteps(
    withTyped(withExtra, numbers, kinds),
    timesOf(rows, timeColumns),
    [...references.map(hashed), `${looseTimes(instants)} AS is_loose_time`],
    [CONTENT],
  );
  const joins = references.map(({ name }) => `JOIN k_${name} ON k_${name}.h = h_${name}`);
  const timed = withSteps(sql, timesOf(rows, timeColumns));
  const tableOf = ({ name, fields }: Reference) => {
    if (name === "extra") return withExtra;
    if (name === "slice" || name === "span") return timed;
    return fields.includes("is_negative") ? signedRows(sql, kinds) : sql;
  };
  const doubted = withSteps(withTyped(sql, numbers, kinds), timesOf(rows, timeColumns));
  return {
    known: references.map((reference) => knowDistinct(reference, tableOf(reference))),
    stage: (from: number) => {
      const numbered = references.map(({ name }) => `k_${name}.n AS n_${name}`);
      return putInto(
        kinds,
        `(SELECT row_at + ${from} AS place, * FROM (
        SELECT r.*, ${numbered.join(", ")} FROM ${staged} r ${joins.join(" ")}))`,
      );
    },
    /** All rows, and those that the diagnosis has to look at. */
    doubts: `SELECT count(*), count(*) FILTER (${suspicion(kinds)}) FROM ${doubted}`,
    summed: withTyped(sliced, ofCosts, kinds),
  };
}

/** The rows of a part that charges refer to, numbered where they were not known. */
function knowDistinct({ name, fields, typeOf }: Reference, table: string): string {
  const raw = fields.map((_source, index) => `f${index}`);
  const distinct = fields.map((source, index) => `${source} AS f${index}`).join(", ");
  const clean = raw.map((field, index) => (typeOf(index) === "VARCHAR" ? cleaned(`CAST(${field} AS VARCHAR)`) : field));
  return know(
    name,
    `(SELECT ${hashOf(raw)} AS h, ${proofOf(raw)} AS proof, ${clean.join(", ")}
      FROM (SELECT DISTINCT ${distinct} FROM ${table}))`,
  );
}

/** Rows with their costs and quantities, as far as they are among the columns, and whether they give money back. */
export function withTyped(table: string, columns: readonly string[], kinds: NumberKinds): string {
  return withSteps(withDigits(table, columns, kinds), typedColumns(columns, kinds), [`${isNegative} AS is_negative`]);
}

function typedColumns(columns: readonly string[], kinds: NumberKinds): string[] {
  const among = ([column]: [string, string]) => columns.includes(column);
  return [
    ...costs
      .filter(among)
      .flatMap(([column, name]) => [
        ...amount(column, name, kinds),
        `${mayHaveDigits(column, kinds) ? `CASE WHEN NOT s_${column} THEN ${numberText(column, kinds)} END` : NO_TEXT} AS x_${name}`,
      ]),
    ...quantities
      .filter(among)
      .flatMap(([column, name]) => [
        `CASE WHEN s_${column} THEN CAST("${column}" AS DECIMAL(18, 10)) END AS u_${name}`,
        `${mayHaveDigits(column, kinds) ? read(column, "NULL", `plain_of(d_${column})`) : NO_TEXT} AS r_${name}`,
      ]),
  ];
}

/** Rows with whether they give money back, without what else a part has. */
function signedRows(table: string, kinds: NumberKinds): string {
  const both = costs.slice(0, 2);
  const amounts = both.flatMap(([column, name]) => amount(column, name, kinds));
  const digits = withDigits(
    table,
    both.map(([column]) => column),
    kinds,
  );
  return withSteps(digits, amounts, [`${isNegative} AS is_negative`]);
}

export const isNegative = `CASE WHEN u_billed < 0 OR starts_with(r_billed, '-') THEN 't'
  WHEN u_billed > 0 OR r_billed IS NOT NULL THEN 'f'
  WHEN u_effective < 0 OR starts_with(r_effective, '-') THEN 't' ELSE 'f' END`;

const NO_TEXT = "CAST(NULL AS VARCHAR)";

/** A cost as units of 10^-10 and the rest. */
function amount(column: string, name: string, kinds: NumberKinds): string[] {
  const simple = `CASE WHEN s_${column} THEN CAST("${column}" AS DECIMAL(18, 10)) END`;
  if (!mayHaveDigits(column, kinds)) return [`${simple} AS u_${name}`, `${NO_TEXT} AS r_${name}`];
  return [
    `${read(column, `CAST("${column}" AS DECIMAL(18, 10))`, `units_of(d_${column})`)} AS u_${name}`,
    `${read(column, "NULL", `rest_of(d_${column})`)} AS r_${name}`,
  ];
}

const typeOf = (column: string) => {
  if (column === "content") return "UBIGINT";
  if (column.startsWith("u_")) return "DECIMAL(18, 10)";
  if (column.startsWith("is_")) return "BOOLEAN";
  return column.startsWith("r_") ? "VARCHAR" : "INTEGER";
};

/** What most files have nothing of: such a column is there from the first part on that has it. */
const rare = [
  ...costs.map(([column, name]) => ({ column, kept: `r_${name}` })),
  ...quantities.flatMap(([column, name]) => [`u_${name}`, `r_${name}`].map((kept) => ({ column, kept }))),
];

const always = [
  "place",
  ...costs.map(([, name]) => `u_${name}`),
  ...references.map(({ name }) => `n_${name}`),
  "content",
  "is_loose_time",
];

const definition = (column: string) => `${column} ${typeOf(column)}`;

/** Where the charges of all parts are; they are read through `stage`, which has every column. */
export const chargesTable = `CREATE OR REPLACE TABLE charges (${always.map(definition).join(", ")})`;

export const rareColumn = (column: string) => `ALTER TABLE charges ADD COLUMN ${definition(column)}`;

export function stageView(present: Set<string>): string {
  const absent = rare.flatMap(({ kept }) => (present.has(kept) ? [] : [`CAST(NULL AS ${typeOf(kept)}) AS ${kept}`]));
  return `CREATE OR REPLACE VIEW stage AS SELECT ${["*", ...absent].join(", ")} FROM charges`;
}

/** The rare columns that a part has. */
export function rareOf(kinds: NumberKinds): string[] {
  return rare.flatMap(({ column, kept }) => {
    const isThere = kept.startsWith("u_") ? kinds[column] !== "absent" : mayHaveDigits(column, kinds);
    return isThere ? [kept] : [];
  });
}

/** Puts the rows of a part into the stage. */
export function putInto(kinds: NumberKinds, rows: string): string {
  const columns = [...always, ...rareOf(kinds)].join(", ");
  return `INSERT INTO charges (${columns}) SELECT ${columns} FROM ${rows}`;
}

/** A simple number read by a cast, any other from its digits; null when it is no number. */
function read(column: string, simple: string, other: string): string {
  return `CASE WHEN s_${column} THEN ${simple} WHEN d_${column} IS NOT NULL THEN ${other} END`;
}

/** True where one of the numbers cannot be read. */
function unreadable(columns: string[], kinds: NumberKinds): string {
  return columns.map((column) => `("${column}" IS NOT NULL AND NOT ${isReadable(column, kinds)})`).join(" OR ");
}

/** Cheap signs that something is wrong with a row; what repeats in many rows is checked among the distinct values. */
function suspicion(kinds: NumberKinds): string {
  const signs = [
    `"BillingAccountId" IS NULL`,
    "u_billed IS NULL",
    "u_effective IS NULL",
    unreadable(numbers, kinds),
    ...timeColumns.map((column) => `t_${column} IS NULL`),
    "t_BillingPeriodStart >= t_BillingPeriodEnd",
    "t_ChargePeriodStart >= t_ChargePeriodEnd",
    ...timeColumns.map((column) => `NOT is_in_range(t_${column})`),
  ];
  return `coalesce(${signs.join(" OR ")}, true)`;
}

/** True where an instant that could be read is not written as FOCUS writes it. */
function looseTimes(instants: Set<string>): string {
  const loose = timeColumns
    .filter((column) => !instants.has(column))
    .map((column) => `NOT (ends_with("${column}", 'Z') AND contains("${column}", 'T'))`);
  return loose.length === 0 ? "false" : `coalesce(${loose.join(" OR ")}, false)`;
}

/** The columns outside FOCUS that have a value, as one JSON object. */
export function extraJson(extras: Extras): string {
  const own = [
    ...extras.map((name, index): [string, string] => [name, `e${index}`]),
    ...besides.map((name): [string, string] => [name, `"${name}"`]),
  ];
  const pairs = own.map(
    ([name, source]) =>
      `CASE WHEN ${source} IS NOT NULL THEN ${literal(`${JSON.stringify(name)}:`)} || to_json(CAST(${source} AS VARCHAR))::VARCHAR END`,
  );
  const object = `nullif('{' || concat_ws(',', ${pairs.join(", ")}) || '}', '{}')`;
  // Older spools have the invoice in a column of its own.
  return `CASE WHEN spooled IS NULL THEN ${object}
    WHEN "InvoiceId" IS NULL OR contains(spooled, '"InvoiceId"') THEN spooled
    ELSE '{"InvoiceId":' || to_json("InvoiceId")::VARCHAR || ',' || substr(spooled, 2) END`;
}
