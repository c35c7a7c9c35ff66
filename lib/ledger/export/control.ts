import { join, type Sql, sql } from "../../db/sql";
import { type Metric, metrics } from "../../focus/charge";
import { Money, plain } from "../../focus/money";
import { idColumn, joinable, metricSql, tableName } from "../../query/catalog";
import { within } from "../../query/sql";
import type { Read, Selected } from "./selection";

/** Sums of an export or of the ledger: rows, and amounts by currency and metric; a metric nobody states is absent. */
export type Control = { rows: number; amounts: Record<string, Partial<Record<Metric, string>>> };

/** Adds up the rows of an export as they are written, from the bytes that leave. */
export class ControlSums {
  rows = 0;
  readonly #byCurrency = new Map<string, Record<Metric, Sum>>();

  /** One record of csv that begins with the four costs and the currency, none of them quoted. */
  add(record: Buffer): void {
    this.rows += 1;
    let start = 0;
    const fields: string[] = [];
    for (let count = 0; count <= metrics.length; count += 1) {
      const comma = record.indexOf(COMMA, start);
      const end = comma < 0 ? record.length : comma;
      fields.push(record.toString("latin1", start, end));
      start = end + 1;
    }
    const sums = this.#sumsOf(fields[metrics.length]?.trim() ?? "");
    for (const [index, metric] of metrics.entries()) sums[metric].add(fields[index] ?? "");
  }

  total(): Control {
    const amounts: Control["amounts"] = {};
    for (const [currency, sums] of this.#byCurrency) {
      const stated = metrics.filter((metric) => sums[metric].isStated);
      amounts[currency] = Object.fromEntries(stated.map((metric) => [metric, plain(sums[metric].total())]));
    }
    return { rows: this.rows, amounts };
  }

  #sumsOf(currency: string): Record<Metric, Sum> {
    const known = this.#byCurrency.get(currency);
    if (known) return known;
    const sums = { billed: new Sum(), effective: new Sum(), list: new Sum(), contracted: new Sum() };
    this.#byCurrency.set(currency, sums);
    return sums;
  }
}

const COMMA = 0x2c;
const SIMPLE = /^(-?)(\d{1,9})(?:\.(\d{1,10}))?$/;
const MOST_SAFE = 4e15;

/** Exact: whole units and units of 10^-10 apart in doubles as long as those are exact, anything longer as decimals. */
class Sum {
  isStated = false;
  #whole = 0;
  #parts = 0;
  #rest = new Money(0);

  add(text: string): void {
    if (text === "") return;
    this.isStated = true;
    const simple = SIMPLE.exec(text);
    if (!simple) {
      this.#rest = this.#rest.plus(text);
      return;
    }
    const [, sign = "", whole = "0", decimals = ""] = simple;
    const factor = sign === "-" ? -1 : 1;
    this.#whole += factor * Number(whole);
    this.#parts += factor * Number(decimals.padEnd(10, "0"));
    if (Math.abs(this.#parts) > MOST_SAFE || Math.abs(this.#whole) > MOST_SAFE) this.#settle();
  }

  total(): Money {
    this.#settle();
    return this.#rest;
  }

  #settle(): void {
    this.#rest = this.#rest.plus(this.#whole).plus(new Money(this.#parts).times("1e-10"));
    this.#whole = 0;
    this.#parts = 0;
  }
}

/**
 * What the ledger itself says the selection costs: from its daily sums where they can tell, not from the charges that
 * are exported. What tags, regions or resources leave to see is counted from the charges.
 */
export async function ledgerControl(read: Read, { slices, accounts, limits, from, to }: Selected): Promise<Control> {
  const table = limits.every((limit) => joinable.rollup_day.has(limit.table)) ? "rollup_day" : "charge";
  const conditions: Sql[] = [
    sql`x.slice_id = any(${slices}::int[])`,
    ...within({ from, to }, table),
    ...(accounts ? [sql`x.account_id = any(${accounts}::int[])`] : []),
    ...limits.map((limit) => sql`${idColumn[limit.table]} = any(${limit.ids}::int[])`),
  ];
  const rows = table === "charge" ? sql`count(*)` : sql`sum(x.charges)`;
  const sums = metrics.map((metric) => sql`(${metricSql(metric, table).amount})::text as ${columnOf[metric]}`);
  const found = await read<{ currency: string; rows: string } & Record<Metric, string | null>>(sql`
    select account.currency, (${rows})::text as rows, ${join(sums)}
    from ${tableName[table]} x join dim_account account on account.id = x.account_id
    where ${join(conditions, " and ")} group by 1 order by 1`);
  return {
    rows: found.reduce((sum, { rows }) => sum + Number(rows), 0),
    amounts: Object.fromEntries(
      found.map((row) => [
        row.currency,
        Object.fromEntries(metrics.flatMap((metric) => (row[metric] === null ? [] : [[metric, plain(row[metric])]]))),
      ]),
    ),
  };
}

const columnOf: Record<Metric, Sql> = {
  billed: sql`billed`,
  effective: sql`effective`,
  list: sql`list`,
  contracted: sql`contracted`,
};

/** An export that differs from the ledger in one digit is a bug and must not pass for done. */
export function requireSame(exported: Control, ledger: Control): void {
  const [one, other] = [exported, ledger].map(canonical);
  if (one !== other) throw new Error(`The export holds ${one} where the ledger holds ${other}.`);
}

function canonical({ rows, amounts }: Control): string {
  const entries = Object.keys(amounts)
    .toSorted()
    .map((currency) => [currency, ...metrics.map((metric) => amounts[currency]?.[metric] ?? null)]);
  return JSON.stringify([rows, ...entries]);
}
