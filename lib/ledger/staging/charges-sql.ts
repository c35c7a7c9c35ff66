import { dimensions } from "./dimensions";
import { costs, quantities } from "./part-sql";

// Postgres counts from the year 2000.
const EPOCH_MICROSECONDS = 946_684_800_000_000n;

/** The charges of the chosen slices, encoded, in the column order that the COPY writes; by day, so that BRIN works. */
export function chargesOf(slices: number[]): string {
  const columns = [
    ...costs.map(([, name]) => `s.u_${name}`),
    `epoch_us(s.t_ChargePeriodStart) - ${EPOCH_MICROSECONDS}`,
    `epoch_us(s.t_ChargePeriodEnd) - ${EPOCH_MICROSECONDS}`,
    "CAST(date_diff('day', DATE '2000-01-01', CAST(s.t_ChargePeriodStart AS DATE)) AS INTEGER)",
    "k_slice.n",
    ...dimensions.map(({ name }) => `k_${name}.n`),
    ...costs.map(([, name]) => `s.r_${name}`),
    ...quantities.flatMap(([, name]) => [`s.u_${name}`, `s.r_${name}`]),
    "s.extra",
  ];
  const joins = ["slice", ...dimensions.map(({ name }) => name)].map(
    (name) => `JOIN k_${name} ON k_${name}.h = s.h_${name}`,
  );
  return `SELECT ${columns.join(", ")} FROM stage s ${joins.join(" ")}
    WHERE k_slice.n IN (${slices.join(", ")}) ORDER BY k_slice.n, s.t_ChargePeriodStart`;
}
