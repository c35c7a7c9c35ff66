import { costColumns, numberColumns, timeColumns } from "../../focus/columns";
import { spellings } from "../../focus/vocabulary";
import { literal } from "./database";
import type { NumberKinds } from "./number-kinds";
import { isReadable, withDigits } from "./number-sql";

/** What makes a row impossible to count; `when` is SQL over the raw and the typed columns of a part, `reason` over `value`. */
export type Rule = { field: string; when: string; reason: string };

const EMPTY = literal("This is empty; no charge can be counted without it.");

const needed = ["BillingAccountId", "BillingCurrency", "ChargeCategory", "BilledCost", "EffectiveCost", ...timeColumns];

const NUMBER_REASON = `CASE
  WHEN regexp_full_match(lower(trim(value)), '[+-]?(nan|inf|infinity)') THEN ${literal("This is no amount: it is not a finite number.")}
  WHEN contains(value, ',') THEN ${literal("This has a thousands separator or a decimal comma; write 1234.56.")}
  WHEN regexp_matches(value, '[0-9]') AND regexp_matches(value, '^[^0-9+.-]|[^0-9eE.]$')
    THEN ${literal("This has a currency sign or unit; write 1234.56.")}
  WHEN regexp_full_match(value, '[0-9.eE+-]+') THEN ${literal("This has too many digits, or is not a number.")}
  ELSE ${literal("This is not a number such as 1234.56.")} END`;

/** Conditions on text that repeats: checked among the distinct values first. */
export const isCurrency = `regexp_full_match("BillingCurrency", ' *[A-Za-z]{3} *')`;
const categories = spellings("ChargeCategory").map(([written]) => literal(written));
export const isCategory = `lower(trim("ChargeCategory")) IN (${categories.join(", ")})`;

export const rules: Rule[] = [
  ...needed.map((field) => ({ field, when: `"${field}" IS NULL`, reason: EMPTY })),
  ...[...costColumns, ...numberColumns].map((field) => ({
    field,
    when: `w_${field}`,
    reason: NUMBER_REASON,
  })),
  ...timeColumns.map((field) => ({
    field,
    when: `"${field}" IS NOT NULL AND t_${field} IS NULL`,
    reason: timeReason("This is not a date such as 2026-11-01T00:00:00Z."),
  })),
  ...timeColumns.map((field) => ({
    field,
    when: `NOT is_in_range(t_${field})`,
    reason: timeReason("The date is outside the years 2000 to 2199."),
  })),
  ...["BillingPeriod", "ChargePeriod"].map((period) => ({
    field: `${period}End`,
    when: `t_${period}Start >= t_${period}End`,
    reason: literal("The period ends before it starts, or has no length."),
  })),
  {
    field: "BillingCurrency",
    when: `NOT ${isCurrency}`,
    reason: literal("This is not a currency code such as USD."),
  },
  {
    field: "ChargeCategory",
    when: `NOT ${isCategory}`,
    reason: literal("This is none of Usage, Purchase, Tax, Credit and Adjustment."),
  },
];

function timeReason(other: string): string {
  return `CASE
    WHEN regexp_matches(value, '^ *[0-9]{1,2}[./-][0-9]{1,2}[./-][0-9]{2,4}')
      THEN ${literal("Is this day and month or month and day? Write 2026-11-01T00:00:00Z.")}
    ELSE ${literal(other)} END`;
}

const prices = numberColumns.filter((column) => column.endsWith("UnitPrice"));
const distinct = (table: string, columns: readonly string[]) =>
  `(SELECT DISTINCT ${columns.map((column) => `"${column}"`).join(", ")} FROM ${table})`;

/** What must hold among the distinct values of a part; what else is wrong makes its row suspicious. */
export const soundValues = (table: string, kinds: NumberKinds): [values: string, isSound: string][] => [
  [distinct(table, ["BillingCurrency"]), isCurrency],
  [distinct(table, ["ChargeCategory"]), isCategory],
  [
    withDigits(distinct(table, prices), prices, kinds),
    prices.map((column) => `("${column}" IS NULL OR ${isReadable(column, kinds)})`).join(" AND "),
  ],
];
