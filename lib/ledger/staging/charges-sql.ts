import { addMonths, type Day } from "../../focus/period";
import { dimensions } from "./dimensions";
import { costs, quantities } from "./part-sql";

// Postgres counts from the year 2000.
const EPOCH_MICROSECONDS = 946_684_800_000_000n;

const DAY = 86_400_000_000n;
// Not by DuckDB's calendar of time zones, which takes twenty times as long.
const isWholeDay = `epoch_us(s.t_ChargePeriodStart) % ${DAY} = 0
  AND epoch_us(s.t_ChargePeriodEnd) - epoch_us(s.t_ChargePeriodStart) = ${DAY}`;
/** The day of an instant in Postgres's count. */
export const dayOf = (instant: string) => `CAST((epoch_us(${instant}) - ${EPOCH_MICROSECONDS}) // ${DAY} AS INTEGER)`;

const instant = (column: string) =>
  `CASE WHEN NOT (${isWholeDay}) THEN epoch_us(s.${column}) - ${EPOCH_MICROSECONDS} END`;

/** Columns that most imports have no value of: only those that have one are asked for. */
const rare: Record<string, string> = {
  starts: instant("t_ChargePeriodStart"),
  ends: instant("t_ChargePeriodEnd"),
  ...Object.fromEntries(
    [...costs.map(([, name]) => `r_${name}`), ...quantities.flatMap(([, name]) => [`u_${name}`, `r_${name}`])].map(
      (column) => [column, `s.${column}`],
    ),
  ),
};
export const rareColumns = Object.keys(rare);

/** Which of the rare columns have a value. */
export const rareOnes = `SELECT ${Object.values(rare)
  .map((source) => `count(${source}) > 0`)
  .join(", ")} FROM stage s`;

const startOf = (day: Day) => `make_timestamptz(${Date.parse(day)}::BIGINT * 1000)`;

type Writing = { present: Set<string>; withExtra: boolean; month: Day };

/**
 * The charges of a month of the chosen slices, encoded, in the column order that the COPY writes; by day, service and
 * account, so that BRIN works: a question about one service reads a small part of its days. What they carry beside
 * FOCUS is written with each charge where it hardly repeats.
 */
export function chargesOf(slices: number[], { present, withExtra, month }: Writing): string {
  const columns = [
    ...costs.map(([, name]) => `s.u_${name}`),
    dayOf("s.t_ChargePeriodStart"),
    "k_slice.n",
    ...dimensions.map(({ name }) => `k_${name}.n`),
    ...Object.entries(rare).flatMap(([name, source]) => (present.has(name) ? [source] : [])),
    ...(withExtra ? ["k_extra.f0"] : []),
  ];
  const joins = ["slice", ...dimensions.map(({ name }) => name)].map(
    (name) => `JOIN k_${name} ON k_${name}.h = s.h_${name}`,
  );
  return `SELECT ${columns.join(", ")} FROM stage s ${joins.join(" ")}
    WHERE k_slice.n IN (${slices.join(", ")})
      AND s.t_ChargePeriodStart >= ${startOf(month)} AND s.t_ChargePeriodStart < ${startOf(addMonths(month, 1))}
    ORDER BY ${dayOf("s.t_ChargePeriodStart")}, k_service.n, k_account.n`;
}
