import type { PoolClient } from "pg";
import type { Day } from "../../focus/period";
import { dimensions } from "../staging/dimensions";
import { nameOf } from "./partitions";
import { rollups } from "./rollups";

/** Fewer are left to autovacuum. */
export const MANY_ROWS = 10_000;

/** What autovacuum would do some minutes later, and who waits for answers wants now: it looks more closely then. */
const FEW = 30;

/**
 * Statistics of the months that were filled, in the import's own transaction: the planner believes that a table without
 * them is nearly empty, and would sort all of its charges on the disk to add them up. Readers do not wait for it.
 */
export async function describeCharges(client: PoolClient, months: Day[]): Promise<void> {
  await client.query(`set local default_statistics_target = ${FEW}`);
  await client.query(`analyze ${months.map(nameOf).join(", ")}`);
}

/** What an index of ranges does not know of, every question reads. */
export async function summarize(client: PoolClient, months: Day[]): Promise<void> {
  await client
    .query(
      `select brin_summarize_new_values(index.indexrelid)
       from pg_index index join pg_class class on class.oid = index.indexrelid join pg_am method on method.oid = class.relam
       where method.amname = 'brin' and index.indrelid = any($1::regclass[])`,
      [months.map(nameOf)],
    )
    .catch(() => {});
}

/** Statistics of what answers questions beside the charges; the import is committed, and without them it still is. */
export async function describeSums(client: PoolClient): Promise<void> {
  const tables = [...rollups.map(({ name }) => name), "rollup_tag", ...dimensions.map(({ table }) => table)];
  await client.query(`set default_statistics_target = ${FEW}`).catch(() => {});
  await client.query(`analyze ${tables.join(", ")}`).catch(() => {});
}
