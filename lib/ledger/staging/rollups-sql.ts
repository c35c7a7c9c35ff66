import { costs } from "./part-sql";

/** A table of sums, its keys after the day, and the sums of DuckDB that give them. */
export type RollupSql = { table: string; keys: string[]; sql: string };

/** Charges with the ids of these dimensions: several rows of files may be one row of the ledger. */
const charges = (names: string[]) =>
  [
    "stage JOIN span_day ON span_day.n = n_span",
    ...names.map((name) => `JOIN id_${name} ON id_${name}.n = n_${name}`),
  ].join(" ");
const ids = (names: string[]) => names.map((name) => `id_${name}.id AS ${name}`).join(", ");
const DAILY = ["account", "service", "charge_kind"];

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
  SELECT day, n_slice AS slice, ${ids(DAILY)}, ${ofCharges} FROM ${charges(DAILY)} WHERE ${within(slices)} GROUP BY ALL`;

/** The accounts of each slice, with their currencies, to choose those that stand for all of one currency. */
export const accountsOfSlices = `SELECT DISTINCT slice, account, upper(trim(f0))
  FROM (SELECT DISTINCT slice, account FROM daily) JOIN id_account ON id = account JOIN k_account ON k_account.n = id_account.n`;

/** Every table of sums but that of tags; `standing` has the standing account of each slice's accounts. */
export function rollupsOf(slices: number[]): RollupSql[] {
  const month = "date_diff('day', DATE '2000-01-01', date_trunc('month', DATE '2000-01-01' + day))";
  const monthly = ["account", "service", "region", "resource", "tag_set", "charge_kind"];
  return [
    rollup("rollup_day", ["slice", ...DAILY], "SELECT * FROM daily"),
    rollup(
      "rollup_month",
      ["slice", ...monthly],
      `SELECT CAST(${month} AS INTEGER) AS day, n_slice AS slice, ${ids(monthly)}, ${ofCharges}
        FROM ${charges(monthly)} WHERE ${within(slices)} GROUP BY ALL`,
    ),
    rollup(
      "rollup_service_month",
      ["slice", ...DAILY],
      `SELECT CAST(${month} AS INTEGER) AS day, slice, ${DAILY.join(", ")}, ${ofSums} FROM daily GROUP BY ALL`,
    ),
    rollup(
      "rollup_account",
      ["slice", "account", "charge_kind"],
      `SELECT day, slice, account, charge_kind, ${ofSums} FROM daily GROUP BY ALL`,
    ),
    rollup(
      "rollup_service",
      ["slice", "stands", "service", "charge_kind"],
      `SELECT day, slice, stands, service, charge_kind, ${ofSums} FROM daily JOIN standing USING (slice, account) GROUP BY ALL`,
    ),
    daysBy("region", slices),
    daysBy("commitment", slices),
  ];
}

const STANDING = "JOIN standing ON standing.slice = n_slice AND standing.account = id_account.id";

/** Days by one dimension that the daily sums do not have. */
function daysBy(dimension: string, slices: number[]): RollupSql {
  const names = ["account", dimension, "charge_kind"];
  return rollup(
    `rollup_${dimension}`,
    ["slice", "stands", dimension, "charge_kind"],
    `SELECT day, n_slice AS slice, stands, ${ids([dimension, "charge_kind"])}, ${ofCharges}
      FROM ${charges(names)} ${STANDING} WHERE ${within(slices)} GROUP BY ALL`,
  );
}

/** Tag sets that have the same values of all tracked keys are one combination; `valued` has those values. */
export const combinations = `CREATE OR REPLACE TEMP TABLE combination AS
  SELECT tag_set, dense_rank() OVER (ORDER BY vals) AS combination
  FROM (SELECT tag_set, list(value ORDER BY key) AS vals FROM valued GROUP BY tag_set)`;

/** Sums by the tags in `valued`: for each tracked key, the tag sets and which one stands for all of the same value. */
export function tagSums(slices: number[]): RollupSql {
  return rollup(
    "rollup_tag",
    ["key", "slice", "stands", "value", "charge_kind"],
    `WITH narrow AS (
      SELECT day, n_slice AS slice, stands, combination, ${ids(["charge_kind"])}, ${ofCharges}
      FROM ${charges(["account", "tag_set", "charge_kind"])} ${STANDING}
        JOIN combination ON combination.tag_set = id_tag_set.id WHERE ${within(slices)} GROUP BY ALL),
      part AS (SELECT DISTINCT combination, key, value FROM valued JOIN combination USING (tag_set))
    SELECT key, day, slice, stands, value, charge_kind, ${ofSums} FROM narrow JOIN part USING (combination) GROUP BY ALL`,
  );
}

/** Do all amounts fit what DuckDB sums exactly? */
export const hasRests = (slices: number[]) =>
  `SELECT count(*) FROM stage WHERE ${within(slices)} AND (${costs.map(([, name]) => `r_${name} IS NOT NULL`).join(" OR ")})`;

function within(slices: number[]): string {
  return `n_slice IN (${slices.join(", ")})`;
}

/** The dimensions that sums are kept by. */
export const summedBy = ["account", "service", "region", "resource", "tag_set", "commitment", "charge_kind"];

/** Sums that are too large for a word become text. */
function rollup(table: string, keys: string[], grouped: string): RollupSql {
  const amounts = costs.flatMap(([, name]) => [
    `TRY_CAST(${name} AS DECIMAL(18, 10))`,
    `CASE WHEN TRY_CAST(${name} AS DECIMAL(18, 10)) IS NULL THEN CAST(${name} AS VARCHAR) END`,
  ]);
  const counts = ["charges", "list_missing", "contracted_missing"].map((name) => `CAST(${name} AS INTEGER)`);
  return {
    table,
    keys,
    sql: `SELECT ${["day", ...keys, ...counts, ...amounts].join(", ")} FROM (${grouped}) ORDER BY ${keys.includes("key") ? "key, day" : "day"}`,
  };
}
