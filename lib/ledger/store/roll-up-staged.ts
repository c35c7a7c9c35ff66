import type { DuckDBConnection, DuckDBDataChunk } from "@duckdb/node-api";
import type { PoolClient } from "pg";
import { appendNumbers } from "../staging/append-coded";
import { rowsIn } from "../staging/database";
import {
  accountsOfSlices,
  combinations,
  dailySums,
  hasRests,
  type RollupSql,
  rollupsOf,
  summedBy,
  tagSums,
} from "../staging/rollups-sql";
import type { BinaryRows } from "./binary-rows";
import { appendIds, type Ids, idsOf, type Put, putId, putInt32, putSum } from "./charge-rows";
import { copyChunks } from "./copy-chunks";
import { byMonth, keepTrackedTags, rollUp, tagValues, trackedBy } from "./rollups";
import type { Span } from "./slices";
import { columnOf } from "./vectors";

const COUNTS = 3;
const METRICS = 4;

export type Summing = { client: PoolClient; staging: DuckDBConnection; ids: Ids };

/** Sums that are being made; `copy` waits for them and puts them into the ledger. */
export type StagedSums = { copy: () => Promise<void>; settled: () => Promise<unknown> };

/**
 * Begins to make all rollups of charges that are about to be copied. DuckDB has them too and sums them ten times as
 * fast; amounts beyond its words are left to Postgres. Either way the sums are compared with the file afterwards.
 */
export async function beginSums(summing: Summing, slices: number[], span: Span): Promise<StagedSums> {
  const { client, staging, ids } = summing;
  const [[rests = 0n] = []] = await rowsIn(staging, hasRests(slices));
  const stored = slices.map((n) => ids.slices[n] ?? 0);
  if (Number(rests) > 0) {
    const copy = async () => {
      for (const statement of rollUp(stored, span)) await client.query(statement);
    };
    return { copy, settled: async () => {} };
  }
  const making = makeSums(summing, slices, await valuesOf(client, stored));
  // Awaited when the charges are there; until then a failure has an owner.
  making.catch(() => {});
  const copy = async () => {
    const { sums, tags } = await making;
    for (const each of sums) await copySums(summing, each);
    const settled = await settledTags(summing, { slices, stored, made: tags });
    if (settled) await copySums(summing, settled);
  };
  return { copy, settled: async () => await making.catch(() => {}) };
}

type TagValue = [key: number, tagSet: number, value: number];

async function valuesOf(client: PoolClient, stored: number[]): Promise<TagValue[]> {
  const { text, values } = tagValues(stored);
  const { rows } = await client.query<TagValue>({ text, values, rowMode: "array" });
  return rows;
}

type TagSums = { keys: number[]; sums: RollupSql | null };
type Made = { sums: RollupSql[]; tags: TagSums };

async function makeSums(summing: Summing, slices: number[], values: TagValue[]): Promise<Made> {
  const { staging, ids } = summing;
  for (const name of summedBy) await appendIds(staging, ids, name);
  await staging.run(dailySums(slices));
  await chooseStanding(summing);
  const sums = rollupsOf(slices);
  for (const each of sums) await make(staging, each);
  return { sums, tags: await makeTagSums(summing, slices, values) };
}

async function makeTagSums({ staging, ids }: Summing, slices: number[], values: TagValue[]): Promise<TagSums> {
  const keys = keysOf(values);
  const used = new Set(idsOf(ids, "tag_set"));
  const valued = values.filter(([, id]) => used.has(id));
  const column = (index: 0 | 1 | 2) => Int32Array.from(valued, (row) => row[index]);
  await appendNumbers(staging, "valued", { key: column(0), tag_set: column(1), value: column(2) });
  if (valued.length === 0) return { keys, sums: null };
  await staging.run(combinations);
  const sums = tagSums(slices);
  await make(staging, sums);
  return { keys, sums };
}

async function make(staging: DuckDBConnection, { table, sql }: RollupSql): Promise<void> {
  await staging.run(`CREATE OR REPLACE TEMP TABLE made_${table} AS ${sql}`);
}

/** The keys that are tracked; every one has a value of every tag set, if only none. */
function keysOf(values: TagValue[]): number[] {
  return [...new Set(values.map(([key]) => key))].toSorted((one, other) => one - other);
}

/**
 * The sums by tags, which nobody adds a key to from here on. Whoever did while the charges were copied did not have to
 * wait for that: then they are made once more.
 */
async function settledTags(
  summing: Summing,
  { slices, stored, made }: { slices: number[]; stored: number[]; made: TagSums },
): Promise<RollupSql | null> {
  await summing.client.query(keepTrackedTags);
  const { rows } = await summing.client.query<{ id: number }>(trackedBy(stored));
  const isSame = rows.length === made.keys.length && rows.every(({ id }, index) => id === made.keys[index]);
  if (isSame) return made.sums;
  const { sums } = await makeTagSums(summing, slices, await valuesOf(summing.client, stored));
  return sums;
}

/** For each account of a slice the one that stands for all of its currency: the one with the lowest id. */
async function chooseStanding({ staging }: Summing): Promise<void> {
  const accounts = (await rowsIn(staging, accountsOfSlices)).map(([slice, account, currency]) => ({
    slice: Number(slice),
    account: Number(account),
    of: `${slice} ${currency}`,
  }));
  const lowest = new Map<string, number>();
  for (const { account, of } of accounts) lowest.set(of, Math.min(account, lowest.get(of) ?? account));
  await appendNumbers(staging, "standing", {
    slice: Int32Array.from(accounts, ({ slice }) => slice),
    account: Int32Array.from(accounts, ({ account }) => account),
    stands: Int32Array.from(accounts, ({ of }) => lowest.get(of) ?? 0),
  });
}

const columnsOf: Record<string, string> = { key: "tracked_tag_id", stands: "account_id", value: "tag_set_id" };

async function copySums({ client, staging, ids }: Summing, { table, keys }: RollupSql): Promise<void> {
  const names = [byMonth.has(table) ? "month" : "day", ...keys.map((key) => columnsOf[key] ?? `${key}_id`)];
  const columns = `${names.join(", ")}, charges, list_missing, contracted_missing, billed, effective, list, contracted`;
  const sums = await staging.stream(`FROM made_${table}`);
  await copyChunks(client, `${table} (${columns})`, sums, (rows, chunk) => writeChunk(rows, chunk, keys, ids));
}

/** One writer a column; `rollupsOf` gives the vectors in the same order. */
function writeChunk(rows: BinaryRows, chunk: DuckDBDataChunk, keys: string[], ids: Ids): void {
  let next = 0;
  const column = () => columnOf(chunk, next++);
  const puts: Put[] = [
    putInt32(column()),
    ...keys.map((key) => (key === "slice" ? putId(column(), ids.slices) : putInt32(column()))),
    ...Array.from({ length: COUNTS }, () => putInt32(column())),
    ...Array.from({ length: METRICS }, () => putSum(column(), column())),
  ];
  for (let row = 0; row < chunk.rowCount; row++) {
    rows.row(puts.length);
    for (const put of puts) put(rows, row);
  }
}
