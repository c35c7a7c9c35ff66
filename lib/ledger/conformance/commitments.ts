import type { DuckDBConnection } from "@duckdb/node-api";
import { Money, plain } from "../../focus/money";
import { rowsIn } from "../staging/database";
import type { ConformanceFinding } from "./conformance";
import { joinedRows } from "./joined-rows";

const NAMED = 20;
const CENT = "0.01";

/**
 * What was bought equals what its usage is charged with, commitment by commitment. It can only be told where the file
 * reaches over the whole term: from the first day that was paid for to the last.
 */
export async function coverage(connection: DuckDBConnection): Promise<ConformanceFinding> {
  const sum = (metric: string) =>
    `sum(CAST(u_${metric} AS DECIMAL(30, 16)) + coalesce(TRY_CAST(r_${metric} AS DECIMAL(30, 16)), 0))`;
  const rows = joinedRows(['lower("CommitmentDiscountId") AS id', '"CommitmentDiscountId" AS name', "*"]);
  const found = await rowsIn(
    connection,
    `WITH charge AS (FROM (${rows}) WHERE id IS NOT NULL AND category IN ('usage', 'purchase')), commitment AS (
      SELECT id, currency, any_value(name) AS name, count(*) AS rows,
        ${sum("billed")} FILTER (category = 'purchase') AS bought,
        ${sum("effective")} FILTER (category = 'usage') AS used,
        min(t_ChargePeriodStart) FILTER (category = 'purchase') >= min(t_ChargePeriodStart) FILTER (category = 'usage')
          AND max(t_ChargePeriodEnd) FILTER (category = 'purchase') <= max(t_ChargePeriodEnd) FILTER (category = 'usage')
          AS is_whole
      FROM charge GROUP BY id, currency)
    SELECT name, currency, rows, CAST(bought AS VARCHAR), CAST(used AS VARCHAR)
    FROM commitment WHERE is_whole AND bought IS NOT NULL AND used IS NOT NULL ORDER BY name`,
  );
  const whole = found.map(([name, currency, count, bought, used]) => ({
    name: String(name),
    currency: String(currency),
    rows: Number(count),
    bought: new Money(String(bought)),
    used: new Money(String(used)),
  }));
  const broken = whole.filter(({ bought, used }) => bought.minus(used).abs().gt(CENT));
  const byCurrency = new Map<string, Money>();
  for (const { currency, bought, used } of broken) {
    byCurrency.set(currency, (byCurrency.get(currency) ?? new Money(0)).plus(used.minus(bought)));
  }
  return {
    id: "commitment-coverage",
    rule: "The usage of a commitment is charged with what its purchase cost, where the file holds its whole term.",
    section: "EffectiveCost, commitment discounts",
    checked: whole.reduce((all, { rows: count }) => all + count, 0),
    broken: broken.reduce((all, { rows: count }) => all + count, 0),
    amounts: [...byCurrency].map(([currency, amount]) => ({ metric: "effective", currency, amount: plain(amount) })),
    examples: [],
    names: broken
      .slice(0, NAMED)
      .map(({ name, currency, bought, used }) => `${name}: bought ${plain(bought)}, used ${plain(used)} ${currency}`),
  };
}
