import { createHash } from "node:crypto";
import type { DuckDBConnection } from "@duckdb/node-api";
import type { Metric } from "../../focus/charge";
import { Money } from "../../focus/money";
import type { Day } from "../../focus/period";
import { rowsIn } from "./database";
import { digitChunks } from "./number-sql";
import { sumsOfSlices } from "./sums-sql";
import { unreadableTags } from "./tag-tuple";

/** Raise it when the same rows would be stored differently than before: then they are imported again. */
const FORMAT = 2;

/** Exact sums by currency and metric. */
export type Sums = Map<string, Partial<Record<Metric, Money>>>;

export type StagedSlice = {
  n: number;
  billingAccountId: string;
  /** Instants in ISO form. */
  periodStart: string;
  periodEnd: string;
  rows: number;
  contentHash: string;
  months: Day[];
  firstDay: Day;
  /** The last day that its charges reach. */
  lastDay: Day;
  providers: string[];
  /** Every one of its charges is there twice (or four times), alike in everything: most likely a file is. */
  isDoubled: boolean;
  sums: Sums;
};

/** Fewer charges may be pairs by chance. */
const LEAST_DOUBLED = 10;

/** What was staged, slice by slice. */
export async function stagedSlices(staging: DuckDBConnection): Promise<StagedSlice[]> {
  const sums = await sumsBySlice(staging);
  return (await rowsIn(staging, SLICES)).map((row) => {
    const [n, account, start, end, rows, hashes, months, days, providers, isPaired] = row;
    const [firstDay = "", lastDay = ""] = words(days);
    return {
      n: Number(n),
      billingAccountId: String(account),
      periodStart: String(start),
      periodEnd: String(end),
      rows: Number(rows),
      contentHash: createHash("sha256").update(`${FORMAT} ${rows} ${hashes}`).digest("hex"),
      months: words(months),
      firstDay,
      lastDay,
      providers: JSON.parse(String(providers)),
      isDoubled: isPaired === true && Number(rows) >= LEAST_DOUBLED,
      sums: sums.get(Number(n)) ?? new Map(),
    };
  });
}

const words = (value: unknown) => String(value).split(" ");

/** To the microsecond, without those where there are none. */
const instant = (column: string) => `regexp_replace(strftime(${column}, '%Y-%m-%dT%H:%M:%S.%f'), '000$', '') || 'Z'`;
const DAY = "'%Y-%m-%d'";

/**
 * One row a slice, from the few spans of time that its charges have. The hashes are sums, so that the order of rows
 * does not matter; what is there twice leaves nothing of its hash in an exclusive or. A charge within a day says that
 * the data reaches its day; charges of months and years say how far it reaches only where there are no others, and then
 * not beyond the billing period.
 */
const SLICES = `
  WITH span AS (
    SELECT n_slice, f0 AS starts, f1 AS ends, rows, one, two, odd FROM k_span JOIN (
      SELECT n_slice, n_span, count(*) AS rows, sum(content) AS one, sum(hash(content)) AS two,
        bit_xor(content) AS odd
      FROM stage GROUP BY ALL) ON n = n_span
  ), row AS (
    SELECT n_slice, rows, one, two, odd, CAST(starts AS DATE) AS day,
      CAST(ends - INTERVAL 1 MICROSECOND AS DATE) AS end_day, ends - starts <= INTERVAL 1 DAY AS is_short
    FROM span
  ), slice AS (
    SELECT n_slice AS n, sum(rows) AS rows, sum(one) AS one, sum(two) AS two, bit_xor(odd) AS odd,
      list(DISTINCT CAST(date_trunc('month', day) AS DATE)) AS months, min(day) AS first_day,
      max(day) FILTER (is_short) AS short_day, max(end_day) AS end_day
    FROM row GROUP BY ALL
  ), provider AS (
    SELECT n_slice AS n, list(DISTINCT provider) AS names
    FROM (SELECT DISTINCT n_slice, n_account FROM stage) JOIN (SELECT n, f1 AS provider FROM k_account) a ON a.n = n_account
    WHERE provider IS NOT NULL GROUP BY ALL
  )
  SELECT k.n, k.f0, ${instant("k.f1")}, ${instant("k.f2")}, rows, one || ' ' || two,
    list_aggregate(list_transform(list_sort(months), lambda month: strftime(month, ${DAY})), 'string_agg', ' '),
    strftime(first_day, ${DAY}) || ' ' || strftime(
      coalesce(short_day, greatest(first_day, least(end_day, CAST(k.f2 - INTERVAL 1 MICROSECOND AS DATE)))), ${DAY}),
    CAST(to_json(coalesce(names, [])) AS VARCHAR), odd = 0
  FROM slice JOIN k_slice k ON k.n = slice.n LEFT JOIN provider ON provider.n = slice.n
  ORDER BY k.f0, k.f1, k.f2`;

async function sumsBySlice(staging: DuckDBConnection): Promise<Map<number, Sums>> {
  const slices = new Map<number, Sums>();
  for (const [n, currency, metric, simple, ...chunks] of await rowsIn(staging, sumsOfSlices)) {
    const sums: Sums = slices.get(Number(n)) ?? new Map();
    slices.set(Number(n), sums);
    const amounts = sums.get(String(currency)) ?? {};
    sums.set(String(currency), amounts);
    amounts[String(metric) as Metric] = chunks.reduce(
      (sum: Money, chunk, index) => sum.plus(new Money(String(chunk)).times(`1e${digitChunks[index]?.exponent ?? 0}`)),
      new Money(String(simple)),
    );
  }
  return slices;
}

/** What a reader of the totals should know about the rows. */
export async function stagedNotes(staging: DuckDBConnection): Promise<string[]> {
  const count = await unreadableTags(staging);
  if (count === 0) return [];
  const rows = count === 1 ? "1 row has" : `${count} rows have`;
  return [`${rows} tags that cannot be read as keys with values: they are kept as text and count as untagged.`];
}
