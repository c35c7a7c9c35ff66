import type { PoolClient } from "pg";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { closeDatabase } from "../../db/client";
import { pool } from "../../db/pool";
import { scratchDatabase } from "../../db/scratch";
import { rowsOf, sql } from "../../db/sql";
import { attachPartition, createPartition, nameOf, newMonths } from "./partitions";

beforeAll(scratchDatabase);
afterAll(closeDatabase);

const MONTHS = ["2031-02-01", "2031-01-01"];

async function inTransaction(work: (client: PoolClient) => Promise<void>): Promise<void> {
  const client = await pool().connect();
  try {
    await client.query("begin");
    await work(client);
  } finally {
    await client.query("rollback").catch(() => {});
    client.release(true);
  }
}

async function made(client: PoolClient): Promise<void> {
  for (const month of await newMonths(client, MONTHS)) {
    await createPartition(client, month);
    await attachPartition(client, month);
  }
}

describe("a month that the ledger did not have", () => {
  it("is made by one import, and another that needs it waits and finds it; nobody who reads waits", async () => {
    await inTransaction(async (one) => {
      await inTransaction(async (other) => {
        await made(one);
        const { rows } = await other.query<{ pid: number }>("select pg_backend_pid() as pid");
        const found = newMonths(other, MONTHS);
        const waits = sql`select cardinality(pg_blocking_pids(${rows[0]?.pid ?? 0})) > 0 as waits`;
        await expect.poll(async () => await rowsOf(waits)).toEqual([{ waits: true }]);
        expect(await rowsOf(sql`select count(*)::int as charges from charge where charge_day >= '2031-01-01'`)).toEqual(
          [{ charges: 0 }],
        );
        await one.query("commit");
        expect(await found).toEqual(new Set());
      });
    });
  });

  it("has the indexes of all charges", async () => {
    await inTransaction(async (client) => {
      await made(client);
      const indexes = "select count(*)::int as count from pg_index where indisvalid and indrelid = $1::regclass";
      const countOf = async (table: string) => (await client.query(indexes, [table])).rows;
      expect(await countOf(nameOf("2031-01-01"))).toEqual(await countOf("charge"));
    });
  });
});
