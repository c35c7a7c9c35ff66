import { digitChunks, withDigits } from "./number-sql";
import { costs } from "./part-sql";

/** Sums of a part by slice, currency and metric: of the simple amounts, and of the digits of all others. */
export const sumsTable = `CREATE TEMP TABLE sums (h UBIGINT, currency VARCHAR, metric VARCHAR, simple DECIMAL(38, 10),
  ${digitChunks.map((_chunk, index) => `c${index} HUGEINT`).join(", ")})`;

const NOTHING = digitChunks.map(() => "0").join(", ");

/**
 * What the file itself adds up to, read from its text by another way than the amounts that are stored: casts for
 * simple amounts, and sums of digits, chunk by chunk, for the others.
 */
export const sumsOfPart = `INSERT INTO sums ${costs.map(([, metric]) => sumsOf(metric)).join(" UNION ALL ")}`;

function sumsOf(metric: string): string {
  const text = `x_${metric}`;
  const others = `(SELECT h_slice, "BillingCurrency", ${text} FROM part WHERE ${text} IS NOT NULL)`;
  const chunks = digitChunks.map(({ sql }) => `sum(sign * CAST(${sql} AS BIGINT))`);
  return `SELECT h_slice, "BillingCurrency", '${metric}', sum(u_${metric}), ${NOTHING}
      FROM part WHERE ${text} IS NULL AND u_${metric} IS NOT NULL GROUP BY ALL
    UNION ALL SELECT h_slice, "BillingCurrency", '${metric}', 0, ${chunks.join(", ")} FROM (
      SELECT *, d_${text} AS d, CASE WHEN d_${text}.sign = '-' THEN -1 ELSE 1 END AS sign
      FROM ${withDigits(others, [text], { [text]: "digits" })}) GROUP BY ALL`;
}

/** All sums by slice number, currency and metric; the chunks are put together outside. */
export const sumsOfSlices = `SELECT k_slice.n, upper(trim(currency)), metric, CAST(sum(simple) AS VARCHAR),
    ${digitChunks.map((_chunk, index) => `CAST(sum(c${index}) AS VARCHAR)`).join(", ")}
  FROM sums JOIN k_slice ON k_slice.h = sums.h GROUP BY ALL`;
