import type { Scope } from "../../auth/scope";
import { empty, join, type Sql, sql } from "../../db/sql";
import type { Metric } from "../../focus/charge";
import { addMonths, monthOf, type Period } from "../../focus/period";
import type { Asking } from "../asking";
import { AnswerCache } from "../cache";
import { metricSql, type Table, tableName } from "../catalog";
import { keyLabel } from "../key-label";
import { labelsOf, named } from "../labels";
import type { Dimension } from "../names";
import { coveringTables } from "../plan";
import { inSnapshot, type Reader } from "../snapshot";
import type { Condition, CostQuery } from "../spec";
import { conditions, joins, keysOf } from "../sql";
import { dataVersion } from "../version";
import { type Limited, withinRows } from "../within-rows";

const MOST_VALUES = 50;
const MOST_CHARACTERS = 8_000_000;
const found = new AnswerCache(MOST_CHARACTERS);

/** What is looked for: values of a dimension that hold a text, charged in a period under other conditions. */
export type ValuesQuery = {
  dimension: Dimension;
  /** Part of a value or of its name, as typed; empty for the values that cost most. */
  text: string;
  period: Period;
  where: Condition[];
  metric: Metric;
};

/** A value as a filter offers it; null for charges without one. */
export type FoundValue = {
  value: string | null;
  label: string;
  charges: number;
  costs: { currency: string; amount: string }[];
};

export type FoundValues = {
  dimension: Dimension;
  /** The days that were counted: whole months where they are far quicker to read than the days that were asked for. */
  period: Period;
  values: FoundValue[];
  /** There are others than these. */
  more: boolean;
};

/** The best matches first: the value itself, then what begins with the text, then what holds it; the costliest first. */
export async function askValues(scope: Scope, asked: ValuesQuery, asking: Asking = {}): Promise<FoundValues> {
  const key = JSON.stringify([scope.workspaceId, await dataVersion(scope), asked]);
  return await found.remember(key, (shared) => inSnapshot((read) => valuesOf(read, scope, asked), shared), asking);
}

type Row = { value: string | null; currency: string; charges: string; amount: string | null; place: string };

async function valuesOf(read: Reader, scope: Scope, asked: ValuesQuery): Promise<FoundValues> {
  const { query, table } = placeOf(withinRows(scope, asked));
  const rows = await read.rows<Row>(valuesSql(scope, asked.text, query, table));
  const keysOf = (value: string | null) => ({ [asked.dimension]: value });
  const charged = rows.map(({ value }) => ({ bucket: null, keys: keysOf(value), amount: "0" }));
  const labels = await labelsOf(read, scope, [asked.dimension], charged);
  const values = new Map<string | null, FoundValue>();
  for (const { value, currency, charges, amount } of rows) {
    const label = keyLabel([asked.dimension], keysOf(value), labels);
    const known = values.get(value) ?? { value, label, charges: 0, costs: [] };
    values.set(value, known);
    known.charges += Number(charges);
    if (amount !== null) known.costs.push({ currency, amount });
  }
  const all = [...values.values()];
  return {
    dimension: asked.dimension,
    period: query.period,
    values: all.slice(0, MOST_VALUES),
    more: all.length > MOST_VALUES,
  };
}

/** The smallest table that has the dimensions; the fact is read only where no rollup has them, even by whole months. */
function placeOf(asked: Limited<ValuesQuery>): { query: Limited<CostQuery>; table: Table } {
  const { dimension, text: _typed, period, ...rest } = asked;
  const query: Limited<CostQuery> = { ...rest, period, grain: "total", groupBy: [dimension] };
  const covering = coveringTables(query);
  const [smallest] = covering.includes("rollup_month") ? ["rollup_month" as const] : covering;
  if (smallest && smallest !== "charge") return { query, table: smallest };
  const months = { ...query, period: wholeMonths(period) };
  return coveringTables(months).includes("rollup_month")
    ? { query: months, table: "rollup_month" }
    : { query, table: "charge" };
}

function wholeMonths({ from, to }: Period): Period {
  const last = monthOf(to).from;
  return { from: monthOf(from).from, to: last === to ? to : addMonths(last, 1) };
}

function valuesSql(scope: Scope, text: string, query: Limited<CostQuery>, table: Table): Sql {
  const [dimension = "service"] = query.groupBy;
  const [value = sql`null`] = keysOf(query);
  const matches = text === "" ? empty : sql`and ${matchesText(scope, dimension, value, text)}`;
  const charges = table === "charge" ? sql`count(*)` : sql`sum(x.charges)`;
  const { amount } = metricSql(query.metric, table);
  return sql`
    with charged as (
      select ${value} as value, account.currency::text as currency, ${charges} as charges, ${amount} as amount
      from ${tableName[table]} x ${joins(scope, query, table)}
      where ${join(conditions(scope, query, table), " and ")} ${matches}
      group by 1, 2
    ), ranked as (
      select value, row_number() over (
        order by case when lower(value) = lower(${text}::text) then 0
                      when starts_with(lower(value), lower(${text}::text)) then 1 else 2 end,
                 max(abs(amount)) desc nulls last, value) as place
      from charged group by value
    )
    select charged.value, charged.currency, charged.charges::text, trim_scale(charged.amount)::text as amount,
           ranked.place::text
    from ranked join charged on charged.value is not distinct from ranked.value
    where ranked.place <= ${MOST_VALUES + 1}
    order by ranked.place, charged.currency`;
}

/** By the value, or by any name it ever had. */
function matchesText({ workspaceId }: Scope, dimension: Dimension, value: Sql, text: string): Sql {
  const holds = (of: Sql) => sql`strpos(lower(${of}), lower(${text}::text)) > 0`;
  const shape = named[dimension];
  if (!shape) return holds(value);
  return sql`${value} in (
    select tuple.${shape.id} from ${shape.table} tuple
    where tuple.workspace_id = ${workspaceId}::uuid and (${holds(sql`tuple.${shape.id}`)} or ${holds(sql`tuple.${shape.name}`)}))`;
}
