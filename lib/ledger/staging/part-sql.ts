import type { Metric } from "../../focus/charge";
import { timeColumns } from "../../focus/columns";
import { literal } from "./database";
import { dimensions } from "./dimensions";
import { withDigits } from "./number-sql";
import type { Extras } from "./text-sql";

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

const numbers = [...costs, ...quantities].map(([column]) => column).concat("PricingCurrencyEffectiveCost");

/** The columns of the ledger's charges, in the stage and in the hash of a slice's content. */
const charged = [
  ...costs.flatMap(([, name]) => [`u_${name}`, `r_${name}`]),
  ...quantities.flatMap(([, name]) => [`u_${name}`, `r_${name}`]),
  "t_ChargePeriodStart",
  "t_ChargePeriodEnd",
  ...dimensions.map(({ name }) => `h_${name}`),
  "extra",
];

/**
 * Reads a part in one pass: amounts and instants with their types, dimension rows by the hashes of their text, which
 * is kept for a moment to find the distinct ones. `bad` marks rows that the diagnosis has to look at.
 */
export function partOf(text: string, extras: Extras): string {
  const columns = [
    ...costs.flatMap(([column, name]) => [
      `${read(column, `CAST("${column}" AS DECIMAL(18, 10))`, `units_of(d_${column})`)} AS u_${name}`,
      `${read(column, "NULL", `rest_of(d_${column})`)} AS r_${name}`,
      `CASE WHEN NOT s_${column} THEN "${column}" END AS x_${name}`,
    ]),
    ...quantities.flatMap(([column, name]) => [
      `CASE WHEN s_${column} THEN CAST("${column}" AS DECIMAL(18, 10)) END AS u_${name}`,
      `${read(column, "NULL", `plain_of(d_${column})`)} AS r_${name}`,
    ]),
    ...timeColumns.map((column) => `instant("${column}") AS t_${column}`),
    `CASE WHEN u_billed < 0 OR starts_with(r_billed, '-') THEN 't' WHEN u_billed > 0 OR r_billed IS NOT NULL THEN 'f'
      WHEN u_effective < 0 OR starts_with(r_effective, '-') THEN 't' ELSE 'f' END AS is_negative`,
    ...dimensions.map(({ name, from }) => `${hashOf(from)} AS h_${name}`),
    `hash("BillingAccountId", t_BillingPeriodStart, t_BillingPeriodEnd) AS h_slice`,
    `${extraJson(extras)} AS extra`,
    `hash(${charged.join(", ")}) AS content`,
    `${suspicion()} AS bad`,
    ...namesIn(dimensions.flatMap(({ from }) => from)),
  ];
  return `CREATE OR REPLACE TEMP TABLE part AS SELECT ${columns.join(", ")} FROM ${withDigits(text, numbers)}`;
}

/** What of a part goes on to the ledger. */
export const kept = `${charged.join(", ")}, h_slice, content`;

/** Columns of the text that the dimensions are made of. */
function namesIn(from: string[]): string[] {
  return [...new Set(from.flatMap((source) => source.match(/"\w+"/g) ?? []))];
}

/** A simple number read by a cast, any other from its digits; null when it is no number. */
function read(column: string, simple: string, other: string): string {
  return `CASE WHEN s_${column} THEN ${simple} WHEN fits(d_${column}) THEN ${other} END`;
}

export function hashOf(from: string[]): string {
  return `hash(${from.join(", ")})`;
}

/** Cheap signs that something is wrong with a row; what repeats in many rows is checked among the distinct values. */
function suspicion(): string {
  const signs = [
    `"BillingAccountId" IS NULL`,
    "u_billed IS NULL",
    "u_effective IS NULL",
    ...numbers.map((column) => `("${column}" IS NOT NULL AND NOT coalesce(s_${column} OR fits(d_${column}), false))`),
    ...timeColumns.map((column) => `t_${column} IS NULL`),
    "t_BillingPeriodStart >= t_BillingPeriodEnd",
    "t_ChargePeriodStart >= t_ChargePeriodEnd",
    ...timeColumns.map((column) => `NOT is_in_range(t_${column})`),
  ];
  return `coalesce(${signs.join(" OR ")}, true)`;
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
