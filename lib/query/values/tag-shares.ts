import type { Scope } from "../../auth/scope";
import { join, sql } from "../../db/sql";
import type { Metric } from "../../focus/charge";
import { Money } from "../../focus/money";
import { addMonths, monthOf, type Period } from "../../focus/period";
import { AnswerCache } from "../cache";
import { metricSql, tableName } from "../catalog";
import { shareOf } from "../overview/ranking";
import { inSnapshot } from "../snapshot";
import { within } from "../sql";
import { dataVersion } from "../version";
import { rowConditions, rowTable } from "../within-rows";

const MOST_KEYS = 200;
const MOST_CHARACTERS = 2_000_000;
const found = new AnswerCache(MOST_CHARACTERS);

/** A tag key and how much of the cost carries it; `share` is of the currency with most cost. */
export type TagShare = {
  key: string;
  charges: number;
  costs: { currency: string; amount: string }[];
  share: number | null;
};
/** The months that were counted, and the keys, the one on most of the cost first. */
export type TagShares = { period: Period; keys: TagShare[] };

/** The tag keys in use, each with the cost of the charges that have it, in the months of a period. */
export async function askTagShares(scope: Scope, asked: { period: Period; metric: Metric }): Promise<TagShares> {
  const last = monthOf(asked.period.to).from;
  const to = last === asked.period.to ? last : addMonths(last, 1);
  const months = { from: monthOf(asked.period.from).from, to };
  const key = JSON.stringify([scope.workspaceId, await dataVersion(scope), months, asked.metric]);
  return await found.remember(key, async () => sharesOf(months, await sums(scope, months, asked.metric)));
}

type Row = { key: string | null; currency: string; charges: string; amount: string };

/** Key null: everything, whether it has tags or not. */
async function sums(scope: Scope, { from, to }: Period, metric: Metric): Promise<Row[]> {
  const table = rowTable(scope);
  const charges = table === "charge" ? sql`count(*)` : sql`sum(x.charges)`;
  const conditions = [
    sql`account.workspace_id = ${scope.workspaceId}::uuid`,
    ...within({ from, to }, table),
    ...rowConditions(scope),
  ];
  return await inSnapshot((read) =>
    read.rows<Row>(sql`
      with by_set as (
        select account.currency::text as currency, x.tag_set_id, ${charges} as charges,
               coalesce(${metricSql(metric, table).amount}, 0) as amount
        from ${tableName[table]} x join dim_account account on account.id = x.account_id
        where ${join(conditions, " and ")}
        group by 1, 2
      ), by_key as (
        select tag.key, currency, sum(charges) as charges, sum(amount) as amount
        from by_set join dim_tag_set on dim_tag_set.id = by_set.tag_set_id, jsonb_object_keys(dim_tag_set.tags) tag (key)
        group by 1, 2
      )
      select null as key, currency, sum(charges)::text as charges, trim_scale(sum(amount))::text as amount
      from by_set group by 2
      union all select key, currency, charges::text, trim_scale(amount)::text from by_key
      order by key, currency`),
  );
}

function sharesOf(period: Period, rows: Row[]): TagShares {
  const [largest] = rows.filter(({ key }) => key === null).sort((a, b) => sizeOf(b).cmp(sizeOf(a)));
  const keys = new Map<string, TagShare>();
  for (const { key, currency, charges, amount } of rows) {
    if (key === null) continue;
    const known = keys.get(key) ?? { key, charges: 0, costs: [], share: null };
    keys.set(key, known);
    known.charges += Number(charges);
    known.costs.push({ currency, amount });
    if (currency === largest?.currency) known.share = shareOf(amount, largest.amount);
  }
  const all = [...keys.values()].sort((a, b) => (b.share ?? -1) - (a.share ?? -1) || (a.key < b.key ? -1 : 1));
  return { period, keys: all.slice(0, MOST_KEYS) };
}

function sizeOf({ amount }: Row): Money {
  return new Money(amount).abs();
}
