import { dayOf } from "./charges-sql";
import { costs } from "./part-sql";

/** A table of sums, its keys after the day, and the sums of DuckDB that give them. */
export type RollupSql = { table: string; keys: string[]; sql: string };

const DAY = dayOf("t_ChargePeriodStart");
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
  SELECT ${DAY} AS day, h_slice, h_account, h_service, h_charge_kind, ${ofCharges}
  FROM stage WHERE ${within(slices)} GROUP BY ALL`;

/** The accounts of each slice, with their currencies, to choose those that stand for all of one currency. */
export const accountsOfSlices = `SELECT k_slice.n, k_account.n, upper(trim(k_account.f0))
  FROM (SELECT DISTINCT h_slice, h_account FROM daily) JOIN k_slice ON k_slice.h = h_slice
    JOIN k_account ON k_account.h = h_account`;

/** `chosen` has the id of the standing account for each slice and account. */
export const standing = `CREATE OR REPLACE TEMP TABLE standing AS
  SELECT k_slice.h AS h_slice, k_account.h AS h_account, stands FROM chosen
    JOIN k_slice ON k_slice.n = chosen.slice JOIN k_account ON k_account.n = chosen.account`;

/** Every table of sums but that of tags. */
export function rollupsOf(slices: number[]): RollupSql[] {
  const charges = `stage WHERE ${within(slices)}`;
  const month = `date_diff('day', DATE '2000-01-01', date_trunc('month', DATE '2000-01-01' + ${DAY}))`;
  return [
    rollup("rollup_day", ["slice", "account", "service", "charge_kind"], "SELECT * FROM daily"),
    rollup(
      "rollup_month",
      ["slice", "account", "service", "region", "resource", "tag_set", "charge_kind"],
      `SELECT CAST(${month} AS INTEGER) AS day, h_slice, h_account, h_service, h_region, h_resource, h_tag_set,
        h_charge_kind, ${ofCharges} FROM ${charges} GROUP BY ALL`,
    ),
    rollup(
      "rollup_account",
      ["slice", "account", "charge_kind"],
      `SELECT day, h_slice, h_account, h_charge_kind, ${ofSums} FROM daily GROUP BY ALL`,
    ),
    rollup(
      "rollup_service",
      ["slice", "stands", "service", "charge_kind"],
      `SELECT day, h_slice, stands, h_service, h_charge_kind, ${ofSums} FROM daily JOIN standing USING (h_slice, h_account)
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
    `SELECT ${DAY} AS day, h_slice, stands, h_${dimension}, h_charge_kind, ${ofCharges}
      FROM stage JOIN standing USING (h_slice, h_account) WHERE ${within(slices)} GROUP BY ALL`,
  );
}

/** Sums by the tags in `valued`: for each tracked key, the tag sets and which one stands for all of the same value. */
export function tagSums(slices: number[]): RollupSql {
  return rollup(
    "rollup_tag",
    ["key", "slice", "stands", "value", "charge_kind"],
    `WITH narrow AS (
      SELECT ${DAY} AS day, h_slice, stands, h_tag_set, h_charge_kind, ${ofCharges}
      FROM stage JOIN standing USING (h_slice, h_account) WHERE ${within(slices)} GROUP BY ALL)
    SELECT key, day, h_slice, stands, value, h_charge_kind, ${ofSums}
    FROM narrow JOIN id_tag_set ON id_tag_set.h = h_tag_set JOIN valued ON valued.tag_set = id_tag_set.id GROUP BY ALL`,
  );
}

/** Do all amounts fit what DuckDB sums exactly? */
export const hasRests = (slices: number[]) =>
  `SELECT count(*) FROM stage WHERE ${within(slices)} AND (${costs.map(([, name]) => `r_${name} IS NOT NULL`).join(" OR ")})`;

function within(slices: number[]): string {
  return `h_slice IN (SELECT h FROM k_slice WHERE n IN (${slices.join(", ")}))`;
}

const PLAIN = new Set(["key", "value", "stands"]);

/** The dimensions that sums are kept by. */
export const summedBy = ["account", "service", "region", "resource", "tag_set", "commitment", "charge_kind"];

/** `numbered` has the ids of a dimension's staged rows; several rows of files may be one row of the ledger. */
export const idsOfHashes = (name: string) => `CREATE OR REPLACE TEMP TABLE id_${name} AS
  SELECT h, id FROM k_${name} JOIN numbered USING (n)`;

/** Hashes become ids, and sums that are too large for a word become text. */
function rollup(table: string, keys: string[], grouped: string): RollupSql {
  const hashed = keys.filter((key) => !PLAIN.has(key));
  const amounts = costs.flatMap(([, name]) => [
    `TRY_CAST(${name} AS DECIMAL(18, 10))`,
    `CASE WHEN TRY_CAST(${name} AS DECIMAL(18, 10)) IS NULL THEN CAST(${name} AS VARCHAR) END`,
  ]);
  const ids = keys.map((key) => {
    if (PLAIN.has(key)) return key;
    return key === "slice" ? "k_slice.n AS slice" : `id_${key}.id AS ${key}`;
  });
  const joins = hashed.map((key) => {
    const known = key === "slice" ? "k_slice" : `id_${key}`;
    return `JOIN ${known} ON ${known}.h = h_${key}`;
  });
  const summed = `SELECT day, ${ids.join(", ")}, ${ofSums} FROM (${grouped}) ${joins.join(" ")} GROUP BY ALL`;
  const counts = ["charges", "list_missing", "contracted_missing"].map((name) => `CAST(${name} AS INTEGER)`);
  return {
    table,
    keys,
    sql: `SELECT ${["day", ...keys, ...counts, ...amounts].join(", ")} FROM (${summed}) ORDER BY day`,
  };
}
