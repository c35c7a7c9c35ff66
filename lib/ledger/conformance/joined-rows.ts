import type { FocusColumn } from "../../focus/columns";
import { dimensions } from "../staging/dimensions";
import { costs, quantities } from "../staging/part-sql";

/** Rules about one dimension alone are judged once for each of its rows; these are the names of their two masks. */
export type Judgement = { dimension: string; checked: string; broken: string };

/** A column by its name, in the joined rows and in those of its dimension. */
export function raw(column: FocusColumn): string {
  return `"${column}"`;
}

/** The columns of FOCUS that each dimension has, by their field. */
const columnsOf = new Map(
  dimensions.map(({ name, from }) => [
    name,
    from.flatMap((source, field): [string, number][] => {
      // Every charge has a provider, which 1.4 knows by its newer name alone.
      const column = source.startsWith("coalesce(") ? "ProviderName" : /^"(\w+)"$/.exec(source)?.[1];
      return column ? [[column, field]] : [];
    }),
  ]),
);

/** The dimension that a column is taken from; the kinds of charges have every enumeration in its own spelling. */
const homes = new Map<string, string>();
for (const name of ["charge_kind", ...columnsOf.keys()]) {
  for (const [column] of columnsOf.get(name) ?? []) if (!homes.has(column)) homes.set(column, name);
}

/** The dimension that has a column. */
export function homeOf(column: FocusColumn): string {
  const home = homes.get(column);
  if (!home) throw new Error(`${column} is not part of a dimension.`);
  return home;
}

const category = 'lower(trim("ChargeCategory"))';

/** What rules ask about a dimension, by name. */
const derived: Record<string, string[]> = {
  account: ['upper(trim("BillingCurrency")) AS currency'],
  charge_kind: [
    `CASE WHEN ${category} = 'error' THEN 'adjustment' ELSE ${category} END AS category`,
    `coalesce(lower(trim("ChargeClass")) = 'correction', false) AS is_correction`,
  ],
  commitment: ['lower(trim("CommitmentDiscountStatus")) AS commitment_status'],
  sku: [
    'TRY_CAST("ListUnitPrice" AS DOUBLE) AS list_price',
    'TRY_CAST("ContractedUnitPrice" AS DOUBLE) AS contracted_price',
  ],
};

const amount = (name: string) =>
  `CAST(s.u_${name} AS DOUBLE) + CASE WHEN s.r_${name} IS NULL THEN 0 ELSE coalesce(TRY_CAST(s.r_${name} AS DOUBLE), 0) END`;

/** What rules ask about a charge, by name; near enough for comparisons, while sums stay exact. */
const ofCharges = [
  ...costs.map(([, name]) => `${amount(name)} AS ${name}`),
  `coalesce(CAST(s.u_pricing_quantity AS DOUBLE), TRY_CAST(s.r_pricing_quantity AS DOUBLE)) AS quantity`,
  "coalesce(s.u_consumed_quantity IS NOT NULL OR s.r_consumed_quantity IS NOT NULL, false) AS has_consumed",
  "k_span.f0 AS t_ChargePeriodStart",
  "k_span.f1 AS t_ChargePeriodEnd",
  "k_slice.f1 AS period_start",
  "k_slice.f2 AS period_end",
];

const joined = [...columnsOf.keys()].filter((name) => !["region", "resource", "extra"].includes(name));

/** Every staged row beside what describes it, narrowed to what is asked for. */
export function joinedRows(chosen: string[], { where = "true", judgements = [] as Judgement[] } = {}): string {
  const columns = [...homes].filter(([, home]) => joined.includes(home)).map(([name, home]) => `${home}."${name}"`);
  const names = joined.flatMap((name) =>
    (derived[name] ?? []).map((source) => `${name}.${source.slice(source.lastIndexOf(" ") + 1)}`),
  );
  const masks = judgements.flatMap(({ dimension }) => [`checked_${dimension}`, `broken_${dimension}`]);
  const joins = joined.map((name) => {
    const judged = judgements.find(({ dimension }) => dimension === name);
    return `JOIN ${described(name, judged)} AS ${name} ON ${name}.n = s.n_${name}`;
  });
  return `SELECT ${chosen.join(", ")} FROM (
    SELECT s.*, ${[...ofCharges, ...columns, ...names, ...masks].join(", ")}
    FROM stage s JOIN k_slice ON k_slice.n = s.n_slice JOIN k_span ON k_span.n = s.n_span ${joins.join(" ")} WHERE ${where})`;
}

/** The rows of a dimension with its columns by name, what is derived from them, and the judgement on them. */
function described(name: string, judged: Judgement | undefined): string {
  const fields = (columnsOf.get(name) ?? []).map(([column, field]) => `f${field} AS "${column}"`);
  const masks = judged ? [`${judged.checked} AS checked_${name}`, `${judged.broken} AS broken_${name}`] : [];
  const added = [...(derived[name] ?? []), ...masks].map((each) => `, ${each}`).join("");
  return `(SELECT *${added} FROM (SELECT ${["n", ...fields].join(", ")} FROM k_${name}))`;
}

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
