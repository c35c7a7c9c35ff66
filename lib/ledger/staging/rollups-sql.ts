import { costs } from "./part-sql";

/** A table of sums, its keys after the day, and the sums of DuckDB that give them. */
export type RollupSql = { table: string; keys: string[]; sql: string };

const CHARGES = "stage JOIN span_day ON span_day.n = n_span";
const sums = (source: (name: string) => string) => costs.map(([, name]) => `${source(name)} AS ${name}`);
const ofCharges = [
  "count(*) AS charges",
  ...sums((name) => `sum(u_${name})`),
  "count(*) - count(u_list) AS list_missing",
  "count(*) - count(u_contracted) AS contracted_missing",
].join(", ");
const added = ["charges", ...costs.map(([, name]) => name), "list_missing", "contracted_missing"];
const ofSums = added.map((name) => `sum(${name}) AS ${name}`).join(", ");

/** Days by account, service and kind: the first table of sums, from which smaller ones are added up. */
export const dailySums = (slices: number[]) => `CREATE OR REPLACE TEMP TABLE daily AS
  SELECT day, n_slice, n_account, n_service, n_charge_kind, ${ofCharges}
  FROM ${CHARGES} WHERE ${within(slices)} GROUP BY ALL`;

/** The accounts of each slice, with their currencies, to choose those that stand for all of one currency. */
export const accountsOfSlices = `SELECT n_slice, n_account, upper(trim(f0))
  FROM (SELECT DISTINCT n_slice, n_account FROM daily) JOIN k_account ON k_account.n = n_account`;

/** Every table of sums but that of tags. */
export function rollupsOf(slices: number[]): RollupSql[] {
  const month = "date_diff('day', DATE '2000-01-01', date_trunc('month', DATE '2000-01-01' + day))";
  return [
    rollup("rollup_day", ["slice", "account", "service", "charge_kind"], "SELECT * FROM daily"),
    rollup(
      "rollup_month",
      ["slice", "account", "service", "region", "resource", "tag_set", "charge_kind"],
      `SELECT CAST(${month} AS INTEGER) AS day, n_slice, n_account, n_service, n_region, n_resource, n_tag_set,
        n_charge_kind, ${ofCharges} FROM ${CHARGES} WHERE ${within(slices)} GROUP BY ALL`,
    ),
    rollup(
      "rollup_account",
      ["slice", "account", "charge_kind"],
      `SELECT day, n_slice, n_account, n_charge_kind, ${ofSums} FROM daily GROUP BY ALL`,
    ),
    rollup(
      "rollup_service",
      ["slice", "stands", "service", "charge_kind"],
      `SELECT day, n_slice, stands, n_service, n_charge_kind, ${ofSums} FROM daily JOIN standing USING (n_slice, n_account)
        GROUP BY ALL`,
    ),
    daysBy("region", slices),
    daysBy("commitment", slices),
  ];
}

/** Days by one dimension that the daily sums do not have. */
function daysBy(dimension: string, slices: number[]): RollupSql {
  return rollup(
    `rollup_${dimension}`,
    ["slice", "stands", dimension, "charge_kind"],
    `SELECT day, n_slice, stands, n_${dimension}, n_charge_kind, ${ofCharges}
      FROM ${CHARGES} JOIN standing USING (n_slice, n_account) WHERE ${within(slices)} GROUP BY ALL`,
  );
}

/** Sums by the tags in `valued`: for each tracked key, the tag sets and which one stands for all of the same value. */
export function tagSums(slices: number[]): RollupSql {
  return rollup(
    "rollup_tag",
    ["key", "slice", "stands", "value", "charge_kind"],
    `WITH narrow AS (
      SELECT day, n_slice, stands, n_tag_set, n_charge_kind, ${ofCharges}
      FROM ${CHARGES} JOIN standing USING (n_slice, n_account) WHERE ${within(slices)} GROUP BY ALL)
    SELECT key, day, n_slice, stands, value, n_charge_kind, ${ofSums}
    FROM narrow JOIN id_tag_set ON id_tag_set.n = n_tag_set JOIN valued ON valued.tag_set = id_tag_set.id GROUP BY ALL`,
  );
}

/** Do all amounts fit what DuckDB sums exactly? */
export const hasRests = (slices: number[]) =>
  `SELECT count(*) FROM stage WHERE ${within(slices)} AND (${costs.map(([, name]) => `r_${name} IS NOT NULL`).join(" OR ")})`;

function within(slices: number[]): string {
  return `n_slice IN (${slices.join(", ")})`;
}

const PLAIN = new Set(["key", "value", "stands"]);

/** The dimensions that sums are kept by. */
export const summedBy = ["account", "service", "region", "resource", "tag_set", "commitment", "charge_kind"];

/** Numbers become ids, as several rows of files may be one row of the ledger, and sums that are too large for a word become text. */
function rollup(table: string, keys: string[], grouped: string): RollupSql {
  const amounts = costs.flatMap(([, name]) => [
    `TRY_CAST(${name} AS DECIMAL(18, 10))`,
    `CASE WHEN TRY_CAST(${name} AS DECIMAL(18, 10)) IS NULL THEN CAST(${name} AS VARCHAR) END`,
  ]);
  const ids = keys.map((key) => {
    if (PLAIN.has(key)) return key;
    return key === "slice" ? "n_slice AS slice" : `id_${key}.id AS ${key}`;
  });
  const named = keys.filter((key) => !PLAIN.has(key) && key !== "slice");
  const joins = named.map((key) => `JOIN id_${key} ON id_${key}.n = n_${key}`);
  const summed = `SELECT day, ${ids.join(", ")}, ${ofSums} FROM (${grouped}) ${joins.join(" ")} GROUP BY ALL`;
  const counts = ["charges", "list_missing", "contracted_missing"].map((name) => `CAST(${name} AS INTEGER)`);
  return {
    table,
    keys,
    sql: `SELECT ${["day", ...keys, ...counts, ...amounts].join(", ")} FROM (${summed}) ORDER BY day`,
  };
}
