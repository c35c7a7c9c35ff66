import type { DuckDBConnection } from "@duckdb/node-api";
import { plain } from "../lib/focus/money";
import { isTag, tagKey } from "../lib/query/names";
import type { Condition, CostQuery } from "../lib/query/spec";

const fixed: Record<string, string> = {
  provider: "ProviderName",
  subAccount: "SubAccountId",
  service: "ServiceName",
  region: "RegionId",
  resource: "ResourceId",
  resourceType: "ResourceType",
  sku: "SkuId",
  commitment: "CommitmentDiscountId",
  // A purchase without a commitment counts as usage.
  chargeKind: "CASE WHEN ChargeCategory IN ('Credit', 'Tax') THEN lower(ChargeCategory) ELSE 'usage' END",
  tagging: "CASE WHEN Tags IS NULL THEN 'untagged' ELSE 'tagged' END",
};
const costs = { billed: "BilledCost", effective: "EffectiveCost", list: "ListCost", contracted: "ContractedCost" };

export type Answered = { rows: Map<string, string>; compared: Map<string, string> | null };

/** The same question asked of the files themselves, by another engine and with other SQL. */
export async function duckdbAnswer(files: DuckDBConnection, query: CostQuery): Promise<Answered> {
  const rows = await sumsOf(files, query);
  const compared = query.compare ? await sumsOf(files, { ...query, period: query.compare }) : null;
  return { rows, compared };
}

/** Exact sums by bucket and keys. */
async function sumsOf(files: DuckDBConnection, { period, grain, groupBy, where, metric }: CostQuery) {
  const bucket = grain === "total" ? "NULL" : `strftime(date_trunc('${grain}', ChargePeriodStart), '%Y-%m-%d')`;
  const keys = groupBy.map(columnOf);
  const conditions = [
    `ChargePeriodStart >= TIMESTAMP '${period.from}' AND ChargePeriodStart < TIMESTAMP '${period.to}'`,
    ...where.map(conditionSql),
  ];
  const read = await files.runAndReadAll(`
    SELECT to_json([${[bucket, ...keys].map((each) => `(${each})::VARCHAR`).join(", ")}])::VARCHAR,
      CAST(sum(${costs[metric]}) AS VARCHAR)
    FROM bill WHERE ${conditions.join(" AND ")} GROUP BY ALL`);
  return new Map(read.getRows().map(([key, amount]) => [String(key), plain(String(amount))]));
}

function columnOf(dimension: CostQuery["groupBy"][number]): string {
  if (isTag(dimension)) return `Tags ->> '$."${tagKey(dimension)}"'`;
  const value = fixed[dimension];
  if (!value) throw new Error(`The bench does not know the dimension ${dimension}.`);
  return value;
}

function conditionSql({ dimension, operator, values }: Condition): string {
  const list = values.map((value) => `'${value.replaceAll("'", "''")}'`).join(", ");
  const value = `(${columnOf(dimension)})`;
  if (operator === "notin") return `(${value} NOT IN (${list}) OR ${value} IS NULL)`;
  if (operator === "eq" || operator === "in") return `${value} IN (${list})`;
  throw new Error(`The bench does not know the operator ${operator}.`);
}
