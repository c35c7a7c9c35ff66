import { costColumns, numberColumns, timeColumns } from "../../focus/columns";
import { literal } from "./database";
import { withSteps } from "./number-sql";
import { rules } from "./rules";
import type { Rows } from "./text-sql";

const numbers = [...costColumns, ...numberColumns];

/**
 * Looks at every row of a part closely; only done when there is something wrong with it. The numbers of a row are one
 * list, so that what reads them is planned once and not for each.
 */
export function diagnosis(text: string, { kinds }: Rows): string[] {
  const present = numbers.filter((column) => kinds[column] !== "absent");
  const read = withSteps(
    "raw",
    [`[${present.map((column) => `"${column}"`).join(", ")}] AS texts`],
    [
      "list_transform(texts, lambda t: t IS NULL OR is_simple(t)) AS simple",
      "list_transform(texts, lambda t: CASE WHEN t IS NOT NULL AND NOT is_simple(t) THEN number_parts(t) END) AS parts",
    ],
    ["list_transform(parts, lambda p: CASE WHEN p IS NOT NULL THEN pointed(p) END) AS points"],
    ["list_transform(points, lambda g: CASE WHEN g IS NOT NULL THEN split(g) END) AS digits"],
    ["list_transform(digits, lambda d: fits(d)) AS fitting"],
  );
  const columns = [
    ...timeColumns.map((column) => `instant("${column}") AS t_${column}`),
    ...numbers.map((column) => {
      const at = present.indexOf(column) + 1;
      return `${at > 0 ? `NOT coalesce(simple[${at}] OR fitting[${at}], false)` : "false"} AS w_${column}`;
    }),
  ];
  const bad = `coalesce(${rules.map(({ when }) => `(${when})`).join(" OR ")}, true) AS bad`;
  const kept = [...timeColumns.map((column) => `t_${column}`), ...numbers.map((column) => `w_${column}`), "bad"];
  return [
    `CREATE OR REPLACE TEMP TABLE raw AS SELECT * FROM ${text}`,
    `CREATE OR REPLACE TEMP TABLE verdict AS SELECT ${kept.join(", ")} FROM ${withSteps(read, columns, [bad])}`,
  ];
}

/** The first bad rows and what is wrong with each. */
export function badRows(limit: number): string {
  const reasons = [...new Set(rules.map(({ reason }) => reason))];
  const broken = rules.map(({ field, when, reason }, place) => {
    const fault = `'place': ${place}, 'field': ${literal(field)}, 'value': "${field}", 'why': ${reasons.indexOf(reason)}`;
    return `CASE WHEN ${when} THEN {${fault}} END`;
  });
  return `WITH bad_row AS (
      SELECT * FROM (SELECT raw.rowid AS n, * FROM raw POSITIONAL JOIN verdict) WHERE bad ORDER BY n LIMIT ${limit}),
    broken AS (SELECT n, unnest([${broken.join(", ")}]) AS fault FROM bad_row),
    why AS (SELECT n, unnest(fault) FROM broken WHERE fault IS NOT NULL)
    SELECT n, field, left(value, 200), CASE why ${reasons.map((reason, index) => `WHEN ${index} THEN ${reason}`).join(" ")} END
    FROM why ORDER BY n, place LIMIT ${limit}`;
}
