import { digitChunks, withDigits } from "./number-sql";
import { costs } from "./part-sql";

/** Sums of a part by slice, currency and metric: of the simple amounts, and of the digits of all others. */
export const sumsTable = `CREATE TEMP TABLE sums (h UBIGINT, currency VARCHAR, metric VARCHAR, simple DECIMAL(38, 10),
  ${digitChunks.map((_chunk, index) => `c${index} HUGEINT`).join(", ")})`;

const NOTHING = digitChunks.map(() => "0").join(", ");

/**
 * What the file itself adds up to, read from its text by another way than the amounts that are stored: casts for
 * amounts within 18 digits, and sums of digits, chunk by chunk, for the others.
 */
export const sumsOfPart = `INSERT INTO sums ${costs.map(([column, metric]) => sumsOf(column, metric)).join(" UNION ALL ")}`;

function sumsOf(column: string, metric: string): string {
  const from = `FROM raw POSITIONAL JOIN typed WHERE "${column}" IS NOT NULL AND r_${metric}`;
  const others = `(SELECT h_slice, upper("BillingCurrency") AS currency, "${column}" ${from} IS NOT NULL)`;
  const chunks = digitChunks.map(({ sql }) => `sum(sign * CAST(${sql} AS BIGINT))`);
  return `SELECT h_slice, upper("BillingCurrency"), '${metric}', sum(CAST("${column}" AS DECIMAL(18, 10))), ${NOTHING}
      ${from} IS NULL GROUP BY ALL
    UNION ALL SELECT h_slice, currency, '${metric}', 0, ${chunks.join(", ")} FROM (
      SELECT *, d_${column} AS d, CASE WHEN d_${column}.sign = '-' THEN -1 ELSE 1 END AS sign
      FROM ${withDigits(others, [column])}) GROUP BY ALL`;
}

/** All sums by slice number, currency and metric; the chunks are put together outside. */
export const sumsOfSlices = `SELECT k_slice.n, currency, metric, CAST(sum(simple) AS VARCHAR),
    ${digitChunks.map((_chunk, index) => `CAST(sum(c${index}) AS VARCHAR)`).join(", ")}
  FROM sums JOIN k_slice ON k_slice.h = sums.h GROUP BY ALL`;
