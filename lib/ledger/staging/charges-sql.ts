import { addMonths, type Day } from "../../focus/period";
import { dimensions } from "./dimensions";
import { costs, quantities } from "./part-sql";

// Postgres counts from the year 2000.
const EPOCH_MICROSECONDS = 946_684_800_000_000n;

const DAY = 86_400_000_000n;
// Not by DuckDB's calendar of time zones, which takes twenty times as long.
const isWholeDay = `epoch_us(f0) % ${DAY} = 0 AND epoch_us(f1) - epoch_us(f0) = ${DAY}`;
const inPostgres = (instant: string) =>
  `CASE WHEN NOT (${isWholeDay}) THEN epoch_us(${instant}) - ${EPOCH_MICROSECONDS} END`;

/** The day of each span in Postgres's count, and when it starts and ends where it is not one whole day. */
export const daysOfSpans = `CREATE OR REPLACE TABLE span_day AS
  SELECT n, CAST((epoch_us(f0) - ${EPOCH_MICROSECONDS}) // ${DAY} AS INTEGER) AS day,
    ${inPostgres("f0")} AS starts, ${inPostgres("f1")} AS ends FROM k_span`;

/** Columns that most imports have no value of: only those that have one are asked for. */
const rare: Record<string, string> = {
  starts: "span_day.starts",
  ends: "span_day.ends",
  ...Object.fromEntries(
    [...costs.map(([, name]) => `r_${name}`), ...quantities.flatMap(([, name]) => [`u_${name}`, `r_${name}`])].map(
      (column) => [column, `s.${column}`],
    ),
  ),
};
export const rareColumns = Object.keys(rare);

/** Which of the rare columns have a value. */
export const rareOnes = `SELECT ${rareColumns
  .map((name) =>
    ["starts", "ends"].includes(name) ? `(SELECT count(${name}) > 0 FROM span_day)` : `count(${name}) > 0`,
  )
  .join(", ")} FROM stage`;

/** What most charges of each slice carry beside FOCUS; of several that are as frequent, always the same. */
export const usualExtras = `SELECT n_slice, n_extra
  FROM (SELECT n_slice, n_extra, count(*) AS charges FROM stage GROUP BY ALL) JOIN k_extra ON k_extra.n = n_extra
  QUALIFY row_number() OVER (PARTITION BY n_slice ORDER BY charges DESC, k_extra.h) = 1`;

const dayNumber = (day: Day) => Number((BigInt(Date.parse(day)) * 1000n - EPOCH_MICROSECONDS) / DAY);

type Writing = { present: Set<string>; withExtra: boolean; month: Day };

/** What charges of a day lie next to each other by; `id_...` has their ids in the ledger. */
export const laidBy = ["service", "account"];

/**
 * The charges of a month of the chosen slices, encoded, in the column order that the COPY writes; by day, and by the ids
 * of service and account, of which BRIN knows the smallest and largest: a question about one service reads a small part
 * of its days. What they carry beside FOCUS is written with each charge where it hardly repeats.
 */
export function chargesOf(slices: number[], { present, withExtra, month }: Writing): string {
  const columns = [
    ...costs.map(([, name]) => `s.u_${name}`),
    "span_day.day",
    "s.n_slice",
    ...dimensions.map(({ name }) => `s.n_${name}`),
    ...Object.entries(rare).flatMap(([name, source]) => (present.has(name) ? [source] : [])),
    ...(withExtra ? ["k_extra.f0"] : []),
  ];
  const texts = withExtra ? "JOIN k_extra ON k_extra.n = s.n_extra" : "";
  const laid = laidBy.map((name) => `JOIN id_${name} ON id_${name}.n = s.n_${name}`).join(" ");
  const order = ["span_day.day", ...laidBy.map((name) => `id_${name}.id`)];
  return `SELECT ${columns.join(", ")} FROM stage s JOIN span_day ON span_day.n = s.n_span ${laid} ${texts}
    WHERE s.n_slice IN (${slices.join(", ")}) AND span_day.day >= ${dayNumber(month)} AND span_day.day < ${dayNumber(addMonths(month, 1))}
    ORDER BY ${order.join(", ")}`;
}
