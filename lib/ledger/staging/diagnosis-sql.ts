import { costColumns, numberColumns, timeColumns } from "../../focus/columns";
import { literal } from "./database";
import { isReadable, withDigits } from "./number-sql";
import { rules } from "./rules";
import type { Rows } from "./text-sql";

const numbers = [...costColumns, ...numberColumns];

/** Looks at every row of a part closely; only done when there is something wrong with it. */
export function diagnosis(text: string, { kinds }: Rows): string[] {
  const present = numbers.filter((column) => kinds[column] !== "absent");
  const columns = [
    ...timeColumns.map((column) => `instant("${column}") AS t_${column}`),
    ...numbers.map((column) =>
      present.includes(column)
        ? `"${column}" IS NOT NULL AND NOT ${isReadable(column, {})} AS w_${column}`
        : `false AS w_${column}`,
    ),
    `coalesce(${rules.map(({ when }) => `(${when})`).join(" OR ")}, true) AS bad`,
  ];
  return [
    `CREATE OR REPLACE TEMP TABLE raw AS SELECT * FROM ${text}`,
    `CREATE OR REPLACE TEMP TABLE verdict AS SELECT ${columns.join(", ")} FROM ${withDigits("raw", present)}`,
  ];
}

/** The first bad rows and what is wrong with each. */
export function badRows(limit: number): string {
  const each = rules.map(
    ({ field, when, reason }, order) =>
      `SELECT n, ${order} AS place, ${literal(field)} AS field, left("${field}", 200) AS value, ${reason} AS reason
        FROM bad_row WHERE ${when}`,
  );
  return `WITH bad_row AS (
      SELECT * FROM (SELECT raw.rowid AS n, * FROM raw POSITIONAL JOIN verdict) WHERE bad ORDER BY n LIMIT ${limit})
    SELECT n, field, value, reason FROM (${each.join(" UNION ALL ")}) ORDER BY n, place LIMIT ${limit}`;
}
