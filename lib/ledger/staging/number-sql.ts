import { isSimple, mayHaveDigits, type NumberKinds, numberText } from "./number-kinds";

/** DuckDB macros that read amounts and instants from text, exactly. */

const SIMPLE = String.raw` *-?[0-9]{1,8}(\.[0-9]{1,10})? *`;
const NUMBER = String.raw`-?([0-9]+(\.[0-9]*)?|\.[0-9]+)([eE][+-]?[0-9]{1,2})?`;
/** On each side of the point; counted apart, as an expression that counts to it takes longer to prepare than a part to read. */
const MOST_WRITTEN = 60;

/** A spreadsheet's dates where day and month cannot be confused: one is beyond 12, or both are the same. */
const BEYOND = "(1[3-9]|2[0-9]|3[01])";
const MONTH = "(0?[1-9]|1[0-2])";
const SAME = Array.from({ length: 12 }, (_, index) => `0?${index + 1}/0?${index + 1}`).join("|");
const sheet = (date: string) => ` *(${date})/20[0-9]{2}( [0-9]{1,2}:[0-9]{2}(:[0-9]{2})?)? *`;
const sheetDate = (date: string, first: string) => `WHEN regexp_full_match(t, '${sheet(date)}') THEN
  CAST(try_strptime(trim(t), ['${first}/%Y', '${first}/%Y %H:%M', '${first}/%Y %H:%M:%S']) AS TIMESTAMPTZ)`;

/** Digits kept before and after the point: decimal128 and E notation fit, and Postgres sums them exactly. */
const MOST_WHOLE = 38;
const MOST_DECIMALS = 60;

export const macros = [
  // Nearly all amounts are simple: they fit DuckDB's 64-bit DECIMAL(18, 10) as they are. Wider decimals are 40 times slower.
  `CREATE MACRO is_simple(t) AS regexp_full_match(t, '${SIMPLE}')`,
  `CREATE MACRO number_parts(t) AS CASE WHEN regexp_full_match(trim(t), '${NUMBER}') THEN
    regexp_extract(lower(trim(t)), '^(-?)([0-9]*)\\.?([0-9]*)(?:e([+-]?[0-9]+))?$', ['sign', 'whole', 'decimals', 'exponent']) END`,
  `CREATE MACRO pointed(p) AS CASE WHEN length(p.whole) <= ${MOST_WRITTEN} AND length(p.decimals) <= ${MOST_WRITTEN} THEN
    {'sign': p.sign, 'digits': p.whole || p.decimals,
    'point': length(p.whole) + CASE WHEN p.exponent = '' THEN 0 ELSE CAST(p.exponent AS INTEGER) END} END`,
  // The digits before and after the point, without leading and trailing zeros.
  `CREATE MACRO split(g) AS {'sign': g.sign,
    'whole': ltrim(CASE WHEN g.point <= 0 THEN '' WHEN g.point >= length(g.digits)
      THEN g.digits || repeat('0', g.point - length(g.digits)) ELSE left(g.digits, g.point) END, '0'),
    'decimals': rtrim(CASE WHEN g.point <= 0 THEN repeat('0', -g.point) || g.digits
      WHEN g.point >= length(g.digits) THEN '' ELSE substr(g.digits, g.point + 1) END, '0')}`,
  `CREATE MACRO fits(d) AS length(d.whole) <= ${MOST_WHOLE} AND length(d.decimals) <= ${MOST_DECIMALS}`,
  // Units of 10^-10 as far as 18 digits reach; what is beyond them is the rest.
  `CREATE MACRO units_of(d) AS CAST(CASE WHEN length(d.whole) <= 8
    THEN d.sign || '0' || d.whole || '.' || left(d.decimals, 10) || '0' ELSE '0' END AS DECIMAL(18, 10))`,
  `CREATE MACRO rest_of(d) AS CASE
    WHEN length(d.whole) > 8 THEN d.sign || d.whole || CASE WHEN d.decimals = '' THEN '' ELSE '.' || d.decimals END
    WHEN length(d.decimals) > 10 THEN d.sign || '0.0000000000' || substr(d.decimals, 11) END`,
  `CREATE MACRO plain_of(d) AS
    d.sign || CASE WHEN d.whole = '' THEN '0' ELSE d.whole END || CASE WHEN d.decimals = '' THEN '' ELSE '.' || d.decimals END`,
  // DuckDB reads year, month and day in this order only; without a zone it means UTC, which the session is set to.
  // What it does not know are milliseconds since 1970, and a spreadsheet's date where day and month cannot be confused.
  `CREATE MACRO instant(t) AS coalesce(TRY_CAST(t AS TIMESTAMPTZ),
    CASE WHEN regexp_full_match(t, ' *[0-9]{12,13} *') THEN make_timestamptz(CAST(trim(t) AS BIGINT) * 1000)
      ${sheetDate(`${MONTH}/${BEYOND}|${SAME}`, "%m/%d")} ${sheetDate(`${BEYOND}/${MONTH}`, "%d/%m")} END)`,
  "CREATE MACRO is_in_range(t) AS t BETWEEN TIMESTAMPTZ '2000-01-01' AND TIMESTAMPTZ '2199-12-31'",
];

/**
 * Adds columns to every row of a table, step by step: what one step computes, the next one uses by its name. In one
 * step DuckDB would copy a column's whole expression to wherever its name stands, and plan for longer than it works.
 */
export function withSteps(table: string, ...steps: string[][]): string {
  return steps.reduce(
    (from, step) => (step.length === 0 ? from : `(SELECT *, ${step.join(", ")} FROM ${from})`),
    table,
  );
}

/**
 * A query that adds d_<column>, the digits of each number, to every row of a table; simple numbers are flagged s_ and
 * have none, and neither has what cannot be counted.
 */
export function withDigits(table: string, columns: readonly string[], kinds: NumberKinds = {}): string {
  const written = columns.filter((column) => mayHaveDigits(column, kinds));
  return withSteps(
    table,
    columns.map((column) => `${isSimple(column, kinds)} AS s_${column}`),
    written.map(
      (column) => `CASE WHEN NOT s_${column} THEN number_parts(${numberText(column, kinds)}) END AS p_${column}`,
    ),
    written.map((column) => `CASE WHEN p_${column} IS NOT NULL THEN pointed(p_${column}) END AS g_${column}`),
    written.map((column) => `CASE WHEN g_${column} IS NOT NULL THEN split(g_${column}) END AS f_${column}`),
    written.map((column) => `CASE WHEN fits(f_${column}) THEN f_${column} END AS d_${column}`),
  );
}

/** True for a number that can be counted, false for what is none. */
export function isReadable(column: string, kinds: NumberKinds): string {
  return mayHaveDigits(column, kinds) ? `coalesce(s_${column} OR d_${column} IS NOT NULL, false)` : "true";
}

/** Chunks of digits that sum in DuckDB's integers without overflow: three before the point and four after it. */
export const digitChunks: { sql: (digits: string) => string; exponent: number }[] = [
  ...[1, 16, 31].map((from) => ({
    sql: (d: string) => `substr(lpad(${d}.whole, 45, '0'), ${from}, 15)`,
    exponent: 31 - from,
  })),
  ...[1, 16, 31, 46].map((from) => ({
    sql: (d: string) => `substr(rpad(${d}.decimals, 60, '0'), ${from}, 15)`,
    exponent: -(from + 14),
  })),
];
