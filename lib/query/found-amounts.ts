import type { Scope } from "../auth/scope";
import { sql } from "../db/sql";
import { MOST_ROWS, TooManyRows } from "./answer";
import { addedUp, type FoundAmount } from "./by-months";
import type { Table } from "./catalog";
import { type ConvertedQuery, convertedSql } from "./convert";
import { isNarrow, isPacked, narrowSql, packedSql } from "./narrow-sql";
import { isPivoted, pivotBuckets, pivotSql } from "./pivot-sql";
import type { Reader } from "./snapshot";
import type { CostQuery, NarrowedQuery } from "./spec";
import { costsSql } from "./sql";
import type { Limited } from "./within-rows";

type Key = string | null;
/** A row of a statement: currency and bucket, the keys, the exact sum and the charges without it. */
type Tuple = [currency: string, bucket: Key, ...keysAmountMissing: (string | number | null)[]];
/** All buckets of a name in one row, which is a third of the work where there are many. */
type Packed = [currency: string, buckets: Key, amounts: Key, missing: number, ...keys: Key[]];

/** All buckets of a combination of ids in one row. */
type Pivoted = [currency: string, amounts: string, missing: number, ...keys: Key[]];

/** What one table says of a question, by whichever statement is quickest. */
export async function foundAmounts(
  read: Reader,
  scope: Scope,
  query: Limited<ConvertedQuery>,
  table: Table,
): Promise<FoundAmount[]> {
  if (query.factors) return rowsOf(query, await read.tuples<Tuple>(convertedSql(scope, query, query.factors, table)));
  if (isNarrow(query, table)) return await narrowAmounts(read, scope, query, table);
  return rowsOf(query, await read.tuples<Tuple>(costsSql(scope, query, table)));
}

async function narrowAmounts(read: Reader, scope: Scope, query: Limited<NarrowedQuery>, table: Table) {
  const currencies = await read.rows<{ currency: string; accounts: number[] }>(sql`
    select currency, array_agg(id) as accounts from dim_account
    where workspace_id = ${scope.workspaceId}::uuid group by currency order by currency`);
  const found: FoundAmount[][] = [];
  for (const each of currencies) {
    const pivoted = isPivoted(query, table) ? await read.tuples<Pivoted>(pivotSql(scope, each, query, table)) : null;
    // Beyond the limit some combinations of ids are missing, and their names may be few enough after all.
    if (pivoted && pivoted.length <= MOST_ROWS) found.push(unpivoted(query, pivoted));
    else if (isPacked(query, table)) {
      found.push(unpacked(query, await read.tuples<Packed>(packedSql(scope, each, query, table))));
    } else found.push(rowsOf(query, await read.tuples<Tuple>(narrowSql(scope, each, query, table))));
  }
  return found.flat();
}

function rowsOf({ groupBy }: CostQuery, tuples: Tuple[]): FoundAmount[] {
  return tuples.map((tuple) => ({
    currency: tuple[0],
    bucket: tuple[1],
    keys: Object.fromEntries(groupBy.map((dimension, index) => [dimension, tuple[index + 2] as Key])),
    amount: tuple.at(-2) as Key,
    missing: Number(tuple.at(-1)),
  }));
}

function keysOf(groupBy: CostQuery["groupBy"], values: Key[]): FoundAmount["keys"] {
  const keys: FoundAmount["keys"] = {};
  for (const [index, dimension] of groupBy.entries()) keys[dimension] = values[index] ?? null;
  return keys;
}

/** The same for the same values alone: Postgres has no text with a NUL. */
function nameOf(values: Key[]): string {
  let name = "";
  for (const value of values) name += value === null ? "\0" : `=${value}\0`;
  return name;
}

function unpivoted(query: CostQuery, pivoted: Pivoted[]): FoundAmount[] {
  const buckets = pivotBuckets(query);
  const found: FoundAmount[] = [];
  const names = new Set<string>();
  for (const [currency, sums, missing, ...values] of pivoted) {
    const keys = keysOf(query.groupBy, values);
    names.add(nameOf(values));
    const first = found.length;
    for (const [at, amount] of sums.split(",").entries()) {
      if (amount !== "") found.push({ currency, bucket: buckets[at] ?? null, keys, amount, missing: 0 });
    }
    const told = found[first];
    if (told) told.missing = missing;
    else found.push({ currency, bucket: buckets[0] ?? null, keys, amount: null, missing });
  }
  return names.size === pivoted.length ? found : addedUp([found, []]);
}

function unpacked({ groupBy }: CostQuery, packed: Packed[]): FoundAmount[] {
  let isOnceEach = true;
  const found = packed.flatMap(([currency, days, sums, missing, ...values]) => {
    if (days === null) throw new TooManyRows();
    const keys = keysOf(groupBy, values);
    const buckets = days.split(",");
    isOnceEach &&= new Set(buckets).size === buckets.length;
    const amounts = (sums ?? "").split(",");
    return buckets.map((bucket, at): FoundAmount => {
      return { currency, bucket, keys, amount: amounts[at] || null, missing: at === 0 ? missing : 0 };
    });
  });
  return isOnceEach ? found : addedUp([found, []]);
}
