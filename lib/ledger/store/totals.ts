import type { PoolClient } from "pg";
import { type Sql, sql } from "../../db/sql";
import { type Metric, metrics, type StatedTotal } from "../../focus/charge";
import { Money, plain } from "../../focus/money";
import type { Day } from "../../focus/period";
import type { Sums } from "../staging/summary";
import { byMonth, onDays, rollups, trackedBy } from "./rollups";
import type { Span } from "./slices";

type Total = { origin: "stored" | "file" | "provider"; slice: number; day: Day | null; estimated: boolean } & {
  metric: Metric;
  currency: string;
  amount: string;
};

type StoredRow = { slice_id: number; currency: string } & Record<Metric, string | null>;

const unit = sql`0.0000000001`;

const sumOfCharges = sql`
  sum(billed) * ${unit} + coalesce(sum(billed_rest), 0) as billed,
  sum(effective) * ${unit} + coalesce(sum(effective_rest), 0) as effective,
  sum(list) * ${unit} + coalesce(sum(list_rest), 0) as list,
  sum(contracted) * ${unit} + coalesce(sum(contracted_rest), 0) as contracted`;

const sumOfRollup = sql`
  sum(billed) as billed, sum(effective) as effective, sum(list) as list, sum(contracted) as contracted`;

/**
 * Sums the slices as they are stored, in the charges and in every rollup, and stops the import when one of them
 * differs from the file in any digit.
 */
export async function verifiedTotals(
  client: PoolClient,
  slices: { id: number; sums: Sums }[],
  { from, to }: Span,
): Promise<Total[]> {
  const ids = slices.map(({ id }) => id);
  const inDays = sql`slice_id = any(${ids}) and charge_day >= ${from}::date and charge_day < ${to}::date`;
  const tables: [name: string, statement: Sql][] = [
    ["charge", bySlice(sumOfCharges, sql`charge`, inDays)],
    ...rollups.map(({ name, table }): [string, Sql] => [
      name,
      bySlice(sumOfRollup, table, byMonth.has(name) ? sql`x.slice_id = any(${ids})` : onDays(ids, { from, to })),
    ]),
    ...(await trackedTags(client, ids)).map(({ id, key }): [string, Sql] => [
      `rollup_tag of ${key}`,
      bySlice(sumOfRollup, sql`rollup_tag`, sql`${onDays(ids, { from, to })} and tracked_tag_id = ${id}`),
    ]),
  ];
  const totals: Total[] = [];
  for (const [table, statement] of tables) {
    const { rows } = await client.query<StoredRow>(statement);
    const stored = rows.flatMap(totalsOf);
    refuseDifference(table, slices, stored);
    if (table === "charge") totals.push(...stored);
  }
  return totals;
}

/** What the files say the slices cost. What a connector read is no control: only its provider's own totals are. */
export function fileTotals(slices: { id: number; sums: Sums }[]): Total[] {
  return slices.flatMap(({ id, sums }) =>
    entriesOf(sums).map(([currency, metric, amount]): Total => {
      return { origin: "file", slice: id, day: null, estimated: false, metric, currency, amount: plain(amount) };
    }),
  );
}

async function trackedTags(client: PoolClient, slices: number[]): Promise<{ id: number; key: string }[]> {
  const { rows } = await client.query<{ id: number; key: string }>(trackedBy(slices));
  return rows;
}

function bySlice(sums: Sql, table: Sql, where: Sql): Sql {
  return sql`select slice_id, currency, sum(billed) as billed, sum(effective) as effective, sum(list) as list,
      sum(contracted) as contracted
    from (select slice_id, account_id, ${sums} from ${table} x where ${where} group by 1, 2) part
    join dim_account on dim_account.id = account_id
    group by 1, 2`;
}

function totalsOf(row: StoredRow): Total[] {
  return metrics.flatMap((metric): Total[] => {
    const amount = row[metric];
    if (amount === null) return [];
    const { slice_id: slice, currency } = row;
    return [{ origin: "stored", slice, day: null, estimated: false, metric, currency, amount }];
  });
}

function refuseDifference(table: string, slices: { id: number; sums: Sums }[], stored: Total[]): void {
  const left = new Map(stored.map((total) => [`${total.slice} ${total.currency} ${total.metric}`, total.amount]));
  for (const { id, sums } of slices) {
    for (const [currency, metric, amount] of entriesOf(sums)) {
      const key = `${id} ${currency} ${metric}`;
      const found = left.get(key);
      if (found === undefined || !amount.equals(new Money(found))) {
        throw new Error(`${table} would hold ${found} ${currency} ${metric} where the file says ${plain(amount)}.`);
      }
      left.delete(key);
    }
  }
  if (left.size > 0) throw new Error(`${table} would hold amounts that are not in the file: ${[...left.keys()]}.`);
}

function entriesOf(sums: Sums): [string, Metric, Money][] {
  return [...sums].flatMap(([currency, amounts]) =>
    metrics.flatMap((metric): [string, Metric, Money][] => {
      const amount = amounts[metric];
      return amount ? [[currency, metric, amount]] : [];
    }),
  );
}

/** What the provider itself says the slice costs. */
export function statedTotals(slice: number, stated: StatedTotal[]): Total[] {
  return stated.map((total) => ({ origin: "provider", slice, ...total }));
}

export function storeTotals(totals: Total[]): Sql {
  return sql`insert into control_total (slice_id, origin, day, metric, currency, amount, estimated)
    select slice, origin::total_origin, day, metric::cost_metric, currency, amount, estimated
    from unnest(${totals.map(({ slice }) => slice)}::integer[], ${totals.map(({ origin }) => origin)}::text[],
      ${totals.map(({ day }) => day)}::date[], ${totals.map(({ metric }) => metric)}::text[],
      ${totals.map(({ currency }) => currency)}::text[], ${totals.map(({ amount }) => amount)}::numeric[],
      ${totals.map(({ estimated }) => estimated)}::boolean[])
      as total (slice, origin, day, metric, currency, amount, estimated)`;
}
