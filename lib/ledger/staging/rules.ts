import { costColumns, numberColumns, timeColumns } from "../../focus/columns";
import { spellings } from "../../focus/vocabulary";
import { literal } from "./database";

/** What makes a row impossible to count; `when` is SQL over the raw and the typed columns of a part. */
export type Rule = { field: string; when: string; reason: string };

const EMPTY = literal("This is empty; no charge can be counted without it.");
const SUPPORTED = "TIMESTAMPTZ '2000-01-01' AND TIMESTAMPTZ '2100-01-01'";

const needed = ["BillingAccountId", "BillingCurrency", "ChargeCategory", "BilledCost", "EffectiveCost", ...timeColumns];

const categories = spellings("ChargeCategory").map(([written]) => literal(written));

export const rules: Rule[] = [
  ...needed.map((field) => ({ field, when: `"${field}" IS NULL`, reason: EMPTY })),
  ...[...costColumns, ...numberColumns].map((field) => ({
    field,
    when: `w_${field}`,
    reason: numberReason(`"${field}"`),
  })),
  ...timeColumns.map((field) => ({
    field,
    when: `"${field}" IS NOT NULL AND t_${field} IS NULL`,
    reason: timeReason(`"${field}"`),
  })),
  ...["BillingPeriodStart", "ChargePeriodStart"].map((field) => ({
    field,
    when: `t_${field} NOT BETWEEN ${SUPPORTED}`,
    reason: literal("The date is outside the years 2000 to 2099."),
  })),
  ...["BillingPeriod", "ChargePeriod"].map((period) => ({
    field: `${period}End`,
    when: `t_${period}Start >= t_${period}End`,
    reason: literal("The period ends before it starts, or has no length."),
  })),
  {
    field: "BillingCurrency",
    when: `NOT regexp_full_match("BillingCurrency", '[A-Za-z]{3}')`,
    reason: literal("This is not a currency code such as USD."),
  },
  {
    field: "ChargeCategory",
    when: `lower(trim("ChargeCategory")) NOT IN (${categories.join(", ")})`,
    reason: literal("This is none of Usage, Purchase, Tax, Credit and Adjustment."),
  },
];

function numberReason(value: string): string {
  return `CASE
    WHEN regexp_full_match(lower(${value}), '[+-]?(nan|inf|infinity)') THEN ${literal("This is no amount: it is not a finite number.")}
    WHEN contains(${value}, ',') THEN ${literal("This has a thousands separator or a decimal comma; write 1234.56.")}
    WHEN regexp_matches(${value}, '[0-9]') AND regexp_matches(${value}, '^[^0-9+.-]|[^0-9eE.]$')
      THEN ${literal("This has a currency sign or unit; write 1234.56.")}
    WHEN regexp_full_match(${value}, '[0-9.eE+-]+') THEN ${literal("This has too many digits, or is not a number.")}
    ELSE ${literal("This is not a number such as 1234.56.")} END`;
}

function timeReason(value: string): string {
  return `CASE
    WHEN regexp_matches(${value}, '^[0-9]{1,2}[./-][0-9]{1,2}[./-][0-9]{2,4}')
      THEN ${literal("Is this day and month or month and day? Write 2026-11-01T00:00:00Z.")}
    ELSE ${literal("This is not a date such as 2026-11-01T00:00:00Z.")} END`;
}
