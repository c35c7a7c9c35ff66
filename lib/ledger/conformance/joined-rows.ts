import type { FocusColumn } from "../../focus/columns";
import { enumerations } from "../../focus/vocabulary";
import { dimensions } from "../staging/dimensions";
import { costs, quantities } from "../staging/part-sql";

/** Where the text of each column is among the distinct rows that were staged. */
const places = new Map<string, { dimension: string; field: number }>();
for (const { name, from } of dimensions) {
  for (const [field, source] of from.entries()) {
    const column = /^"(\w+)"$/.exec(source)?.[1];
    // The kinds of charges have every enumeration in its own spelling.
    if (column && (!places.has(column) || name === "charge_kind")) places.set(column, { dimension: name, field });
  }
}
// Every charge has a provider, which 1.4 knows by its newer name alone.
const account = dimensions.find(({ name }) => name === "account");
places.set("ProviderName", {
  dimension: "account",
  field: account?.from.findIndex((source) => source.includes('"ProviderName"')) ?? 0,
});

/** A column by its name, in the joined rows. */
export function raw(column: FocusColumn): string {
  return `"${column}"`;
}

/** Where the text of a column stands while the rows are joined. */
function textOf(column: FocusColumn): string {
  const place = places.get(column);
  if (!place) throw new Error(`${column} is not part of a dimension.`);
  return `k_${place.dimension}.f${place.field}`;
}

const amount = (name: string) =>
  `CAST(s.u_${name} AS DOUBLE) + CASE WHEN s.r_${name} IS NULL THEN 0 ELSE coalesce(TRY_CAST(s.r_${name} AS DOUBLE), 0) END`;
const quantity = (name: string) => `coalesce(CAST(s.u_${name} AS DOUBLE), TRY_CAST(s.r_${name} AS DOUBLE))`;
const category = `lower(trim(k_charge_kind.f${enumerations.indexOf("ChargeCategory")}))`;

/** What rules ask about a row, by name; near enough for comparisons, while sums stay exact. */
const derived = [
  ...costs.map(([, name]) => `${amount(name)} AS ${name}`),
  `${quantity("pricing_quantity")} AS quantity`,
  "coalesce(s.u_consumed_quantity IS NOT NULL OR s.r_consumed_quantity IS NOT NULL, false) AS has_consumed",
  `CASE WHEN ${category} = 'error' THEN 'adjustment' ELSE ${category} END AS category`,
  `coalesce(lower(trim(${textOf("ChargeClass")})) = 'correction', false) AS is_correction`,
  `lower(trim(${textOf("CommitmentDiscountStatus")})) AS commitment_status`,
  `TRY_CAST(${textOf("ListUnitPrice")} AS DOUBLE) AS list_price`,
  `TRY_CAST(${textOf("ContractedUnitPrice")} AS DOUBLE) AS contracted_price`,
  "k_slice.f1 AS period_start",
  "k_slice.f2 AS period_end",
  `upper(trim(${textOf("BillingCurrency")})) AS currency`,
];

const joins = ["slice", ...dimensions.map(({ name }) => name)]
  .filter((name) => name !== "region" && name !== "resource")
  .map((name) => `JOIN k_${name} ON k_${name}.h = s.h_${name}`);

/** Every staged row beside what describes it, narrowed to what is asked for. */
export function joinedRows(chosen: string[], where = "true"): string {
  return `SELECT ${chosen.join(", ")} FROM (SELECT s.*, s.rowid AS n, ${derived.join(", ")}, ${fields.join(", ")}
    FROM stage s ${joins.join(" ")} WHERE ${where})`;
}

const fields = [...places.entries()]
  .filter(([, { dimension }]) => dimension !== "resource" && dimension !== "region")
  .map(([column]) => `${textOf(column as FocusColumn)} AS "${column}"`);

/** How an example shows a column. */
export function shown(column: FocusColumn): string {
  const cost = costs.find(([name]) => name === column);
  if (cost) return exactText(cost[1]);
  const known = quantities.find(([name]) => name === column);
  if (known) return `coalesce(CAST(u_${known[1]} AS VARCHAR), r_${known[1]})`;
  if (column === "ChargePeriodStart" || column === "ChargePeriodEnd") return instantText(`t_${column}`);
  if (column === "BillingPeriodStart") return instantText("period_start");
  if (column === "BillingPeriodEnd") return instantText("period_end");
  return `left("${column}", 200)`;
}

function exactText(name: string): string {
  return `CASE WHEN r_${name} IS NULL THEN CAST(u_${name} AS VARCHAR)
    ELSE CAST(CAST(u_${name} AS DECIMAL(38, 16)) + coalesce(TRY_CAST(r_${name} AS DECIMAL(38, 16)), 0) AS VARCHAR) END`;
}

function instantText(instant: string): string {
  return `strftime(${instant}, '%Y-%m-%dT%H:%M:%SZ')`;
}
