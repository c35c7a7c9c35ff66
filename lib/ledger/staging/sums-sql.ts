import { mayHaveDigits, type NumberKinds } from "./number-kinds";
import { digitChunks, withDigits, withSteps } from "./number-sql";
import { costs } from "./part-sql";

/** Sums of a part by slice, currency and metric: of the simple amounts, and of the digits of all others. */
export const sumsTable = `CREATE OR REPLACE TABLE sums (h UBIGINT, currency VARCHAR, metric VARCHAR, simple DECIMAL(38, 10),
  ${digitChunks.map((_chunk, index) => `c${index} HUGEINT`).join(", ")})`;

const NOTHING = digitChunks.map(() => "0").join(", ");

/**
 * What the file itself adds up to, before anything is encoded or stored: simple amounts as they were read, which for the
 * stage is the same reading, and all others digit by digit from their text, by another way than the stage's.
 */
export function sumsOfPart(part: string, kinds: NumberKinds): string {
  const written = costs.filter(([column]) => mayHaveDigits(column, kinds)).map(([, metric]) => metric);
  return `INSERT INTO sums ${[sumsOfSimple(part), ...(written.length > 0 ? [sumsOfDigits(part, written)] : [])].join(" UNION ALL ")}`;
}

const all = (each: (metric: string) => string) => costs.map(([, metric]) => each(metric)).join(", ");

function sumsOfSimple(part: string): string {
  return `SELECT h_slice, "BillingCurrency", metric, amount, ${NOTHING} FROM (
    SELECT h_slice, "BillingCurrency", unnest([${all((metric) => `'${metric}'`)}]) AS metric, unnest([${all((metric) => metric)}]) AS amount
    FROM (SELECT h_slice, "BillingCurrency", ${all((metric) => `sum(u_${metric}) FILTER (x_${metric} IS NULL) AS ${metric}`)}
      FROM ${part} GROUP BY ALL)) WHERE amount IS NOT NULL`;
}

function sumsOfDigits(part: string, metrics: string[]): string {
  const listed = (each: (metric: string) => string) => metrics.map(each).join(", ");
  const texts = `(SELECT * FROM (SELECT h_slice, "BillingCurrency", unnest([${listed((metric) => `'${metric}'`)}]) AS metric,
    unnest([${listed((metric) => `x_${metric}`)}]) AS written FROM ${part}) WHERE written IS NOT NULL)`;
  const digits = withSteps(
    withDigits(texts, ["written"], { written: "digits" }),
    digitChunks.map(({ sql }, index) => `CAST(${sql("d_written")} AS BIGINT) AS c${index}`),
  );
  const chunks = digitChunks.map(
    (_chunk, index) => `sum(CASE WHEN d_written.sign = '-' THEN -c${index} ELSE c${index} END)`,
  );
  return `SELECT h_slice, "BillingCurrency", metric, 0, ${chunks.join(", ")} FROM ${digits} GROUP BY ALL`;
}

/** All sums by slice number, currency and metric; the chunks are put together outside. */
export const sumsOfSlices = `SELECT k_slice.n, upper(trim(currency)), metric, CAST(sum(simple) AS VARCHAR),
    ${digitChunks.map((_chunk, index) => `CAST(sum(c${index}) AS VARCHAR)`).join(", ")}
  FROM sums JOIN k_slice ON k_slice.h = sums.h GROUP BY ALL`;
