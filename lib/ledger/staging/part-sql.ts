import type { Metric } from "../../focus/charge";
import { timeColumns } from "../../focus/columns";
import { literal } from "./database";
import { dimensions } from "./dimensions";
import { hashOf, references } from "./known-sql";
import { mayHaveDigits, type NumberKinds, numberText } from "./number-kinds";
import { isReadable, withDigits, withSteps } from "./number-sql";
import type { Extras, Rows } from "./text-sql";
import { tuplesOf } from "./tuples-sql";

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
const CHARGE_PERIOD = ["ChargePeriodStart", "ChargePeriodEnd"];
const SLICE = `${hashOf(['"BillingAccountId"', "t_BillingPeriodStart", "t_BillingPeriodEnd"])} AS h_slice`;

/**
 * SQL over the rows of a part, each with no more than it needs: rows are not kept in between, because writing them
 * takes longer than reading their columns again.
 */
export function partSql(rows: Rows, extras: Extras) {
  const { sql, kinds, instants } = rows;
  const tuples = tuplesOf(sql, {
    outside: outsideOf(extras),
    extra: extraJson(extras),
    billingTimes: timesOf(rows, BILLING_PERIOD),
    chargeTimes: timesOf(rows, CHARGE_PERIOD),
  });
  const ofKind = (what: string) =>
    `CASE WHEN is_negative = 't' THEN ${what}_charge_kind_t ELSE ${what}_charge_kind_f END AS ${what}_charge_kind`;
  const typed = withTyped(sql, numbers, kinds);
  const staged = withSteps(
    `(SELECT * FROM ${typed} r ${tuples.joins})`,
    [ofKind("n"), ofKind("h"), `${looseTimes(instants)} AS is_loose_time`],
    [CONTENT],
  );
  return {
    /** What is checked among distinct values is checked in these. */
    tuples: tuples.distinct,
    known: tuples.known,
    stage: (from: number) => putInto(kinds, `(SELECT row_at + ${from} AS place, * FROM ${staged})`),
    summed: withTyped(withSteps(sql, timesOf(rows, BILLING_PERIOD), [SLICE]), ofCosts, kinds),
  };
}

/**
 * How many rows there are, how many the diagnosis has to look at, and, for each column that may have them, how many
 * numbers have to be read from their digits.
 */
export function doubtsOf(rows: Rows): { sql: string; columns: string[] } {
  const { kinds } = rows;
  const columns = numbers.filter((column) => mayHaveDigits(column, kinds));
  const written = columns.map((column) => `count(*) FILTER (NOT s_${column})`);
  const doubted = withSteps(withTyped(rows.sql, numbers, kinds), timesOf(rows, timeColumns));
  const counts = ["count(*)", `count(*) FILTER (${suspicion(kinds)})`, ...written];
  return { sql: `SELECT ${counts.join(", ")} FROM ${doubted}`, columns };
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

/** The columns that make what a charge carries beside FOCUS. */
export function outsideOf(extras: Extras): string[] {
  return [...extras.map((_name, index) => `e${index}`), ...besides.map((name) => `"${name}"`), "spooled"];
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
